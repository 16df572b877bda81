import { Extension } from "@flotilla/protocol";

/** Turns data of the client into an author's value. */
export type Parse = (wire: unknown) => unknown;

/** Something that can be built from the client's map: a value class. */
interface FromWire {
  fromWire(wire: unknown): unknown;
}

/** A value object from the client's map, or from an extension that its class knows; anything else stays. */
export function object(cls: () => unknown): Parse {
  return (wire) =>
    isMap(wire) || wire instanceof Extension ? (cls() as FromWire).fromWire(wire) : wire;
}

/** A list, its items parsed. */
export function list(item: Parse): Parse {
  return (wire) => (Array.isArray(wire) ? wire.map(item) : wire);
}

/** A member of an enumeration; anything else is refused. */
export function member(name: string, values: Readonly<Record<string, unknown>>): Parse {
  return (wire) => {
    if (wire === null || wire === undefined) return null;
    if (Object.values(values).includes(wire)) return wire;
    throw new TypeError(`${JSON.stringify(wire)} is no ${name}`);
  };
}

/** Whether the client's data is a map. */
export function isMap(wire: unknown): wire is Readonly<Record<string, unknown>> {
  return typeof wire === "object" && wire !== null && !Array.isArray(wire) && isPlain(wire);
}

function isPlain(wire: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(wire);
  return prototype === Object.prototype || prototype === null;
}
