import { deserialize, serialize } from "node:v8";
import { FlotillaError, messageOf } from "@flotilla/protocol";
import { isPlainObject } from "../core/same-value.ts";
import { contentOf } from "../declarative/observable/observable.ts";
import { classOf, findFlaw, lookThrough } from "./flaw.ts";
import { isBuiltIn, withoutStandIns, withStandIns } from "./stand-ins.ts";

/** Throws `STATE_NOT_CLONABLE` for what cannot be kept, naming the place inside of it. */
export function refuseUnkeepable(value: unknown, name: string): void {
  if (!lookThrough(value).isKeepable) throw notClonable(value, name);
}

/**
 * A value in a form that can be kept: the value itself, or a copy in which other things stand for its observables. Throws
 * `STATE_NOT_CLONABLE`.
 */
export function toKept(value: unknown, name: string): unknown {
  const { isKeepable, hasObservables } = lookThrough(value);
  if (!isKeepable) throw notClonable(value, name);
  return hasObservables ? withStandIns(value) : value;
}

/** What was kept as a value again; an observable in the place of `initial` takes over its class. */
export function fromKept(kept: unknown, initial?: unknown): unknown {
  return withoutStandIns(kept, initial);
}

/** The bytes of kept values. Throws `STATE_NOT_CLONABLE` for what only the encoder finds out. */
export function encodeKept(kept: unknown, name: string): Buffer {
  try {
    return serialize(kept);
  } catch (cause) {
    throw unencodable(name, cause);
  }
}

/** Reads bytes of `encodeKept`; throws if they are none. */
export function decodeKept(bytes: Uint8Array): unknown {
  return deserialize(bytes);
}

/** Whether a copy of the value would have lost its class and so its methods. */
export function losesClass(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  if (isPlainObject(value) || contentOf(value) !== undefined) return false;
  return !isBuiltIn(value);
}

/** Why a value is not kept, in words. */
export function describeFlaw(value: unknown, name: string): string {
  const flaw = findFlaw(value, name);
  if (flaw !== undefined) return `${flaw.path}: ${flaw.what}`;
  return typeof value === "object" && value !== null ? `${name}: a ${classOf(value)}` : name;
}

function notClonable(value: unknown, name: string): FlotillaError {
  return new FlotillaError(
    "STATE_NOT_CLONABLE",
    `${describeFlaw(value, name)} cannot be kept with the session: only data can`,
  );
}

function unencodable(name: string, cause: unknown): FlotillaError {
  const text = `${name} cannot be kept with the session: ${messageOf(cause)}`;
  return new FlotillaError("STATE_NOT_CLONABLE", text, { cause });
}
