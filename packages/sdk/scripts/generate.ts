import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { emitAliases } from "./emit-aliases.ts";
import { emitColors, emitIcons } from "./emit-constants.ts";
import { emitControls } from "./emit-controls.ts";
import { emitEnums } from "./emit-enums.ts";
import { emitEvents } from "./emit-events.ts";
import { emitPublic } from "./emit-public.ts";
import { emitReference } from "./emit-reference.ts";
import { emitActions, emitValues } from "./emit-values.ts";
import { type ColorFile, type IconFile, readSource, type Schema } from "./schema.ts";

const output = new URL("../src/generated/", import.meta.url);
const reference = "../../../../docs/reference/sdk-names.md";

/** All generated files of the SDK by their path from the generated modules. */
export function generateSdk(): ReadonlyMap<string, string> {
  const schema = readSource<Schema>("flet-schema.json");
  const icons = readSource<IconFile>("flet-icons.json");
  const files = new Map([
    ["aliases.ts", emitAliases(schema)],
    ["enums.ts", emitEnums(schema)],
    ["icons.ts", emitIcons("Icons", icons.material.icons)],
    ["cupertino-icons.ts", emitIcons("CupertinoIcons", icons.cupertino.icons)],
    ["colors.ts", emitColors(readSource<ColorFile>("flet-colors.json"))],
    ["values.ts", emitValues(schema)],
    ["actions.ts", emitActions(schema)],
    ["events.ts", emitEvents(schema)],
    ["public.ts", emitPublic(schema)],
  ]);
  for (const file of ["base", "core", "canvas", "material", "cupertino", "services", "page"]) {
    files.set(`${file}.ts`, emitControls(schema, file));
  }
  files.set(reference, emitReference(schema));
  return files;
}

/** Names of files whose text differs from what the generator makes. */
export function staleFiles(): string[] {
  return [...generateSdk()]
    .filter(([name, text]) => text !== readIfThere(name))
    .map(([name]) => name);
}

function readIfThere(name: string): string | undefined {
  try {
    return readFileSync(new URL(name, output), "utf8");
  } catch {
    return undefined; // not generated yet
  }
}

/** Writes all generated modules. */
export function writeSdk(): void {
  mkdirSync(output, { recursive: true });
  mkdirSync(new URL("./", new URL(reference, output)), { recursive: true });
  for (const [name, text] of generateSdk()) {
    if (text !== readIfThere(name)) writeFileSync(new URL(name, output), text);
  }
}

if (import.meta.main) writeSdk();
