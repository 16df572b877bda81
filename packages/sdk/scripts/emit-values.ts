import { comment, describeField } from "./docs.ts";
import { inboundValues } from "./inbound.ts";
import { ModuleText } from "./module-text.ts";
import { camelCase, identifier } from "./names.ts";
import { handWrittenValues, valuesByHand } from "./overrides.ts";
import { propertyRow, settable, table } from "./rows.ts";
import type { FieldNode, Schema, ValueNode } from "./schema.ts";
import { Scope } from "./scope.ts";
import { valueText } from "./value-summaries.ts";

/** All value classes; client actions are a module of their own, because they need services. */
export function emitValues(schema: Schema): string {
  const module = new ModuleText();
  const scope = new Scope(schema, module, "values");
  const inbound = inboundValues(schema);
  module.value("../tables/value-class.ts", "valueClass");
  for (const id of inOrder(schema)) {
    if (schema.values[id]?.action === undefined) emitValue(scope, id, inbound.has(id));
  }
  return module.toString();
}

/** Client actions: value classes that name a service's method. */
export function emitActions(schema: Schema): string {
  const module = new ModuleText();
  const scope = new Scope(schema, module, "actions");
  module.value("../tables/value-class.ts", "valueClass");
  for (const id of inOrder(schema)) {
    if (schema.values[id]?.action !== undefined) emitValue(scope, id, false);
  }
  return module.toString();
}

/** Bases before what extends them. */
function inOrder(schema: Schema): string[] {
  const done = new Set<string>();
  const visit = (id: string): void => {
    if (done.has(id)) return;
    for (const base of schema.values[id]?.bases ?? []) visit(base);
    done.add(id);
  };
  for (const id of Object.keys(schema.values)) visit(id);
  return [...done].filter((id) => !valuesByHand.has(id));
}

function emitValue(scope: Scope, id: string, isInbound: boolean): void {
  const { schema, module } = scope;
  const node = schema.values[id] as ValueNode;
  const name = identifier(id);
  const hand = handWrittenValues[name];
  const base = node.bases[0];
  const fields = settable(node.fields);
  const all = allFields(schema, id);
  const positional = node.positional ?? [];
  module.type("../tables/constructor.ts", "Constructor");

  const interfaces = [base === undefined ? "Value" : identifier(base)];
  if (base === undefined) module.type("../core/value.ts", "Value");
  else scope.mentionType("value", base);
  if (hand?.members) {
    module.type(hand.module, hand.members.type);
    interfaces.push(hand.members.type);
  }

  module.write(`\n${comment(valueText(name, node))}`);
  module.write(`export interface ${name} extends ${interfaces.join(", ")} {\n`);
  for (const field of fields) module.write(fieldText(scope, field, ""));
  module.write(`${comment("A copy with some fields changed; `undefined` keeps a field.", "  ")}`);
  module.write(`  copy(changes?: ${name}Props): ${name};\n}\n`);

  const propsBase = base === undefined ? "" : ` extends ${identifier(base)}Props`;
  if (base !== undefined && schema.values[base]?.action !== node.action) {
    module.type("./values.ts", `${identifier(base)}Props`);
  }
  module.write(
    `${comment(`Named fields of \`${name}\`.`)}export interface ${name}Props${propsBase} {\n`,
  );
  for (const field of fields) module.write(propText(scope, field));
  module.write("}\n");

  module.write(
    `type ${name}Arguments = ${argumentsText(scope, all, positional, `${name}Props`)};\n`,
  );
  const extensions = [`Constructor<${name}, ${name}Props, ${name}Arguments>`];
  if (hand?.statics) {
    module.type(hand.module, hand.statics.type);
    extensions.push(hand.statics.type);
  }
  const statics = constantStatics(node, name);
  module.write(`export interface ${name}Constructor extends ${extensions.join(", ")} {\n`);
  module.write(comment("Reads what a client sent.", "  "));
  module.write(`  fromWire(wire: unknown): ${name};\n${statics.types}}\n`);
  module.write(`export const ${name}: ${name}Constructor = valueClass("${name}", `);
  module.write(table(fields.map((field) => propertyRow(scope, field, isInbound))));
  module.write(`${extrasText(scope, id, node, statics.text)});\n`);
}

/** Own and inherited fields that authors set. */
export function allFields(schema: Schema, id: string): FieldNode[] {
  const node = schema.values[id] as ValueNode;
  const inherited = node.bases.flatMap((base) => allFields(schema, base));
  const own = settable(node.fields);
  return [...inherited.filter((field) => !own.some(({ name }) => name === field.name)), ...own];
}

function fieldText(scope: Scope, field: FieldNode, indent: string): string {
  const type = scope.typeText(field.type);
  const preset = scope.preset(field)?.text ?? (field.required ? undefined : "null");
  return `${comment(describeField(field, type, preset), `${indent}  `)}${indent}  ${camelCase(field.name)}: ${type};\n`;
}

function propText(scope: Scope, field: FieldNode): string {
  return `  ${camelCase(field.name)}?: ${scope.typeText(field.type)} | undefined;\n`;
}

/** The arguments of a constructor: by position, then the named ones. */
export function argumentsText(
  scope: Scope,
  fields: readonly FieldNode[],
  positional: readonly string[],
  props: string,
): string {
  const texts = positional.map((wire) => {
    const field = fields.find(({ name }) => name === wire);
    if (field === undefined)
      throw new Error(`no field for the positional argument "${wire}" of ${props}`);
    return `${label(wire)}?: ${scope.typeText(field.type)} | ${props}`;
  });
  return `[${[...texts, `named?: ${props}`].join(", ")}]`;
}

/** A tuple label may not be a reserved word. */
export function label(wire: string): string {
  const name = camelCase(wire);
  return name === "default" ? "isDefault" : name;
}

function constantStatics(node: ValueNode, name: string): { types: string; text: string } {
  let types = "";
  let text = "";
  for (const [constant, fields] of Object.entries(node.constants ?? {})) {
    const values = Object.entries(fields).map(([key, value]) => `${camelCase(key)}: ${value}`);
    types += `  readonly ${constant}: ${name};\n`;
    text += ` get ${constant}() { return make({ ${values.join(", ")} }); },`;
  }
  for (const [legacy, replacement] of Object.entries(
    (node as { legacyMembers?: Record<string, string> }).legacyMembers ?? {},
  )) {
    types += `  /** @deprecated use \`${replacement}()\` */\n  readonly ${legacy}: ${replacement};\n`;
    text += ` get ${legacy}() { return new ${replacement}(); },`;
  }
  return { types, text };
}

function extrasText(scope: Scope, id: string, node: ValueNode, statics: string): string {
  const hand = handWrittenValues[identifier(id)];
  const own = settable(node.fields);
  const positional = node.positional ?? [];
  const parts: string[] = [];
  const base = node.bases[0];
  if (base !== undefined) parts.push(`base: ${scope.use("value", base)}`);
  if (positional.join() !== own.map(({ name }) => name).join()) {
    parts.push(`positional: ${JSON.stringify(positional.map(camelCase))}`);
  }
  if (node.encoding === "plain") parts.push('encoding: "plain"');
  if (node.tags) parts.push(`tags: ${JSON.stringify(node.tags)}`);
  const required = own.filter((field) => field.required && field.type.kind !== "optional");
  if (required.length > 0)
    parts.push(`required: ${JSON.stringify(required.map(({ name }) => camelCase(name)))}`);
  if (node.abstract) parts.push("isAbstract: true");
  if (node.initArgs) {
    const entries = Object.entries(node.initArgs).map(
      ([key, value]) => `${camelCase(key)}: ${JSON.stringify(value)}`,
    );
    parts.push(`fixed: { ${entries.join(", ")} }`);
  }
  for (const used of [
    ...(hand?.statics?.uses ?? []),
    ...(hand?.members?.uses ?? []),
    hand?.check,
  ]) {
    if (hand !== undefined && used !== undefined) scope.module.value(hand.module, used);
  }
  if (hand?.statics) parts.push(`statics: ${hand.statics.text}`);
  else if (statics !== "") parts.push(`statics: (make) => ({${statics} })`);
  if (hand?.members) parts.push(`members: ${hand.members.text}`);
  if (hand?.check) parts.push(`check: ${hand.check}`);
  if (node.action) {
    scope.module.value("../client-actions/bind-action.ts", "bindAction");
    parts.push(`check: ${actionText(scope, node.action as ActionNode)}`);
  }
  return parts.length === 0 ? "" : `, { ${parts.join(", ")} }`;
}

interface ActionNode {
  readonly service?: string;
  readonly serviceField?: string;
  readonly method: string;
  readonly args: Readonly<Record<string, ActionSource>>;
}

interface ActionSource {
  readonly field?: string;
  readonly literal?: unknown;
  readonly orDefault?: unknown;
  readonly new?: string;
  readonly fields?: Readonly<Record<string, ActionSource>>;
}

function actionText(scope: Scope, action: ActionNode): string {
  const service = action.service
    ? `{ shared: ${scope.use("control", action.service)} }`
    : `{ field: ${JSON.stringify(camelCase(action.serviceField ?? ""))} }`;
  const args = Object.entries(action.args).map(
    ([key, source]) => `${key}: ${sourceText(scope, source)}`,
  );
  return `bindAction(${service}, "${action.method}", (action) => ({ ${args.join(", ")} }))`;
}

function sourceText(scope: Scope, source: ActionSource): string {
  if (source.new !== undefined) {
    const fields = Object.entries(source.fields ?? {}).map(
      ([key, inner]) => `${camelCase(key)}: ${sourceText(scope, inner)}`,
    );
    return `new ${scope.use("value", source.new)}({ ${fields.join(", ")} } as never)`;
  }
  if (source.field === undefined) return JSON.stringify(source.literal);
  const read = `action.${camelCase(source.field)}`;
  return source.orDefault === undefined ? read : `${read} ?? ${scope.valueText(source.orDefault)}`;
}

/** Names of the exported value classes. */
export function valueNames(schema: Schema): { readonly id: string; readonly name: string }[] {
  return Object.entries(schema.values)
    .filter(([, node]) => node.public !== false)
    .map(([id]) => ({ id, name: identifier(id) }));
}
