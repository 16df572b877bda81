import type { ControlPort } from "./control-port.ts";

const traceBytes = 16;
const spanBytes = 8;

/** Tells the worker what the app did for those inputs of one client that are part of a trace. */
export class InputTrace {
  readonly #control: Pick<ControlPort, "send">;
  #next: Uint8Array | undefined;
  #open: { context: Uint8Array; span: Uint8Array; startMs: number } | undefined;

  constructor(control: Pick<ControlPort, "send">) {
    this.#control = control;
  }

  /** The next packet is part of a trace. */
  announce(context: Uint8Array): void {
    this.#next = context;
  }

  /** A packet has come; returns the context of what follows from it, if it is part of a trace. */
  took(): Uint8Array | undefined {
    if (this.#next === undefined) return undefined;
    const context = this.#next;
    this.#next = undefined;
    const span = crypto.getRandomValues(new Uint8Array(spanBytes));
    this.#open = { context, span, startMs: now() };
    const own = new Uint8Array(traceBytes + spanBytes);
    own.set(context.subarray(0, traceBytes));
    own.set(span, traceBytes);
    return own;
  }

  /** The app has ended with it, or has answered it. */
  ended(): void {
    if (this.#open === undefined) return;
    const { context, span, startMs } = this.#open;
    this.#open = undefined;
    this.#control.send({ type: "span", context, span, startMs, endMs: now() });
  }
}

function now(): number {
  return performance.timeOrigin + performance.now();
}
