import { ControlEvent, type EventInit } from "../events/control-event.ts";
import { addMembers } from "./members.ts";
import { isMap, type Parse } from "./parse.ts";

/** One field of an event. */
export type EventField = readonly [
  name: string,
  /** The key on the wire; alternatives are tried in order. */
  wire: string | readonly string[],
  /** `!` must be there. */
  mode?: "!" | "",
  parse?: Parse | null,
  preset?: unknown,
];

type EventClassOf<C> = C & { readonly name: string; fromWire(init: EventInit): ControlEvent };

/** Makes an event class from its generated table. */
export function eventClass<C>(
  name: string,
  fields: readonly EventField[],
  extras: { readonly base?: unknown; readonly members?: object } = {},
): EventClassOf<C> {
  const Base = (extras.base ?? ControlEvent) as typeof ControlEvent;
  const cls = {
    [name]: class extends Base {
      static override fromWire(init: EventInit): ControlEvent {
        return new this(init);
      }
      constructor(init: EventInit) {
        super(init);
        for (const field of fields)
          Reflect.set(this, field[0], readField(name, fields, field, init.data));
        // a map is spread over the fields; what is left for `data` is its own entry of that name
        if (isMap(init.data)) Reflect.set(this, "data", init.data.data ?? null);
      }
    },
  }[name];
  if (extras.members) addMembers((cls as typeof ControlEvent).prototype, extras.members);
  return cls as unknown as EventClassOf<C>;
}

function readField(
  event: string,
  fields: readonly EventField[],
  [, wire, mode, parse, preset]: EventField,
  data: unknown,
): unknown {
  const keys = typeof wire === "string" ? [wire] : wire;
  if (!isMap(data)) {
    // some clients send the bare value of an event that has one field, or nothing at all
    if (fields.length > 1 || data === null || data === undefined) return preset ?? null;
    return parse ? parse(data) : data;
  }
  const key = keys.find((candidate) => candidate in data);
  if (key === undefined) {
    if (mode === "!") throw new TypeError(`${event} came without "${keys[0]}"`);
    return preset ?? null;
  }
  return parse ? parse(data[key]) : data[key];
}
