import { colorOf } from "../values/color.ts";
import { durationOf } from "../values/duration.ts";
import { edgesCss, edgesOf } from "../values/edges.ts";
import { mapOf, numberOf, textOf } from "../values/scalars.ts";
import type { ControlMap } from "../view/control-map.ts";

interface Init {
  readonly root: HTMLElement;
  readonly get: (id: number) => ControlMap | undefined;
}

interface Wish {
  readonly element: HTMLElement;
  readonly message: string;
  readonly options: Readonly<Record<string, unknown>>;
}

const leaveDelayMs = 100;
const gap = 8;
const margin = 8;

/** Shows the tooltips of all controls: on hover, on keyboard focus, on a long touch. */
export class Tooltips {
  readonly #init: Init;
  readonly #bubble: HTMLElement;
  #shown: Wish | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(init: Init) {
    this.#init = init;
    this.#bubble = init.root.ownerDocument.createElement("div");
    this.#bubble.className = "fl-tooltip";
    this.#bubble.role = "tooltip";
    this.#bubble.hidden = true;
  }

  /** Listens on the root for all controls; returns the undo. */
  start(): () => void {
    const { root } = this.#init;
    const over = (event: Event) => this.#want(this.#wishOf(event.target));
    const focused = ({ target }: Event) => {
      if (target instanceof Element && target.matches(":focus-visible")) {
        this.#want(this.#wishOf(target));
      }
    };
    const leave = () => this.#want(undefined);
    const key = (event: KeyboardEvent) => {
      if (event.key === "Escape") this.#hide();
    };
    root.append(this.#bubble);
    root.addEventListener("pointerover", over);
    root.addEventListener("pointerleave", leave);
    root.addEventListener("pointerdown", leave);
    root.addEventListener("focusin", focused);
    root.addEventListener("focusout", leave);
    root.addEventListener("keydown", key);
    return () => {
      clearTimeout(this.#timer);
      root.removeEventListener("pointerover", over);
      root.removeEventListener("pointerleave", leave);
      root.removeEventListener("pointerdown", leave);
      root.removeEventListener("focusin", focused);
      root.removeEventListener("focusout", leave);
      root.removeEventListener("keydown", key);
      this.#bubble.remove();
    };
  }

  #wishOf(target: EventTarget | null): Wish | undefined {
    let element = target instanceof Element ? target.closest<HTMLElement>("[data-id]") : null;
    while (element) {
      const tooltip = this.#init.get(Number(element.dataset.id))?.tooltip;
      const options = mapOf(tooltip) ?? {};
      const message = textOf(tooltip) ?? textOf(options.message);
      if (message) return { element, message, options };
      element = element.parentElement?.closest<HTMLElement>("[data-id]") ?? null;
    }
    return undefined;
  }

  #want(wish: Wish | undefined): void {
    if (wish?.element === this.#shown?.element && wish?.message === this.#shown?.message) return;
    clearTimeout(this.#timer);
    const delay = wish ? durationOf(wish.options.wait_duration) : leaveDelayMs;
    this.#timer = setTimeout(() => (wish ? this.#show(wish) : this.#hide()), delay);
  }

  #show(wish: Wish): void {
    const { bgcolor, padding, prefer_below, vertical_offset, show_duration } = wish.options;
    if (!wish.element.isConnected) return;
    this.#shown = wish;
    this.#bubble.textContent = wish.message;
    this.#bubble.hidden = false;
    this.#bubble.style.backgroundColor = colorOf(bgcolor) ?? "";
    const edges = edgesOf(padding);
    this.#bubble.style.padding = edges ? edgesCss(edges) : "";
    this.#place(wish.element, prefer_below !== false, numberOf(vertical_offset));
    if (show_duration !== undefined && show_duration !== null) {
      this.#timer = setTimeout(() => this.#hide(), durationOf(show_duration));
    }
  }

  /** Below the control, or above where there is no room; never outside of the page. */
  #place(element: HTMLElement, preferBelow: boolean, offset: number | undefined): void {
    const page = this.#init.root.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    const own = this.#bubble.getBoundingClientRect();
    const distance = offset === undefined ? gap : Math.max(0, offset - box.height / 2);
    const below = box.bottom + distance;
    const above = box.top - distance - own.height;
    const fitsBelow = below + own.height <= page.bottom;
    const top = (preferBelow && fitsBelow) || above < page.top ? below : above;
    const wanted = box.left + box.width / 2 - own.width / 2;
    const left = Math.min(Math.max(page.left + margin, wanted), page.right - margin - own.width);
    this.#bubble.style.left = `${left - page.left}px`;
    this.#bubble.style.top = `${top - page.top}px`;
  }

  #hide(): void {
    clearTimeout(this.#timer);
    this.#shown = undefined;
    this.#bubble.hidden = true;
  }
}
