import { comment } from "./docs.ts";
import { ModuleText } from "./module-text.ts";
import { identifier } from "./names.ts";
import type { EnumNode, Schema } from "./schema.ts";

const helpers: Readonly<Record<string, { readonly type: string; readonly name: string }>> = {
  TextDecoration: { type: "TextDecorationHelpers", name: "textDecorationHelpers" },
  PagePlatform: { type: "PagePlatformHelpers", name: "pagePlatformHelpers" },
};

/** Enumerations: frozen objects of the wire values, and unions of these as types. */
export function emitEnums(schema: Schema): string {
  const module = new ModuleText();
  for (const [id, node] of Object.entries(schema.enums)) {
    if (node.public !== false) emitEnum(module, id, node);
  }
  return module.toString();
}

function emitEnum(module: ModuleText, id: string, node: EnumNode): void {
  const name = identifier(id);
  const members = node.values.map(
    ({ name: member, value }) => `  ${member}: ${JSON.stringify(value)},\n`,
  );
  const helper = helpers[name];
  const union = [...new Set(node.values.map(({ value }) => JSON.stringify(value)))].join(" | ");
  const open = name === "TextDecoration" ? "number" : union;
  module.write(
    `\n${comment(`One of ${node.values.length} values; the plain value may stand for a member.`)}`,
  );
  module.write(`export type ${name} = ${open};\n`);
  if (helper === undefined) {
    module.write(`export const ${name} = Object.freeze({\n${members.join("")}} as const);\n`);
    return;
  }
  module.value("../enums/enum-helpers.ts", helper.name);
  module.write(
    `export const ${name} = Object.freeze({\n${members.join("")}  ...${helper.name},\n} as const);\n`,
  );
}

/** Names of the exported enumerations. */
export function enumNames(schema: Schema): string[] {
  return Object.entries(schema.enums)
    .filter(([, node]) => node.public !== false)
    .map(([id]) => identifier(id));
}
