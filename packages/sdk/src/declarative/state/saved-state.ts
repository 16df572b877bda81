import type { ComponentControl } from "../component-control.ts";
import type { ComponentInstance } from "../instance.ts";
import { componentsIn } from "../rendered.ts";

/** One hook's content: its position among the component's hooks, its function, its value. */
export type SavedHook = readonly [index: number, kind: string, value: unknown];

/** The hooks' content of all components, by path: `App@0/Item#7@0`. */
export type ComponentState = Readonly<Record<string, readonly SavedHook[]>>;

/**
 * What the hooks of a session's components kept. A component's path names it, and the components around it, by name, key
 * and position among those of the same name and key, so that the next run of the app finds the same components.
 */
export class SavedState {
  readonly #hooks: ReadonlyMap<string, readonly SavedHook[]>;

  private constructor(hooks: ReadonlyMap<string, readonly SavedHook[]>) {
    this.#hooks = hooks;
  }

  /** Reads what the hooks of components keep now. */
  static of(instances: Iterable<ComponentInstance>): ComponentState {
    const paths = new Paths();
    const state: Record<string, readonly SavedHook[]> = {};
    for (const instance of instances) {
      const hooks: SavedHook[] = [];
      instance.hooks.forEach((hook, index) => {
        const value = hook.saved?.();
        if (value !== undefined) hooks.push([index, hook.kind, value]);
      });
      const path = paths.of(instance);
      if (hooks.length > 0 && path !== undefined) state[path] = hooks;
    }
    return state;
  }

  /** Takes a state of another run; what is not one counts as empty. */
  static read(state: unknown): SavedState {
    const entries = typeof state === "object" && state !== null ? Object.entries(state) : [];
    return new SavedState(new Map(entries.filter(([, hooks]) => Array.isArray(hooks))));
  }

  /** The content of a hook of a component that is now in the tree. */
  take(instance: ComponentInstance, index: number, kind: string): unknown {
    if (this.#hooks.size === 0) return undefined;
    const path = new Paths().of(instance);
    const hooks = path === undefined ? undefined : this.#hooks.get(path);
    return hooks?.find(([at, of]) => at === index && of === kind)?.[2];
  }
}

type Segments = ReadonlyMap<ComponentControl, string>;

/** Finds paths; looks at each component's content once. */
class Paths {
  readonly #segments = new Map<ComponentInstance | null, Segments>();

  /** Undefined for a component that is not in the tree. */
  of(instance: ComponentInstance): string | undefined {
    const { holder, control } = instance;
    let segments = this.#segments.get(holder);
    if (segments === undefined) {
      const content = holder === null ? instance.components.session.page : holder.control.body;
      segments = segmentsOf(componentsIn(content));
      this.#segments.set(holder, segments);
    }
    const segment = segments.get(control);
    if (segment === undefined || holder === null) return segment;
    const path = this.of(holder);
    return path === undefined ? undefined : `${path}/${segment}`;
  }
}

function segmentsOf(controls: readonly ComponentControl[]): Segments {
  const counts = new Map<string, number>();
  const segments = new Map<ComponentControl, string>();
  for (const control of controls) {
    const { key } = control;
    const name = encodeURIComponent(control.definition.name || "component");
    const named = key === null ? name : `${name}#${encodeURIComponent(String(key))}`;
    const position = counts.get(named) ?? 0;
    counts.set(named, position + 1);
    segments.set(control, `${named}@${position}`);
  }
  return segments;
}
