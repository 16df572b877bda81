import type { CheckpointParts } from "@flotilla/protocol";
import { isPlainObject } from "../core/same-value.ts";
import { componentPrefix, readHooks, type SavedHook } from "../declarative/state/saved-state.ts";
import { readStore, storePrefix } from "./kept-store.ts";
import { encodeKept, fromKept, toKept } from "./kept-value.ts";

/** What a hook of a component has kept. */
export interface KeptHook {
  /** Its place among the hooks of its component, from 1. */
  readonly hook: number;
  readonly kind: string;
  readonly value: unknown;
}

/** What a session has kept, as `migrate` sees it. */
export interface KeptSession {
  /** The values of `page.session.store`. */
  readonly store: Readonly<Record<string, unknown>>;
  /** The hooks of components, by their paths. */
  readonly components: Readonly<Record<string, readonly KeptHook[]>>;
}

/**
 * Takes over what a session has kept under another release: returns the state to start from, or nothing to start from it as it
 * is. If it throws, the session stays with the release that it had.
 */
export type Migrate = (state: KeptSession, fromRelease: string) => KeptSession | undefined;

/** The parts of a session's state as `migrate` leaves them; throws what it throws, and for states that cannot be kept. */
export function migrateParts(
  parts: CheckpointParts,
  migrate: Migrate,
  fromRelease: string,
): CheckpointParts {
  const migrated: unknown = migrate(readState(parts), fromRelease);
  if (migrated === undefined) return parts;
  if (!isState(migrated)) {
    throw new TypeError("migrate: expected { store, components } or undefined, not a promise");
  }
  const rest = Object.entries(parts).filter(
    ([name]) => !name.startsWith(storePrefix) && !name.startsWith(componentPrefix),
  );
  return { ...Object.fromEntries(rest), ...writeState(migrated) };
}

function readState(parts: CheckpointParts): KeptSession {
  const components: Record<string, KeptHook[]> = {};
  for (const [name, bytes] of Object.entries(parts)) {
    if (!name.startsWith(componentPrefix)) continue;
    components[name.slice(componentPrefix.length)] = readHooks(bytes).map(
      ([index, kind, value]) => ({ hook: index + 1, kind, value: fromKept(value) }),
    );
  }
  return { store: Object.fromEntries(readStore(parts)), components };
}

function writeState({ store, components }: KeptSession): CheckpointParts {
  const parts: Record<string, Uint8Array> = {};
  for (const [key, value] of Object.entries(store)) {
    parts[storePrefix + key] = encodeKept([toKept(value, key)], key);
  }
  for (const [path, hooks] of Object.entries(components)) {
    const saved = hooks.map(
      ({ hook, kind, value }): SavedHook => [hook - 1, kind, toKept(value, `${path}: ${kind}`)],
    );
    parts[componentPrefix + path] = encodeKept(saved, path);
  }
  return parts;
}

function isState(value: unknown): value is KeptSession {
  if (!isPlainObject(value) || !isPlainObject(value.store)) return false;
  return isPlainObject(value.components) && Object.values(value.components).every(Array.isArray);
}
