import { handWrittenControls } from "./control-overrides.ts";
import { controlText } from "./control-summaries.ts";
import { eventRows, extras, pathElements, tables } from "./control-tables.ts";
import { controlArguments, emitProps, eventText, fieldText, handlerText } from "./control-types.ts";
import { comment } from "./docs.ts";
import { methodSignature } from "./methods.ts";
import { ModuleText } from "./module-text.ts";
import { camelCase, identifier } from "./names.ts";
import { tablesOnly } from "./overrides.ts";
import { propertyRow, settable, table } from "./rows.ts";
import type { ControlNode, Schema } from "./schema.ts";
import { familyFile, Scope } from "./scope.ts";

/** The controls of one generated module. */
export function emitControls(schema: Schema, file: string): string {
  const module = new ModuleText();
  const scope = new Scope(schema, module, file);
  for (const id of inOrder(schema)) {
    if (id === "BaseControl" || schema.controls[id]?.family === "testing") continue;
    if (familyFile(schema, id) !== file) continue;
    if (tablesOnly.has(id)) emitTable(scope, id);
    else emitControl(scope, id);
  }
  return module.toString();
}

/** Bases before what extends them. */
function inOrder(schema: Schema): string[] {
  const done = new Set<string>();
  const visit = (id: string): void => {
    if (done.has(id)) return;
    for (const base of schema.controls[id]?.bases ?? []) visit(base);
    done.add(id);
  };
  for (const id of Object.keys(schema.controls)) visit(id);
  return [...done];
}

function emitControl(scope: Scope, id: string): void {
  const { schema, module } = scope;
  const node = schema.controls[id] as ControlNode;
  const name = identifier(id);
  const hand = handWrittenControls[id];
  const fields = settable(node.properties);
  const methods = node.methods.filter(
    (method) => !method.lifecycle && method.invokes !== undefined,
  );

  const interfaces = node.bases.map((base) => {
    scope.mentionType("control", base);
    return identifier(base);
  });
  if (hand?.members) {
    module.type(hand.module, hand.members.type);
    interfaces.push(hand.members.type);
  }
  module.write(`\n${comment(controlText(id, node))}`);
  module.write(`export interface ${name} extends ${interfaces.join(", ")} {\n`);
  for (const field of fields) module.write(fieldText(scope, field));
  for (const event of node.events) {
    module.write(
      `${comment(eventText(event), "  ")}  ${camelCase(event.field)}: ${handlerText(scope, id, event, "this")} | null;\n`,
    );
  }
  for (const method of methods) {
    if (!hand?.ownMethods?.includes(method.name)) module.write(methodSignature(scope, method));
  }
  if (node.bases.includes("BaseControl")) {
    scope.mentionType("control", "Page");
    module.write(
      `${comment("The page that the control is on; throws before it was added.", "  ")}  readonly page: Page;\n`,
    );
  }
  module.write("}\n");
  emitProps(scope, id, node, fields);

  if (node.abstract) {
    module.type("../tables/constructor.ts", "AbstractConstructor");
    module.write(`export const ${name}: AbstractConstructor<${name}, ${name}Props> = `);
  } else {
    const props = `${name}Props`;
    const positional = node.positional ?? [];
    module.write(`type ${name}Arguments = ${controlArguments(scope, id, positional, props)};\n`);
    module.type("../tables/constructor.ts", "Constructor");
    module.write(
      `export const ${name}: Constructor<${name}, ${props}, ${name}Arguments>${staticsType(scope, id)} = `,
    );
  }
  module.value("../tables/control-class.ts", "controlClass");
  module.write(`controlClass("${name}", ${JSON.stringify(node.wireType ?? "")}, `);
  module.write(
    `${tables(scope, id, node)}, ${JSON.stringify((node.positional ?? []).map(camelCase))}, `,
  );
  module.write(`{ ${extras(scope, id, node, methods).join(", ")} });\n`);
}

function staticsType(scope: Scope, id: string): string {
  const elements = pathElements(scope, id);
  if (elements.length === 0) return "";
  return ` & { ${elements.map(([key, name]) => `readonly ${key}: typeof ${name}`).join("; ")} }`;
}

/** The table of a class that is written by hand, and the types of its properties. */
function emitTable(scope: Scope, id: string): void {
  const { module, schema } = scope;
  const node = schema.controls[id] as ControlNode;
  const name = identifier(id);
  const fields = node.properties.filter((field) => field.init !== false && field.private !== true);
  if (id === "Component") return; // rendered components have no properties of their own on the wire
  module.type("../core/spec.ts", "ControlSpec");
  module.value("../tables/rows.ts", "properties");
  module.value("../tables/rows.ts", "events");
  if (node.public !== false) {
    const text = `Own properties and handlers of \`${name}\`. Wire type \`${node.wireType}\`.`;
    module.write(`\n${comment(text)}export interface ${name}Fields {\n`);
    for (const field of fields) module.write(fieldText(scope, field));
    for (const event of node.events) {
      const handler = handlerText(scope, id, event, "this");
      module.write(
        `${comment(eventText(event), "  ")}  ${camelCase(event.field)}: ${handler} | null;\n`,
      );
    }
    module.write("}\n");
  }
  const flags = (["isolated", "isAdaptive"] as const).filter((flag) => node[flag]);
  const constants = flags.map((flag) => `${flag}: true,\n  `).join("");
  const internals = node.internals ? `internals: ${JSON.stringify(node.internals)},\n  ` : "";
  const rows = fields.map((field) => propertyRow(scope, field, true));
  const variable = `${name.charAt(0).toLowerCase()}${name.slice(1)}Spec`;
  module.write(
    `export const ${variable}: ControlSpec = {\n  type: "${node.wireType}",\n  ${constants}${internals}`,
  );
  module.write(
    `properties: properties(${table(rows)}),\n  events: events(${table(eventRows(scope, node))}),\n};\n`,
  );
}
