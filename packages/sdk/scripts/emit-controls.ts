import { type ControlParts, clientProperties, handWrittenControls } from "./control-overrides.ts";
import { controlText } from "./control-summaries.ts";
import { comment, describeField, sentence } from "./docs.ts";
import { eventClassOf } from "./emit-events.ts";
import { argumentsText } from "./emit-values.ts";
import { methodRow, methodSignature } from "./methods.ts";
import { ModuleText } from "./module-text.ts";
import { camelCase, identifier } from "./names.ts";
import { eventData, tablesOnly } from "./overrides.ts";
import { propertyRow, settable, table } from "./rows.ts";
import { ruleTexts } from "./rule-texts.ts";
import type { ControlNode, EventNode, FieldNode, MethodNode, Schema } from "./schema.ts";
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

/** The base in JavaScript, which has one: the one with the most members. The others are mixed in. */
export function basesOf(node: ControlNode): {
  readonly base: string;
  readonly mixins: readonly string[];
} {
  const [first = "BaseControl", ...others] = node.bases;
  if (!node.bases.includes("LayoutControl")) return { base: first, mixins: others };
  return { base: "LayoutControl", mixins: node.bases.filter((base) => base !== "LayoutControl") };
}

/** Own and inherited properties that authors set. */
function allProperties(schema: Schema, id: string): FieldNode[] {
  const node = schema.controls[id] as ControlNode;
  const lists = [...node.mro]
    .reverse()
    .concat(id)
    .map((one) => settable(schema.controls[one]?.properties ?? []));
  const byName = new Map(lists.flat().map((field) => [field.name, field]));
  return [...byName.values()];
}

function allEvents(schema: Schema, id: string): EventNode[] {
  const node = schema.controls[id] as ControlNode;
  return [...node.mro]
    .reverse()
    .concat(id)
    .flatMap((one) => schema.controls[one]?.events ?? []);
}

/** Whether other controls extend this one, so that its properties depend on which control has them. */
function isBase(schema: Schema, id: string): boolean {
  return (
    Object.values(schema.controls).some((node) => node.bases.includes(id)) &&
    allEvents(schema, id).length > 0
  );
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
    module.write(
      `export type ${name}Arguments = ${controlArguments(scope, id, positional, props)};\n`,
    );
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

function emitProps(
  scope: Scope,
  id: string,
  node: ControlNode,
  fields: readonly FieldNode[],
): void {
  const { schema, module } = scope;
  const name = identifier(id);
  const self = isBase(schema, id) ? "C" : name;
  const bases = node.bases.map((base) => {
    if (base === "BaseControl") {
      module.type("../tables/base-props.ts", "BaseControlProps");
      return `BaseControlProps<${self}>`;
    }
    const source = familyFile(schema, base);
    if (source !== familyFile(schema, id))
      module.type(`./${source}.ts`, `${identifier(base)}Props`);
    return `${identifier(base)}Props${isBase(schema, base) ? `<${self}>` : ""}`;
  });
  // what several bases set differently is said once more
  const parameter = isBase(schema, id) ? `<C = ${name}>` : "";
  const own = self === "C" ? "C" : name;
  module.write(
    `${comment(`Named properties of \`${name}\`.`)}export interface ${name}Props${parameter} extends ${bases.join(", ")} {\n`,
  );
  for (const field of fields) {
    module.write(`  ${camelCase(field.name)}?: ${scope.typeText(field.type)} | undefined;\n`);
  }
  for (const event of node.events) {
    module.write(
      `  ${camelCase(event.field)}?: ${handlerText(scope, id, event, own)} | null | undefined;\n`,
    );
  }
  module.write("}\n");
}

function controlArguments(
  scope: Scope,
  id: string,
  positional: readonly string[],
  props: string,
): string {
  const events = allEvents(scope.schema, id);
  const name = identifier(id);
  const texts = positional.map((wire) => {
    const event = events.find(({ field }) => field === wire);
    if (event !== undefined)
      return `${camelCase(wire)}?: ${handlerText(scope, id, event, name)} | null | ${props}`;
    return undefined;
  });
  if (texts.every((text) => text === undefined)) {
    return argumentsText(scope, allProperties(scope.schema, id), positional, props);
  }
  const fields = allProperties(scope.schema, id);
  const parts = positional.map((wire, index) => {
    const text = texts[index];
    if (text !== undefined) return text;
    return argumentsText(scope, fields, [wire], props)
      .slice(1, -1)
      .replace(`, named?: ${props}`, "");
  });
  return `[${[...parts, `named?: ${props}`].join(", ")}]`;
}

function fieldText(scope: Scope, field: FieldNode): string {
  const type = scope.typeText(field.type);
  const preset = scope.preset(field)?.text ?? (field.required ? undefined : "null");
  return `${comment(describeField(field, type, preset), "  ")}  ${camelCase(field.name)}: ${type};\n`;
}

function eventText(event: EventNode): string {
  return `Handles \`${event.name}\`: ${sentence(event.name).toLowerCase()}.`;
}

/** The type of a handler on the control `self`. */
function handlerText(scope: Scope, id: string, event: EventNode, self: string): string {
  scope.module.type("../events/control-event.ts", "Handler");
  if (event.event !== "Event") {
    scope.mentionType("event", eventClassOf(event.event));
    return `Handler<${identifier(eventClassOf(event.event))}<${self}>>`;
  }
  scope.module.type("../events/control-event.ts", "ControlEvent");
  const data = dataText(scope, id, event);
  return `Handler<ControlEvent<${self}${data === undefined ? "" : `, ${data}`}>>`;
}

function dataText(scope: Scope, id: string, event: EventNode): string | undefined {
  const known = eventData[`${id}.${event.name}`];
  if (known !== undefined) {
    if (known === "TimeOfDay") scope.mentionType("other", known);
    return known;
  }
  if (event.dataLike !== undefined) {
    const owner = [id, ...(scope.schema.controls[id]?.mro ?? [])].find((one) =>
      scope.schema.controls[one]?.properties.some(({ name }) => name === event.dataLike),
    );
    const field = scope.schema.controls[owner ?? ""]?.properties.find(
      ({ name }) => name === event.dataLike,
    );
    if (field !== undefined) return scope.typeText(field.type);
  }
  return event.payload === "none" ? "null" : undefined;
}

function tables(scope: Scope, id: string, node: ControlNode): string {
  const isPage = node.family === "page" || id === "Window";
  const rows = node.properties
    .filter((field) => field.init !== false && (field.private !== true || isPage))
    .map((field) =>
      propertyRow(scope, field, isPage || node.clientWrites?.includes(field.name) === true),
    );
  return `${table([...rows, ...(clientProperties[id] ?? [])])}, ${table(eventRows(scope, node))}`;
}

function eventRows(scope: Scope, node: ControlNode): string[] {
  return node.events.map((event) => {
    if (event.event === "Event") return JSON.stringify(event.name);
    return `["${event.name}", ${scope.use("event", eventClassOf(event.event))}]`;
  });
}

function extras(
  scope: Scope,
  id: string,
  node: ControlNode,
  methods: readonly MethodNode[],
): string[] {
  const { module } = scope;
  const { base, mixins } = basesOf(node);
  const hand = handWrittenControls[id];
  const parts: string[] = [];
  parts.push(
    `base: ${base === "Control" || base !== "BaseControl" ? scope.use("control", base) : scope.use("control", "BaseControl")}`,
  );
  if (mixins.length > 0)
    parts.push(`mixins: [${mixins.map((mixin) => scope.use("control", mixin)).join(", ")}]`);
  if (node.internals) parts.push(`internals: ${JSON.stringify(node.internals)}`);
  for (const flag of [
    "isolated",
    "isAdaptive",
    "isLayoutControl",
    "isService",
    "isDialog",
    "carriesAction",
  ] as const) {
    if (node[flag]) parts.push(`${flag}: true`);
  }
  const required = node.properties.filter(
    (field) => field.required && field.init !== false && field.type.kind !== "optional",
  );
  if (required.length > 0)
    parts.push(`required: ${JSON.stringify(required.map(({ name }) => camelCase(name)))}`);
  const rows = methods
    .filter((method) => !hand?.ownMethods?.includes(method.name))
    .map((method) => methodRow(scope, method, hand));
  if (rows.length > 0) parts.push(`methods: ${table(rows)}`);
  const rules = ruleTexts(node);
  const classes = hand?.classRules ?? [];
  if (rules.length > 0 || classes.length > 0) {
    const fields = rules.length > 0 ? `fields: [${rules.join(", ")}]` : "";
    const list = classes.length > 0 ? `classes: [${classes.join(", ")}]` : "";
    parts.push(`rules: { ${[fields, list].filter((text) => text !== "").join(", ")} }`);
  }
  for (const used of [
    ...classes,
    ...Object.values(hand?.guards ?? {}),
    ...Object.values(hand?.after ?? {}),
  ])
    useHook(scope, hand, used);
  if (hand?.derive) {
    module.value(hand.module, hand.derive);
    parts.push(`derive: ${hand.derive}`);
  }
  if (hand?.members) {
    module.value(hand.module, hand.members.text);
    parts.push(`members: ${hand.members.text}`);
  }
  const elements = pathElements(scope, id);
  if (elements.length > 0)
    parts.push(`statics: { ${elements.map(([key, name]) => `${key}: ${name}`).join(", ")} }`);
  return parts;
}

/** Imports the function that a rule or guard names; platforms are a module of their own. */
function useHook(scope: Scope, hand: ControlParts | undefined, text: string): void {
  const name = text.replace(/\(.*/, "");
  scope.module.value(name === "needs" ? "../hooks/platforms.ts" : (hand?.module ?? ""), name);
}

/** Elements of a canvas path are members of `canvas.Path`. */
function pathElements(scope: Scope, id: string): [string, string][] {
  if (id !== "canvas.Path") return [];
  return Object.keys(scope.schema.values)
    .filter((value) => value.startsWith("canvas.Path."))
    .map((value) => [value.slice("canvas.Path.".length), scope.use("value", value)]);
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
  const fields = node.properties.filter(
    (field) => field.init !== false && !["_values", "_dirty"].includes(field.name),
  );
  if (id === "Component") return;
  module.type("../core/spec.ts", "ControlSpec");
  module.value("../tables/rows.ts", "properties");
  module.value("../tables/rows.ts", "events");
  module.write(
    `\n${comment(`Own properties and handlers of \`${name}\`. Wire type \`${node.wireType}\`.`)}`,
  );
  module.write(`export interface ${name}Fields {\n`);
  for (const field of fields.filter((one) => one.private !== true))
    module.write(fieldText(scope, field));
  for (const event of node.events) {
    module.write(
      `${comment(eventText(event), "  ")}  ${camelCase(event.field)}: ${handlerText(scope, id, event, "this")} | null;\n`,
    );
  }
  module.write("}\n");
  const flags = (["isolated", "isAdaptive"] as const)
    .filter((flag) => node[flag])
    .map((flag) => `${flag}: true,\n  `);
  const internals = node.internals ? `internals: ${JSON.stringify(node.internals)},\n  ` : "";
  module.write(
    `export const ${camelCase(name.charAt(0).toLowerCase() + name.slice(1))}Spec: ControlSpec = {\n  type: "${node.wireType}",\n  ${flags.join("")}${internals}`,
  );
  const rows = fields
    .filter((one) => one.private !== true)
    .map((field) => propertyRow(scope, field, true));
  module.write(
    `properties: properties(${table(rows)}),\n  events: events(${table(eventRows(scope, node))}),\n};\n`,
  );
}
