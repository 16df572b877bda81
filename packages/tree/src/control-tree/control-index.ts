import type { FlotillaError } from "@flotilla/protocol";
import { type ControlMap, isControl, isPlainMap } from "../control-map.ts";
import type { Changes } from "./changes.ts";

/** Where a control hangs: the control above it and the property there, however deep in lists and maps. */
export interface Place {
  readonly parentId: number;
  readonly property: string;
}

/** Controls by id, their places, and what has changed since the last message. */
export class ControlIndex {
  readonly #nodes = new Map<number, ControlMap>();
  readonly #places = new Map<number, Place>();
  readonly #wasPresent = new Map<number, boolean>();
  #changed = new Map<number, Set<string>>();

  get size(): number {
    return this.#nodes.size;
  }

  get(id: number): ControlMap | undefined {
    return this.#nodes.get(id);
  }

  placeOf(id: number): Place | undefined {
    return this.#places.get(id);
  }

  /** Takes in all controls of a value; a control whose id is known already replaces the known one. */
  register(value: unknown, place?: Place): void {
    if (isControl(value)) {
      this.#touch(value._i);
      this.#nodes.set(value._i, value);
      if (place !== undefined) this.#places.set(value._i, place);
      for (const property of Object.keys(value)) {
        const item = value[property];
        if (typeof item === "object" && item !== null)
          this.register(item, { parentId: value._i, property });
      }
    } else if (Array.isArray(value)) {
      for (const item of value)
        if (typeof item === "object" && item !== null) this.register(item, place);
    } else if (isPlainMap(value)) {
      for (const item of Object.values(value))
        if (typeof item === "object" && item !== null) this.register(item, place);
    }
  }

  /** Lets go of all controls of a value, except those that have been received again elsewhere since. */
  unregister(value: unknown): void {
    if (isControl(value)) {
      if (this.#nodes.get(value._i) === value) {
        this.#touch(value._i);
        this.#nodes.delete(value._i);
        this.#places.delete(value._i);
      }
      for (const item of Object.values(value)) this.unregister(item);
    } else if (Array.isArray(value)) {
      for (const item of value) this.unregister(item);
    } else if (isPlainMap(value)) {
      for (const item of Object.values(value)) this.unregister(item);
    }
  }

  /** Notes the new place of the outermost controls of a value that was moved. */
  relocate(value: unknown, place: Place): void {
    if (isControl(value)) this.#places.set(value._i, place);
    else if (Array.isArray(value)) for (const item of value) this.relocate(item, place);
    else if (isPlainMap(value)) for (const item of Object.values(value)) this.relocate(item, place);
  }

  /** Notes a changed property; through components, also that of the control which they stand in. */
  markChanged(id: number, property: string): void {
    const properties = this.#changed.get(id);
    if (properties === undefined) this.#changed.set(id, new Set([property]));
    else if (properties.has(property)) return;
    else properties.add(property);
    const place = property === "_b" ? this.#places.get(id) : undefined;
    if (place !== undefined) this.markChanged(place.parentId, place.property);
  }

  /** What has changed since the last call. */
  takeChanges(failure?: FlotillaError): Changes {
    const added = new Set<number>();
    const removed = new Set<number>();
    for (const [id, wasPresent] of this.#wasPresent) {
      const node = this.#nodes.get(id);
      if (node === undefined) {
        if (wasPresent) removed.add(id);
        this.#changed.delete(id);
      } else if (!wasPresent) {
        added.add(id);
        this.#changed.delete(id);
      } else this.#changed.set(id, new Set(Object.keys(node)));
    }
    const changes = { changed: this.#changed, added, removed };
    this.#wasPresent.clear();
    this.#changed = new Map();
    return failure === undefined ? changes : { ...changes, failure };
  }

  #touch(id: number): void {
    if (!this.#wasPresent.has(id)) this.#wasPresent.set(id, this.#nodes.has(id));
  }
}
