import { numberOf } from "../values/scalars.ts";
import type { ControlMap } from "./control-map.ts";
import { lookOfFrame } from "./frame-look.ts";

interface Init {
  readonly get: (id: number) => ControlMap | undefined;
  readonly trigger: (node: ControlMap, event: string, data: unknown) => void;
}

const standardIntervalMs = 10;

/** What any control may have beside its own: its look as a frame, and `size_change`, told by the frames of all controls. */
export class FrameEvents {
  readonly #init: Init;
  readonly #observer: ResizeObserver;
  readonly #watched = new WeakMap<Element, { toldAt: number }>();

  constructor(init: Init) {
    this.#init = init;
    this.#observer = new ResizeObserver((entries) => {
      for (const { target, borderBoxSize } of entries) this.#resized(target, borderBoxSize[0]);
    });
  }

  /** Takes over the controls that are drawn already. */
  start(root: HTMLElement): void {
    for (const element of root.querySelectorAll<HTMLElement>("[data-id]")) {
      const node = this.#nodeOf(element);
      if (node) this.drawn(node, element);
    }
  }

  /** Lays on a drawn control what all may have, and watches its size if the app wants to know it. */
  drawn(node: ControlMap, element: Element): void {
    if (element instanceof HTMLElement) lookOfFrame(node, element);
    const wanted = node.on_size_change === true;
    if (wanted === this.#watched.has(element)) return;
    if (wanted) {
      this.#watched.set(element, { toldAt: Number.NEGATIVE_INFINITY });
      this.#observer.observe(element);
    } else {
      this.#watched.delete(element);
      this.#observer.unobserve(element);
    }
  }

  dropped(element: Element): void {
    if (this.#watched.delete(element)) this.#observer.unobserve(element);
  }

  #resized(element: Element, size: ResizeObserverSize | undefined): void {
    const node = element instanceof HTMLElement ? this.#nodeOf(element) : undefined;
    const watch = this.#watched.get(element);
    if (!node || !watch || !size) return;
    const now = performance.now();
    if (now - watch.toldAt < (numberOf(node.size_change_interval) ?? standardIntervalMs)) return;
    watch.toldAt = now;
    this.#init.trigger(node, "size_change", { w: size.inlineSize, h: size.blockSize });
  }

  #nodeOf(element: HTMLElement): ControlMap | undefined {
    const { id } = element.dataset;
    return id === undefined ? undefined : this.#init.get(Number(id));
  }
}
