import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { settingsJsonSchema } from "../../services/control/src/build/settings-json-schema.ts";

/** Where the schema of `flotilla.json` is published. */
const target = join(import.meta.dirname, "../../docs/generated/flotilla.schema.json");

/** Writes the published schema of `flotilla.json`. */
export async function writeSettingsSchema(): Promise<void> {
  await writeFile(target, settingsJsonSchema());
}
