import { camelCase, snakeCase } from "./names.ts";
import type { FieldNode } from "./schema.ts";
import { kindLetter, type Scope } from "./scope.ts";

/** One row of a table of properties; `inbound` adds how to read what the client sends. */
export function propertyRow(scope: Scope, field: FieldNode, inbound: boolean): string {
  const name = camelCase(field.name);
  const preset = scope.preset(field);
  const extras: string[] = [];
  if (snakeCase(name) !== field.name) extras.push(`wire: ${JSON.stringify(field.name)}`);
  if (preset?.isMade) extras.push(`factory: () => ${parenthesized(preset.text)}`);
  if (field.serialized === false) extras.push("serialized: false");
  if (field.structural) extras.push("structural: true");
  if (field.alwaysSent) extras.push("alwaysSent: true");
  if (field.wireDefault !== undefined)
    extras.push(`wireDefault: ${scope.valueText(field.wireDefault)}`);
  if (field.sentAsTrue) extras.push("sentAsTrue: true");
  const parse = inbound ? scope.parseText(field.type, true) : undefined;
  if (parse !== undefined) extras.push(`parse: ${parse}`);
  const cells = [JSON.stringify(name), JSON.stringify(kindLetter(field.type, scope.schema))];
  if (preset !== undefined && !preset.isMade) cells.push(preset.text);
  else if (extras.length > 0) cells.push("null");
  const shared = sharedExtras(scope, extras);
  if (shared !== undefined) cells.push(shared);
  return `[${cells.join(", ")}]`;
}

/** The commonest extras are constants of the tables. */
function sharedExtras(scope: Scope, extras: readonly string[]): string | undefined {
  if (extras.length === 0) return undefined;
  const text = `{ ${extras.join(", ")} }`;
  const shared = {
    "{ factory: () => [], structural: true }": "ownList",
    "{ serialized: false }": "notSent",
  }[text];
  if (shared === undefined) return text;
  scope.module.value("../tables/rows.ts", shared);
  return shared;
}

function parenthesized(text: string): string {
  return text.startsWith("{") ? `(${text})` : text;
}

/** A table of rows, one a line. */
export function table(rows: readonly string[]): string {
  return rows.length === 0 ? "[]" : `[\n${rows.map((row) => `    ${row},\n`).join("")}  ]`;
}

/** The fields that authors can set. */
export function settable(fields: readonly FieldNode[]): FieldNode[] {
  return fields.filter((field) => field.init !== false && field.private !== true);
}
