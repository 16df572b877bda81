import type { KeptParts } from "../../keeping/kept-parts.ts";
import { describeFlaw, encodeKept, losesClass, toKept } from "../../keeping/kept-value.ts";
import type { Omissions } from "../../keeping/omissions.ts";
import { unkept } from "../hooks/hook.ts";
import type { ComponentInstance } from "../instance.ts";
import { ComponentPaths } from "./component-paths.ts";
import { componentPrefix, type SavedHook } from "./saved-state.ts";

/** Follows the components of a session for its checkpoints: what their hooks hold is one part for each component. */
export class KeptComponents {
  /** Components whose hooks may have changed. */
  readonly #marked = new Set<ComponentInstance>();
  /** Components with a hook whose value may change without a sign of it. */
  readonly #silent = new Set<ComponentInstance>();
  /** Components that were rendered: those in them may have moved. */
  readonly #rendered = new Set<ComponentInstance>();
  /** Under which name a component's hooks were kept last. */
  readonly #names = new Map<ComponentInstance, string>();
  readonly #gone: string[] = [];
  /** Components with something that cannot be kept, and why. */
  #flaws: Map<ComponentInstance, string> | null = null;
  readonly #paths = new ComponentPaths();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Why something of a component is not kept, if there is one. */
  get flaw(): string | undefined {
    return this.#flaws?.values().next().value;
  }

  /** A hook of a component was set. */
  mark(instance: ComponentInstance): void {
    this.#marked.add(instance);
    this.#changed();
  }

  /** A component goes on with what was kept under a name. */
  took(instance: ComponentInstance, name: string): void {
    this.#names.set(instance, name);
  }

  rendered(instance: ComponentInstance): void {
    this.mark(instance);
    if (this.#names.size > 0) this.#rendered.add(instance);
  }

  /** A component has left the page. */
  forget(instance: ComponentInstance): void {
    this.#marked.delete(instance);
    this.#silent.delete(instance);
    this.#rendered.delete(instance);
    this.#flaws?.delete(instance);
    this.#paths.forget(instance);
    const name = this.#names.get(instance);
    if (name === undefined) return;
    this.#names.delete(instance);
    this.#gone.push(name);
  }

  /** How many bytes the hooks have that may change without a sign of it. */
  silentBytes(parts: KeptParts): number {
    let bytes = 0;
    for (const instance of this.#silent) {
      bytes += perComponent + parts.sizeOf(this.#names.get(instance) ?? "");
    }
    return bytes;
  }

  /** Notes what has changed: hooks that were set or rendered, and all others that may have if everything is looked at. */
  collect(parts: KeptParts, isEverything: boolean, omissions: Omissions): void {
    if (isEverything) for (const instance of this.#silent) this.#marked.add(instance);
    if (this.#marked.size + this.#gone.length === 0) return;
    this.#paths.forgetRoots();
    for (const name of this.#gone) parts.drop(name);
    this.#gone.length = 0;
    if (this.#hasMoves()) this.#rename(parts);
    this.#rendered.clear();
    for (const instance of this.#marked) this.#keep(instance, parts, omissions);
    this.#marked.clear();
  }

  /** Names of the parts that are in use. */
  get names(): Iterable<string> {
    return this.#names.values();
  }

  #keep(instance: ComponentInstance, parts: KeptParts, omissions: Omissions): void {
    const path = instance.isMounted ? this.#paths.of(instance) : undefined;
    if (path === undefined) return;
    const name = componentPrefix + path;
    const { count } = omissions;
    const hooks = hooksOf(instance, path, omissions);
    if (instance.hooks.some((hook) => hook.isSilent?.())) this.#silent.add(instance);
    else this.#silent.delete(instance);
    const bytes =
      hooks.length === 0 ? undefined : omissions.guard(path, () => encodeKept(hooks, path));
    if (omissions.count === count) this.#flaws?.delete(instance);
    else {
      this.#flaws ??= new Map();
      this.#flaws.set(instance, omissions.latest);
    }
    if (bytes === undefined) {
      if (this.#names.delete(instance)) parts.drop(name);
    } else {
      this.#names.set(instance, name);
      parts.put(name, bytes);
    }
  }

  /** Whether a component that stays has another path now. */
  #hasMoves(): boolean {
    for (const holder of this.#rendered) {
      if (!holder.isMounted) continue;
      for (const { instance } of this.#paths.in(holder).keys()) {
        if (instance !== null && this.#hasMoved(instance)) return true;
      }
    }
    return false;
  }

  #hasMoved(instance: ComponentInstance): boolean {
    const name = this.#names.get(instance);
    return name !== undefined && name !== componentPrefix + this.#paths.of(instance);
  }

  /** Gives all components the names of their present places. */
  #rename(parts: KeptParts): void {
    for (const [instance, name] of this.#names) {
      if (!this.#hasMoved(instance)) continue;
      parts.drop(name);
      this.#names.delete(instance);
      this.#marked.add(instance);
    }
  }
}

/** What looking at one component costs, in bytes of looking at values. */
const perComponent = 100;

function hooksOf(instance: ComponentInstance, path: string, omissions: Omissions): SavedHook[] {
  const hooks: SavedHook[] = [];
  for (const [index, hook] of instance.hooks.entries()) {
    const value = hook.kept === undefined ? unkept : hook.kept();
    if (value === unkept) continue;
    const place = `${path}: ${hook.kind} (hook ${index + 1})`;
    if (losesClass(value)) omissions.tell(place, describeFlaw(value, "its value"));
    else {
      const kept = omissions.guard(place, () => ({ value: toKept(value, "its value") }));
      if (kept !== undefined) hooks.push([index, hook.kind, kept.value]);
    }
  }
  return hooks;
}
