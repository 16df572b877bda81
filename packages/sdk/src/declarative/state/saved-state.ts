import type { CheckpointParts } from "@flotilla/protocol";
import type { KeptParts } from "../../keeping/kept-parts.ts";
import { decodeKept, fromKept } from "../../keeping/kept-value.ts";
import type { ComponentInstance } from "../instance.ts";
import { ComponentPaths } from "./component-paths.ts";

/** One hook's content: its position among the component's hooks, its function, its value. */
export type SavedHook = readonly [index: number, kind: string, value: unknown];

/** What precedes a component's path in the name of its part. */
export const componentPrefix = "c:";

/** What the hooks of components kept in an earlier run, until components of the same paths have taken it. */
export class SavedState {
  readonly #hooks = new Map<string, readonly SavedHook[]>();
  readonly #taken = new Map<ComponentInstance, readonly SavedHook[] | null>();
  readonly #paths = new ComponentPaths();

  /** Throws if a part of a component cannot be read. */
  constructor(parts: CheckpointParts) {
    for (const [name, bytes] of Object.entries(parts)) {
      if (name.startsWith(componentPrefix)) this.#hooks.set(name, readHooks(bytes));
    }
  }

  /** What nobody has taken is not wanted any more, unless its name is in use again. */
  dropLeft(parts: KeptParts, names: Iterable<string> = []): void {
    const used = new Set(names);
    for (const name of this.#hooks.keys()) if (!used.has(name)) parts.drop(name);
  }

  /** The content of a hook of a component that is now in the tree; `initial` is what it is without. */
  take(instance: ComponentInstance, index: number, kind: string, initial: unknown): unknown {
    const saved = this.#hooksOf(instance)?.find(([at, of]) => at === index && of === kind);
    return saved === undefined ? initial : fromKept(saved[2], initial);
  }

  #hooksOf(instance: ComponentInstance): readonly SavedHook[] | null {
    const known = this.#taken.get(instance);
    if (known !== undefined) return known;
    const path = this.#hooks.size === 0 ? undefined : this.#paths.of(instance);
    const name = path === undefined ? "" : componentPrefix + path;
    const hooks = this.#hooks.get(name) ?? null;
    if (this.#hooks.delete(name)) instance.components.kept?.took(instance, name);
    this.#taken.set(instance, hooks);
    return hooks;
  }
}

/** Reads the part of a component; throws if it is none. */
export function readHooks(bytes: Uint8Array): readonly SavedHook[] {
  const hooks = decodeKept(bytes);
  if (!Array.isArray(hooks) || !hooks.every(Array.isArray)) throw new TypeError("no hooks");
  return hooks as unknown as SavedHook[];
}
