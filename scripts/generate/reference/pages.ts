import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cliPage } from "./cli.ts";
import { environmentPage } from "./environment.ts";
import { errorsPage } from "./errors.ts";
import { flotillaJsonPage } from "./flotilla-json.ts";
import { metricsPage } from "./metrics.ts";

/** Where the reference is. */
export const referenceFolder = join(import.meta.dirname, "../../../docs/reference");

/** The generated pages of the reference by their file names. */
export const referencePages: Readonly<Record<string, () => string>> = {
  "cli.md": cliPage,
  "environment.md": environmentPage,
  "errors.md": errorsPage,
  "flotilla-json.md": flotillaJsonPage,
  "metrics.md": metricsPage,
};

/** Writes the generated pages of the reference. */
export async function writeReference(): Promise<void> {
  await mkdir(referenceFolder, { recursive: true });
  for (const [name, makePage] of Object.entries(referencePages)) {
    await writeFile(join(referenceFolder, name), makePage());
  }
}
