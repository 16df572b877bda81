import { between, lengthOf, type PointerSample, timeOf, velocityOf } from "./pointer-sample.ts";
import { type GestureSink, type Recognizer, slopOf } from "./recognizer.ts";

const parts = ["down", "start", "update", "end", "cancel"];

/** Which way a drag goes. */
export type DragAxis = "pan" | "horizontal_drag" | "vertical_drag";

/** A pointer that is moved while it is down, in any direction or along one axis. */
export class DragRecognizer implements Recognizer {
  readonly #sink: GestureSink;
  readonly #axis: DragAxis;
  readonly #intervalMs: () => number;
  #samples: PointerSample[] = [];
  #dragging = false;
  #told: PointerSample | undefined;

  constructor(sink: GestureSink, axis: DragAxis, intervalMs: () => number) {
    this.#sink = sink;
    this.#axis = axis;
    this.#intervalMs = intervalMs;
  }

  down(sample: PointerSample): void {
    if (sample.button !== 0 || !parts.some((part) => this.#sink.hears(`${this.#axis}_${part}`)))
      return;
    this.#samples = [sample];
    this.#dragging = false;
    this.#send("down", { l: sample.local, g: sample.global });
  }

  move(sample: PointerSample): void {
    const [first] = this.#samples;
    if (!first || first.id !== sample.id) return;
    this.#samples.push(sample);
    if (this.#samples.length > 20) this.#samples.splice(1, this.#samples.length - 20);
    if (!this.#dragging) {
      if (!this.#goesFar(first, sample)) return;
      this.#dragging = true;
      this.#told = first;
      this.#sink.win(this);
      this.#send("start", { k: first.kind, l: first.local, g: first.global, ts: timeOf(sample) });
    }
    const told = this.#told ?? first;
    if (told !== first && sample.timeMs - told.timeMs < this.#intervalMs()) return;
    this.#told = sample;
    const [ld, gd] = [
      this.#along(between(told.local, sample.local)),
      this.#along(between(told.global, sample.global)),
    ];
    const pd = this.#axis === "pan" ? null : this.#axis === "horizontal_drag" ? gd.x : gd.y;
    this.#send("update", { l: sample.local, g: sample.global, ld, gd, pd, ts: timeOf(sample) });
  }

  up(sample: PointerSample): void {
    const [first] = this.#samples;
    if (!first || first.id !== sample.id) return;
    if (!this.#dragging) {
      this.cancel();
      return;
    }
    const v = this.#along(velocityOf(this.#samples));
    const pv = this.#axis === "pan" ? null : this.#axis === "horizontal_drag" ? v.x : v.y;
    this.#send("end", { l: sample.local, g: sample.global, v, pv });
    this.#reset();
  }

  cancel(): void {
    if (this.#samples.length === 0) return;
    if (!this.#dragging) this.#send("cancel");
    this.#reset();
  }

  #goesFar(first: PointerSample, sample: PointerSample): boolean {
    const way = between(first.global, sample.global);
    const slop = slopOf(sample.kind);
    switch (this.#axis) {
      case "pan":
        return lengthOf(way) > slop;
      case "horizontal_drag":
        return Math.abs(way.x) > slop && Math.abs(way.x) >= Math.abs(way.y);
      case "vertical_drag":
        return Math.abs(way.y) > slop && Math.abs(way.y) > Math.abs(way.x);
    }
  }

  #along({ x, y }: { x: number; y: number }) {
    if (this.#axis === "horizontal_drag") return { x, y: 0 };
    return this.#axis === "vertical_drag" ? { x: 0, y } : { x, y };
  }

  #reset(): void {
    this.#samples = [];
    this.#dragging = false;
    this.#told = undefined;
  }

  #send(part: string, data?: unknown): void {
    this.#sink.send(`${this.#axis}_${part}`, data);
  }
}
