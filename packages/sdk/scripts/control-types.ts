import { comment, describeField } from "./docs.ts";
import { eventClassOf } from "./emit-events.ts";
import { argumentsText } from "./emit-values.ts";
import { camelCase, identifier } from "./names.ts";
import { eventData } from "./overrides.ts";
import { settable } from "./rows.ts";
import type { ControlNode, EventNode, FieldNode, Schema } from "./schema.ts";
import { familyFile, type Scope } from "./scope.ts";

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

/** The named properties of a constructor. */
export function emitProps(
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

/** The arguments of a constructor: by position, then the named ones. */
export function controlArguments(
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

/** A property of the class, with its facts. */
export function fieldText(scope: Scope, field: FieldNode): string {
  const type = scope.typeText(field.type);
  const preset = scope.preset(field)?.text ?? (field.required ? undefined : "null");
  return `${comment(describeField(field, type, preset), "  ")}  ${camelCase(field.name)}: ${type};\n`;
}

/** When a handler is called, and with what. */
export function eventText(event: EventNode): string {
  const data =
    event.event === "Event" ? "" : ` with a \`${identifier(eventClassOf(event.event))}\``;
  return `Called at \`${event.name}\`${data}.`;
}

/** The type of a handler on the control `self`. */
export function handlerText(scope: Scope, id: string, event: EventNode, self: string): string {
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
