// Writes the files that are generated from the data and schemas of the packages.
import { writeSdk } from "../packages/sdk/scripts/generate.ts";
import { writeReference } from "./generate/reference/pages.ts";
import { writeSettingsSchema } from "./generate/settings-schema.ts";

writeSdk();
await writeSettingsSchema();
await writeReference();
