import type { ComponentControl } from "../component-control.ts";
import type { ComponentInstance } from "../instance.ts";
import { componentsIn } from "../rendered.ts";

type Segments = ReadonlyMap<ComponentControl, string>;

interface Known {
  readonly body: unknown;
  readonly segments: Segments;
}

/**
 * Finds paths of components: `App@0/Item#7@0`. A path names a component, and those around it, by name, key and position among
 * the siblings of the same name and key, so that the next run of the app finds the same components. Those without a name share
 * one, so that their positions tell them apart.
 */
export class ComponentPaths {
  /** Each body is looked at once. */
  readonly #known = new Map<ComponentInstance, Known>();
  #roots: Segments | null = null;

  /** Undefined for a component that is not in the tree. */
  of(instance: ComponentInstance): string | undefined {
    const { holder, control } = instance;
    if (holder === null) return this.#rootsOf(instance).get(control);
    const segment = this.in(holder).get(control);
    if (segment === undefined) return undefined;
    const path = this.of(holder);
    return path === undefined ? undefined : `${path}/${segment}`;
  }

  /** The components right in the body of one, and what they add to its path. */
  in(holder: ComponentInstance): Segments {
    const { body } = holder.control;
    const known = this.#known.get(holder);
    if (known !== undefined && known.body === body) return known.segments;
    const segments = segmentsOf(componentsIn(body));
    this.#known.set(holder, { body, segments });
    return segments;
  }

  forget(instance: ComponentInstance): void {
    this.#known.delete(instance);
  }

  /** What stands on the page itself may have changed. */
  forgetRoots(): void {
    this.#roots = null;
  }

  /** The components that stand on the page itself; looked for again if one is not among them. */
  #rootsOf(instance: ComponentInstance): Segments {
    if (this.#roots?.has(instance.control) !== true) {
      this.#roots = segmentsOf(componentsIn(instance.components.session.page));
    }
    return this.#roots;
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
