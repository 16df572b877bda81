import { between, lengthOf, type PointerSample, velocityOf } from "./pointer-sample.ts";
import type { GestureSink, Recognizer } from "./recognizer.ts";

const holdMs = 500;
const slop = 18;
const followed = ["", "_down", "_cancel", "_start", "_move_update", "_up", "_end"];

/** A pointer that stays where it went down. */
export class LongPressRecognizer implements Recognizer {
  readonly #sink: GestureSink;
  readonly #button: number;
  readonly #name: string;
  #samples: PointerSample[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #held = false;

  constructor(sink: GestureSink, button: number, prefix: string) {
    this.#sink = sink;
    this.#button = button;
    this.#name = `${prefix}long_press`;
  }

  down(sample: PointerSample): void {
    if (sample.button !== this.#button) return;
    if (!followed.some((suffix) => this.#sink.hears(this.#name + suffix))) return;
    this.#samples = [sample];
    this.#held = false;
    const { kind, local, global } = sample;
    this.#send("_down", { k: kind, l: local, g: global });
    this.#timer = setTimeout(() => {
      this.#held = true;
      this.#sink.win(this);
      this.#send("_start", { l: local, g: global });
      this.#send("");
    }, holdMs);
  }

  move(sample: PointerSample): void {
    const [first] = this.#samples;
    if (!first || first.id !== sample.id) return;
    const [way, localWay] = [
      between(first.global, sample.global),
      between(first.local, sample.local),
    ];
    if (!this.#held) {
      if (lengthOf(way) > slop) this.cancel();
      return;
    }
    this.#samples.push(sample);
    // The app's side reads `of`, Flet's own client writes `ofo`: both are sent.
    this.#send("_move_update", {
      l: sample.local,
      g: sample.global,
      ofo: way,
      of: way,
      lofo: localWay,
    });
  }

  up(sample: PointerSample): void {
    const [first] = this.#samples;
    if (!first || first.id !== sample.id) return;
    if (!this.#held) {
      this.cancel();
      return;
    }
    this.#send("_end", { l: sample.local, g: sample.global, v: velocityOf(this.#samples) });
    this.#send("_up");
    this.#reset();
  }

  cancel(): void {
    if (this.#samples.length === 0) return;
    if (!this.#held) this.#send("_cancel");
    this.#reset();
  }

  #reset(): void {
    clearTimeout(this.#timer);
    this.#samples = [];
    this.#held = false;
  }

  #send(suffix: string, data?: unknown): void {
    this.#sink.send(this.#name + suffix, data);
  }
}
