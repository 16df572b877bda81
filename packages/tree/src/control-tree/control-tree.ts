import { FlotillaError, type Patch } from "@flotilla/protocol";
import type { ControlMap } from "../control-map.ts";
import { applyPatch } from "./apply-patch.ts";
import type { Changes } from "./changes.ts";
import { ControlIndex } from "./control-index.ts";
import { mergeProps } from "./merge-props.ts";

/**
 * The tree of controls as a client holds it: plain maps, changed in place, found by id.
 * It takes ownership of the values that it is given.
 */
export class ControlTree {
  readonly page: ControlMap;
  readonly #index = new ControlIndex();

  /** Starts with the page fields that the client registers with; page and window have their ids from the start. */
  constructor(fields: Readonly<Record<string, unknown>> = {}) {
    const window = fields.window as Record<string, unknown> | undefined;
    this.page = { ...fields, window: { ...window, _c: "Window", _i: 2 }, _c: "Page", _i: 1 };
    this.#index.register(this.page);
    this.#index.takeChanges();
  }

  /** Controls in the tree. */
  get size(): number {
    return this.#index.size;
  }

  /** The control of this id. */
  get(id: number): ControlMap | undefined {
    return this.#index.get(id);
  }

  /** The control that shows this one; components in between are skipped. */
  parentOf(id: number): ControlMap | undefined {
    let place = this.#index.placeOf(id);
    while (place !== undefined) {
      const parent = this.#index.get(place.parentId);
      if (parent?._c !== "C") return parent;
      place = this.#index.placeOf(parent._i);
    }
    return undefined;
  }

  /** Takes in the page of a successful registration. */
  merge(pagePatch: Readonly<Record<string, unknown>>): Changes {
    mergeProps(this.#index, this.page, pagePatch);
    return this.#index.takeChanges();
  }

  /** Applies a patch from the host. What does not fit ends it and is told in the result; later patches can be applied. */
  apply(id: number, patch: Patch): Changes {
    const control = this.#index.get(id);
    if (control === undefined)
      return this.#index.takeChanges(
        new FlotillaError("PATCH_FAILED", `a patch is for control ${id}, which is not in the tree`),
      );
    try {
      applyPatch(this.#index, control, patch);
    } catch (error) {
      if (!(error instanceof FlotillaError)) throw error;
      return this.#index.takeChanges(error);
    }
    return this.#index.takeChanges();
  }

  /** Applies the client's own change before it is sent as an update. */
  update(id: number, props: Readonly<Record<string, unknown>>): Changes {
    const control = this.#index.get(id);
    if (control !== undefined) mergeProps(this.#index, control, props);
    return this.#index.takeChanges();
  }
}
