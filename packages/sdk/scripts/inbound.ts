import type { Schema, TypeNode } from "./schema.ts";

/** The value classes that clients send: in events, as results, as properties; and what these hold. */
export function inboundValues(schema: Schema): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (type: TypeNode | undefined): void => {
    if (type === undefined) return;
    if (type.kind === "value" && type.name !== undefined && !found.has(type.name)) {
      found.add(type.name);
      for (const [id, node] of Object.entries(schema.values)) {
        if (node.bases.includes(type.name)) visit({ kind: "value", name: id });
      }
      for (const field of schema.values[type.name]?.fields ?? []) visit(field.type);
      for (const base of schema.values[type.name]?.bases ?? [])
        visit({ kind: "value", name: base });
    }
    if (type.kind === "alias") visit(schema.aliases[type.name ?? ""]?.type);
    for (const inner of [
      type.of,
      type.item,
      type.value,
      ...(type.options ?? []),
      ...(type.items ?? []),
    ])
      visit(inner);
  };
  for (const event of Object.values(schema.events))
    for (const field of event.fields) visit(field.type);
  for (const control of Object.values(schema.controls)) {
    for (const method of control.methods) visit(method.returns);
    for (const field of control.properties) {
      if (control.clientWrites?.includes(field.name) || field.name === "media") visit(field.type);
    }
  }
  return found;
}
