import { between, lengthOf, type PointerSample } from "./pointer-sample.ts";
import type { GestureSink, Recognizer } from "./recognizer.ts";

const doubleTapMs = 300;
const slop = 18;

/** Taps with one button of the mouse; with the first one also double taps. */
export class TapRecognizer implements Recognizer {
  readonly #sink: GestureSink;
  readonly #button: number;
  readonly #prefix: string;
  #first: PointerSample | undefined;
  #waiting: { sample: PointerSample; timer: ReturnType<typeof setTimeout> } | undefined;

  constructor(sink: GestureSink, button: number, prefix: string) {
    this.#sink = sink;
    this.#button = button;
    this.#prefix = prefix;
  }

  down(sample: PointerSample): void {
    if (sample.button !== this.#button) return;
    this.#first = sample;
    if (this.#doubles() && this.#waiting) this.#sink.send("double_tap_down", tapOf(sample));
    if (!this.#doubles()) this.#send("tap_down", tapOf(sample));
  }

  move(sample: PointerSample): void {
    const first = this.#first;
    if (!first || first.id !== sample.id) return;
    const way = between(first.global, sample.global);
    if (lengthOf(way) > slop) this.cancel();
    else if (this.#prefix === "") this.#sink.send("tap_move", { ...tapOf(sample), d: way });
  }

  up(sample: PointerSample): void {
    const first = this.#first;
    if (!first || first.id !== sample.id) return;
    this.#first = undefined;
    if (!this.#doubles()) {
      this.#tap(first, sample);
      return;
    }
    if (this.#waiting) {
      clearTimeout(this.#waiting.timer);
      this.#waiting = undefined;
      this.#sink.send("double_tap");
      return;
    }
    // Only when no second tap comes it was a single one.
    const timer = setTimeout(() => {
      this.#waiting = undefined;
      this.#send("tap_down", tapOf(first));
      this.#tap(first, sample);
    }, doubleTapMs);
    this.#waiting = { sample: first, timer };
  }

  cancel(): void {
    if (!this.#first) return;
    this.#first = undefined;
    this.#send("tap_cancel");
    if (this.#waiting) this.#sink.send("double_tap_cancel");
  }

  #tap(first: PointerSample, last: PointerSample): void {
    this.#send("tap_up", tapOf(last));
    this.#send("tap", this.#prefix === "" ? tapOf(first) : undefined);
  }

  #doubles(): boolean {
    return (
      this.#prefix === "" && (this.#sink.hears("double_tap") || this.#sink.hears("double_tap_down"))
    );
  }

  #send(event: string, data?: unknown): void {
    this.#sink.send(this.#prefix + event, data);
  }
}

function tapOf({ kind, local, global }: PointerSample) {
  return { k: kind, l: local, g: global };
}
