import { Extension } from "@flotilla/protocol";
import { isPlainObject } from "../core/same-value.ts";

const dateCode = 1;

/** What the client sent with its dates as `Date`; the rest stays, in place. */
export function withDates(wire: unknown): unknown {
  if (typeof wire !== "object" || wire === null) return wire;
  if (wire instanceof Extension) {
    return wire.code === dateCode ? new Date(wire.text) : wire;
  }
  if (Array.isArray(wire)) {
    for (let i = 0; i < wire.length; i++) wire[i] = withDates(wire[i]);
  } else if (isPlainObject(wire)) {
    for (const key of Object.keys(wire)) wire[key] = withDates(wire[key]);
  }
  return wire;
}
