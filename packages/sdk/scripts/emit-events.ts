import { comment, describeField } from "./docs.ts";
import { ModuleText } from "./module-text.ts";
import { camelCase, identifier } from "./names.ts";
import { derivedEventFields, handWrittenEvents, wireAlternatives } from "./overrides.ts";
import type { EventClassNode, FieldNode, Schema } from "./schema.ts";
import { Scope } from "./scope.ts";

/** `media_change` carries a value class; its handlers get an event with the same fields. */
const mediaChange = "MediaChangeEvent";

/** All event classes but the plain one, with what `media_change` carries as one more. */
export function eventClasses(schema: Schema): Readonly<Record<string, EventClassNode>> {
  const { Event: _plain, ...events } = schema.events;
  return {
    ...events,
    [mediaChange]: { bases: ["Event"], fields: schema.values.PageMediaData?.fields ?? [] },
  };
}

/** The event class of an event, by schema id. */
export function eventClassOf(event: string): string {
  return event === "PageMediaData" ? mediaChange : event;
}

export function emitEvents(schema: Schema): string {
  const module = new ModuleText();
  const scope = new Scope(schema, module, "events");
  module.value("../tables/event-class.ts", "eventClass");
  module.type("../events/control-event.ts", "ControlEvent");
  module.type("../events/control-event.ts", "EventInit");
  module.write(
    "\ninterface EventConstructor<E> {\n  new (init: EventInit): E;\n  readonly prototype: E;\n  readonly name: string;\n  fromWire(init: EventInit): E;\n}\n",
  );
  for (const [id, node] of Object.entries(eventClasses(schema))) emitEvent(scope, id, node);
  return module.toString();
}

function emitEvent(scope: Scope, id: string, node: EventClassNode): void {
  const { module, schema } = scope;
  const name = identifier(id);
  const hand = handWrittenEvents[name];
  const users = controlsWith(schema, id);
  const owner = users.length === 1 && users[0] !== undefined ? users[0] : "BaseControl";
  scope.mentionType("control", owner);
  const base = identifier(node.bases[0] ?? "Event");
  const bases = [`${base}<C>`];
  if (hand) {
    module.type("../events/event-members.ts", hand.type);
    module.value("../events/event-members.ts", hand.members);
    bases.push(hand.type);
  }
  const fields = node.fields.filter((field) => !derivedEventFields.has(field.name));
  const on = users.length > 0 ? ` From ${users.map((user) => `\`${user}\``).join(", ")}.` : "";
  module.write(`\n${comment(`What handlers get with the fields below.${on}`)}`);
  module.write(
    `export interface ${name}<C = ${identifier(owner)}> extends ${bases.join(", ")} {\n`,
  );
  for (const field of fields) {
    const type = field.required
      ? scope.typeText(field.type)
      : optional(scope.typeText(field.type), field);
    module.write(
      `${comment(describeField(field, type, undefined), "  ")}  readonly ${camelCase(field.name)}: ${type};\n`,
    );
  }
  module.write("}\n");
  const rows = fields.map((field) => fieldRow(scope, name, field));
  const extras = [];
  if (base !== "ControlEvent") extras.push(`base: ${base}`);
  if (hand) extras.push(`members: ${hand.members}`);
  module.write(
    `export const ${name}: EventConstructor<${name}> = eventClass("${name}", [${rows.join(", ")}]`,
  );
  module.write(`${extras.length > 0 ? `, { ${extras.join(", ")} }` : ""});\n`);
}

function optional(type: string, field: FieldNode): string {
  const hasDefault = field.default !== undefined && field.default !== null;
  return hasDefault || /\bnull\b|^unknown$/.test(type) ? type : `${type} | null`;
}

function fieldRow(scope: Scope, event: string, field: FieldNode): string {
  const wire = wireAlternatives[`${event}.${field.name}`] ?? field.wireName ?? field.name;
  const cells = [JSON.stringify(camelCase(field.name)), JSON.stringify(wire)];
  const parse = scope.parseText(field.type, true);
  const preset = scope.preset(field)?.text;
  if (field.required || parse !== undefined || preset !== undefined)
    cells.push(field.required ? '"!"' : '""');
  if (parse !== undefined || preset !== undefined) cells.push(parse ?? "null");
  if (preset !== undefined) cells.push(preset);
  return `[${cells.join(", ")}]`;
}

/** The controls that an event class belongs to. */
function controlsWith(schema: Schema, id: string): string[] {
  return Object.entries(schema.controls)
    .filter(([, control]) => control.events.some(({ event }) => eventClassOf(event) === id))
    .map(([control]) => control);
}

export function eventNames(schema: Schema): string[] {
  return Object.keys(eventClasses(schema)).map(identifier);
}
