import type { Changes, ControlTree } from "@flotilla/tree";
import type { ControlMap } from "../view/control-map.ts";

/** A mounted control. */
export interface Subscriber {
  redraw(): void;
  /** Whether the control now takes other space than when it was drawn last. */
  hasOtherFill(): boolean;
}

/** Asks for one call before the next frame. */
export interface Clock {
  request(callback: () => void): void;
}

/** Properties of a child that its parent reads to place it. */
const readByParent = new Set([
  "_b",
  "visible",
  "expand",
  "expand_loose",
  "col",
  "left",
  "top",
  "right",
  "bottom",
  "width",
  "height",
  "align",
  "key",
]);

/** Connects the tree with what is drawn: who has to be drawn again after which change, once per frame. */
export class UiStore {
  readonly tree: ControlTree;
  readonly #clock: Clock;
  /** Lists that are replaced, not changed: nearly all are of one, of which a set would be five times as large. */
  readonly #subscribers = new Map<number, readonly Subscriber[]>();
  readonly #observers = new Set<(changes: Changes) => void>();
  readonly #dirty = new Set<number>();
  readonly #reshaped = new Set<number>();

  constructor(tree: ControlTree, clock: Clock) {
    this.tree = tree;
    this.#clock = clock;
  }

  /** Tells a mounted control when it has to be drawn again; returns the undo. */
  subscribe(id: number, subscriber: Subscriber): () => void {
    this.#subscribers.set(id, [...(this.#subscribers.get(id) ?? []), subscriber]);
    return () => {
      const others = this.#subscribers.get(id)?.filter((other) => other !== subscriber) ?? [];
      if (others.length > 0) this.#subscribers.set(id, others);
      else this.#subscribers.delete(id);
    };
  }

  /** Hears of every change at once, before anything is drawn; returns the undo. */
  observe(observer: (changes: Changes) => void): () => void {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }

  /** Takes note of changes of the tree. */
  commit(changes: Changes): void {
    for (const [id, keys] of changes.changed) this.#mark(id, keys);
    for (const id of changes.added) if (this.#subscribers.has(id)) this.#dirty.add(id);
    for (const observer of this.#observers) observer(changes);
    if (this.#dirty.size > 0) this.#clock.request(() => this.flush());
  }

  /** Draws a control again although the tree did not change. */
  touch(id: number): void {
    this.#dirty.add(id);
    this.#clock.request(() => this.flush());
  }

  /** Draws everything again: the theme is another. */
  touchAll(): void {
    for (const id of this.#subscribers.keys()) this.touch(id);
  }

  /** Draws all controls of a type again: their chunk has come. */
  touchType(type: string): void {
    for (const id of this.#subscribers.keys()) if (this.tree.get(id)?._c === type) this.touch(id);
  }

  /** Draws now whatever is waiting. */
  flush(): void {
    for (const id of this.#reshaped) this.#spread(id);
    this.#reshaped.clear();
    const dirty = [...this.#dirty];
    this.#dirty.clear();
    for (const id of dirty) {
      for (const subscriber of this.#subscribers.get(id) ?? []) subscriber.redraw();
    }
  }

  #mark(id: number, keys: ReadonlySet<string>): void {
    const node = this.tree.get(id);
    if (!node) return;
    const drawn = this.#drawnAt(node);
    if (!drawn) return;
    this.#dirty.add(drawn._i);
    this.#reshaped.add(drawn._i);
    if (drawn !== node || [...keys].some((key) => readByParent.has(key))) {
      const above = this.#drawnAbove(drawn);
      if (above) {
        this.#dirty.add(above._i);
        this.#reshaped.add(above._i);
      }
    }
  }

  /** A control that takes other space now may change the space that those around it take. */
  #spread(id: number): void {
    let node = this.tree.get(id);
    while (node) {
      const group = this.#subscribers.get(node._i);
      if (!group?.some((subscriber) => subscriber.hasOtherFill())) return;
      this.#dirty.add(node._i);
      node = this.#drawnAbove(node);
    }
  }

  /** The control itself if it is drawn, else the one above it that is and may show parts of it. */
  #drawnAt(node: ControlMap): ControlMap | undefined {
    return this.#subscribers.has(node._i) ? node : this.#drawnAbove(node);
  }

  #drawnAbove(node: ControlMap): ControlMap | undefined {
    let above = this.tree.parentOf(node._i);
    while (above && !this.#subscribers.has(above._i)) above = this.tree.parentOf(above._i);
    return above;
  }
}
