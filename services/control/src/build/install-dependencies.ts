import { spawn } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { FlotillaError } from "@flotilla/protocol";

/** Where and how packages of apps are installed. */
export interface InstallOptions {
  /** Kept between installs, shared by all apps: npm checks what it takes out by the lockfile's hashes. */
  readonly cacheFolder: string;
  readonly registry: string;
  readonly timeoutMs?: number;
  /** Stops npm. */
  readonly signal?: AbortSignal | undefined;
}

const lockfile = "package-lock.json";
const foreignLockfiles = ["yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb"];

/** Whether an app has packages to install, in whatever tool's words. */
export function hasLockfile(paths: readonly string[]): boolean {
  return [lockfile, ...foreignLockfiles].some((name) => paths.includes(name));
}

/**
 * Installs what an app's lockfile names into its folder. Scripts of packages never run,
 * nothing comes from anywhere but the registry, and the environment holds nothing of the host's.
 */
export async function installDependencies(
  folder: string,
  paths: readonly string[],
  options: InstallOptions,
): Promise<void> {
  if (!paths.includes(lockfile)) {
    const foreign = foreignLockfiles.find((name) => paths.includes(name));
    throw failed(
      `${foreign}: expected npm's ${lockfile}; make one with "npm install --package-lock-only"`,
    );
  }
  checkLockfile(await readFile(join(folder, lockfile), "utf8"), options.registry);
  await mkdir(options.cacheFolder, { recursive: true });
  const home = join(folder, ".home");
  await mkdir(home);
  try {
    await runNpm(folder, home, options);
  } finally {
    await rm(home, { recursive: true });
  }
}

/** Refuses packages that do not come from the registry with a hash: files of the host, git, other servers. */
function checkLockfile(source: string, registry: string): void {
  for (const [name, entry] of Object.entries(packagesOf(source))) {
    if (name === "" || !isRecord(entry)) continue;
    const shown = name.replace(/^.*node_modules\//, "");
    if (entry.link === true || !name.includes("node_modules/")) {
      throw failed(`${lockfile}: "${shown}" is a folder; expected packages of the registry`);
    }
    const { resolved } = entry;
    if (resolved === undefined) continue;
    const isKnown =
      typeof resolved === "string" &&
      [registry, "https://registry.npmjs.org/"].some((base) => resolved.startsWith(base));
    if (!isKnown) throw failed(`${lockfile}: "${shown}" does not come from the registry`);
  }
}

function packagesOf(source: string): Readonly<Record<string, unknown>> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(source);
  } catch (cause) {
    throw failed(`${lockfile}: it is no JSON`, cause);
  }
  if (!isRecord(parsed) || !isRecord(parsed.packages)) {
    throw failed(`${lockfile}: expected version 2 or 3; renew it with npm 7 or newer`);
  }
  return parsed.packages;
}

async function runNpm(folder: string, home: string, options: InstallOptions): Promise<void> {
  options.signal?.throwIfAborted();
  const child = spawn(
    "npm",
    [
      "ci",
      "--ignore-scripts",
      "--omit=dev",
      "--no-audit",
      "--no-fund",
      "--no-bin-links",
      "--no-update-notifier",
      "--loglevel=error",
      "--logs-max=0",
      "--install-links=false",
      `--registry=${options.registry}`,
      `--cache=${options.cacheFolder}`,
      `--userconfig=${join(home, "npmrc")}`,
      "--fetch-retries=1",
      "--fetch-retry-mintimeout=1000",
      "--fetch-timeout=20000",
    ],
    {
      cwd: folder,
      env: { PATH: "/usr/local/bin:/usr/bin:/bin", HOME: home },
      stdio: ["ignore", "ignore", "pipe"],
      timeout: options.timeoutMs ?? 120_000,
      killSignal: "SIGKILL",
    },
  );
  const stop = (): void => void child.kill("SIGKILL");
  options.signal?.addEventListener("abort", stop);
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once("error", (cause) => reject(failed("npm is not installed on this host", cause)));
    child.once("exit", (code) => resolve(code));
  });
  const [code, errors] = await Promise.all([exit, text(child.stderr)]).finally(() =>
    options.signal?.removeEventListener("abort", stop),
  );
  if (code === 0) return;
  const reason = reasonOf(errors);
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH/.test(errors)) {
    throw failed(
      `the packages of ${lockfile} cannot be fetched: ${options.registry} is out of reach\n  ${reason}`,
    );
  }
  throw failed(
    code === null
      ? "npm was stopped: installing the packages took too long"
      : `npm could not install the packages of ${lockfile}:\n  ${reason}`,
  );
}

/** What npm says, without its decoration and its own files. */
function reasonOf(errors: string): string {
  const lines = errors.split("\n").map((line) => line.replace(/^npm error ?/i, ""));
  const told = lines.filter((line) => line.trim() !== "" && !/complete log|logs-max/.test(line));
  return told.slice(0, 8).join("\n  ");
}

function failed(message: string, cause?: unknown): FlotillaError {
  return new FlotillaError("BUILD_FAILED", message, cause === undefined ? undefined : { cause });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
