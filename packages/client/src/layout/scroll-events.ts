import type { Axis } from "./scroll-to.ts";

interface Init {
  readonly intervalMs: () => number;
  readonly tell: (data: Readonly<Record<string, unknown>>) => void;
}

const restMs = 120;

/** Turns a viewport's scrolling into Flet's events: start, update, user direction, end. */
export class ScrollEvents {
  readonly #viewport: HTMLElement;
  readonly #axis: Axis;
  readonly #init: Init;
  readonly #toldAt = new Map<string, number>();
  #last: number;
  #direction: "forward" | "reverse" | "idle" = "idle";
  #moving = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(viewport: HTMLElement, axis: Axis, init: Init) {
    this.#viewport = viewport;
    this.#axis = axis;
    this.#init = init;
    this.#last = this.#pixels;
    viewport.addEventListener("scroll", this.#scrolled, { passive: true });
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#viewport.removeEventListener("scroll", this.#scrolled);
  }

  get #pixels(): number {
    return Math.abs(this.#axis === "x" ? this.#viewport.scrollLeft : this.#viewport.scrollTop);
  }

  readonly #scrolled = () => {
    const pixels = this.#pixels;
    const delta = pixels - this.#last;
    this.#last = pixels;
    if (!this.#moving) {
      this.#moving = true;
      this.#tell("start");
    }
    const direction = delta > 0 ? "reverse" : "forward";
    if (direction !== this.#direction) {
      this.#direction = direction;
      this.#tell("user", { direction });
    }
    this.#tell("update", { scroll_delta: delta });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#rest(), restMs);
  };

  #rest(): void {
    this.#moving = false;
    this.#direction = "idle";
    this.#tell("end");
    this.#tell("user", { direction: "idle" });
  }

  #tell(event_type: string, more: Readonly<Record<string, unknown>> = {}): void {
    const now = performance.now();
    const before = this.#toldAt.get(event_type) ?? Number.NEGATIVE_INFINITY;
    if (event_type === "update" && now - before < this.#init.intervalMs()) return;
    this.#toldAt.set(event_type, now);
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = this.#viewport;
    const [content, viewport] =
      this.#axis === "x" ? [scrollWidth, clientWidth] : [scrollHeight, clientHeight];
    this.#init.tell({
      pixels: this.#pixels,
      min_scroll_extent: 0,
      max_scroll_extent: content - viewport,
      viewport_dimension: viewport,
      event_type,
      ...more,
    });
  }
}
