// `npm run bench -- NAME [args]`: runs one benchmark of this folder by name, or lists them.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import process from "node:process";

const folder = import.meta.dirname;
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".bench.ts"))
  .map((file) => file.slice(0, -".bench.ts".length));
const [name, ...rest] = process.argv.slice(2);

if (name === undefined || !names.includes(name)) {
  console.error(`usage: npm run bench -- NAME\n\n${names.map((one) => `  ${one}`).join("\n")}`);
  process.exitCode = 2;
} else {
  const run = spawnSync(process.execPath, ["--expose-gc", `${folder}/${name}.bench.ts`, ...rest], {
    stdio: "inherit",
  });
  process.exitCode = run.status ?? 1;
}
