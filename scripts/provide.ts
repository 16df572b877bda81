// Sees that the programs which the tests start are there: installs them where it may, says what is missing where it may not.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";

interface Program {
  readonly command: string;
  readonly debianPackage: string;
  readonly purpose: string;
}

const programs: readonly Program[] = [
  { command: "chromium", debianPackage: "chromium", purpose: "browser tests" },
  { command: "redis-server", debianPackage: "redis-server", purpose: "shared store" },
  { command: "redis-sentinel", debianPackage: "redis-sentinel", purpose: "shared store" },
  { command: "bwrap", debianPackage: "bubblewrap", purpose: "isolation of app processes" },
];

function missing(): readonly Program[] {
  const folders = (process.env.PATH ?? "").split(":");
  return programs.filter(
    ({ command }) => !folders.some((folder) => existsSync(`${folder}/${command}`)),
  );
}

function install(wanted: readonly Program[]): void {
  const apt = (args: readonly string[]) =>
    spawnSync("apt-get", ["-qq", ...args], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  apt(["update"]);
  apt(["install", "-y", "--no-install-recommends", ...wanted.map((one) => one.debianPackage)]);
}

const wanted = missing();
if (wanted.length > 0 && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
  console.error(`installing ${wanted.map((one) => one.debianPackage).join(", ")} …`);
  install(wanted);
}
const absent = missing();
for (const { command, debianPackage, purpose } of absent) {
  console.error(
    `${command} is missing (${purpose}): install it first, on Debian with: sudo apt-get install ${debianPackage}`,
  );
}
process.exitCode = absent.length === 0 ? 0 : 1;
