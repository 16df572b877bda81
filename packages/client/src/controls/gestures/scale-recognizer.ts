import type { Point } from "../../values/tap-data.ts";
import { between, lengthOf, type PointerSample, timeOf, velocityOf } from "./pointer-sample.ts";
import { type GestureSink, type Recognizer, slopOf } from "./recognizer.ts";

/** One or more fingers that move, spread and turn. */
export class ScaleRecognizer implements Recognizer {
  readonly #sink: GestureSink;
  readonly #pointers = new Map<number, PointerSample>();
  #origin: Spread | undefined;
  #focal: PointerSample[] = [];
  #active = false;

  constructor(sink: GestureSink) {
    this.#sink = sink;
  }

  down(sample: PointerSample): void {
    if (!["start", "update", "end"].some((part) => this.#sink.hears(`scale_${part}`))) return;
    this.#pointers.set(sample.id, sample);
    this.#origin = spreadOf([...this.#pointers.values()]);
  }

  move(sample: PointerSample): void {
    if (!this.#pointers.has(sample.id) || !this.#origin) return;
    this.#pointers.set(sample.id, sample);
    const now = spreadOf([...this.#pointers.values()]);
    const origin = this.#origin;
    const pc = this.#pointers.size;
    if (!this.#active) {
      const moved = lengthOf(between(origin.global, now.global)) > slopOf(sample.kind);
      if (
        !moved &&
        Math.abs(now.width - origin.width) <= 1 &&
        Math.abs(now.height - origin.height) <= 1
      )
        return;
      this.#active = true;
      this.#sink.win(this);
      this.#sink.send("scale_start", {
        gfp: origin.global,
        lfp: origin.local,
        pc,
        ts: timeOf(sample),
      });
    }
    const before = this.#focal.at(-1)?.global ?? origin.global;
    this.#focal.push({ ...sample, local: now.local, global: now.global });
    this.#sink.send("scale_update", {
      gfp: now.global,
      fpd: between(before, now.global),
      lfp: now.local,
      pc,
      hs: ratio(now.width, origin.width),
      vs: ratio(now.height, origin.height),
      s: ratio(now.size, origin.size),
      rot: pc > 1 ? now.angle - origin.angle : 0,
      ts: timeOf(sample),
    });
  }

  up(sample: PointerSample): void {
    if (!this.#pointers.delete(sample.id)) return;
    if (this.#active)
      this.#sink.send("scale_end", { pc: this.#pointers.size, v: velocityOf(this.#focal) });
    this.#active = false;
    this.#focal = [];
    this.#origin = this.#pointers.size > 0 ? spreadOf([...this.#pointers.values()]) : undefined;
  }

  cancel(): void {
    this.#pointers.clear();
    this.#focal = [];
    this.#active = false;
    this.#origin = undefined;
  }
}

interface Spread {
  readonly local: Point;
  readonly global: Point;
  readonly width: number;
  readonly height: number;
  readonly size: number;
  readonly angle: number;
}

function spreadOf(samples: readonly PointerSample[]): Spread {
  const count = Math.max(samples.length, 1);
  const mean = (read: (sample: PointerSample) => number) =>
    samples.reduce((sum, sample) => sum + read(sample), 0) / count;
  const global = { x: mean((sample) => sample.global.x), y: mean((sample) => sample.global.y) };
  const [first, second] = samples;
  return {
    local: { x: mean((sample) => sample.local.x), y: mean((sample) => sample.local.y) },
    global,
    width: mean((sample) => Math.abs(sample.global.x - global.x)),
    height: mean((sample) => Math.abs(sample.global.y - global.y)),
    size: mean((sample) => lengthOf(between(global, sample.global))),
    angle:
      first && second
        ? Math.atan2(second.global.y - first.global.y, second.global.x - first.global.x)
        : 0,
  };
}

function ratio(now: number, origin: number): number {
  return origin > 0 ? now / origin : 1;
}
