import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

const root = join(import.meta.dirname, "../..");

/** One part of the build. */
export interface BuildStep {
  readonly name: string;
  /** Folders and files, from the repository's root, that the output depends on; tests among them do not count. */
  readonly inputs: readonly string[];
  /** What the step makes, from the repository's root. */
  readonly output: string;
  readonly run: () => Promise<unknown>;
}

/** Runs a step unless its output is there and was made from these very inputs. */
export async function whenChanged(step: BuildStep): Promise<"built" | "unchanged"> {
  const marker = join(root, "dist", `.${step.name}-inputs`);
  const before = await hashOf([...step.inputs, "package-lock.json", "scripts/build"]);
  const known = await readFile(marker, "utf8").catch(() => "");
  const present = await stat(join(root, step.output)).catch(() => undefined);
  if (known === before && present !== undefined) return "unchanged";
  await step.run();
  await mkdir(dirname(marker), { recursive: true });
  await writeFile(marker, before);
  return "built";
}

async function hashOf(inputs: readonly string[]): Promise<string> {
  const hash = createHash("sha256").update(process.version);
  for (const input of inputs) {
    for (const path of await filesOf(join(root, input))) {
      hash.update(`${relative(root, path)}\0`).update(await readFile(path));
    }
  }
  return hash.digest("hex");
}

async function filesOf(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
