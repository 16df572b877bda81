import type { AppMessage, CheckpointMessage, StoredOutcome } from "@flotilla/protocol";
import {
  decodeTraceContext,
  hashSessionId,
  makeSpanId,
  type SpanFacts,
  type Tracing,
  traceTime,
} from "@flotilla/service-kit";
import type { AppProcessOrder } from "./app-process-order.ts";

/** Spans that one app process may tell in a second: it is not trusted to tell the truth, nor to stop. */
const maxPerSecond = 100;
const maxWaiting = 100;

interface Waiting {
  readonly traceId: string;
  readonly spanId: string;
  readonly n: number;
  readonly startMs: number;
}

/** What is said of every span of an app process. */
export function traceAttributes(
  { id, team, app, release }: AppProcessOrder,
  workerId: string,
): SpanFacts["attributes"] {
  return {
    "flotilla.team": team,
    "flotilla.app": app,
    "flotilla.release": release,
    "flotilla.process": id,
    "flotilla.worker": workerId,
  };
}

/** What an app process has to tell of traces, and the keeping of what its traced inputs have changed. */
export class ProcessTraces {
  readonly #tracing: Tracing;
  readonly #attributes: SpanFacts["attributes"];
  readonly #waiting = new Map<string, Waiting>();
  #second = 0;
  #count = 0;

  constructor(tracing: Tracing, attributes: SpanFacts["attributes"]) {
    this.#tracing = tracing;
    this.#attributes = attributes;
  }

  /** The app's part of a trace. */
  told({ context, span, startMs, endMs }: Extract<AppMessage, { type: "span" }>): void {
    const parent = decodeTraceContext(context);
    const spanId = Buffer.from(span).toString("hex");
    if (parent === undefined || !/^(?!0{16})[0-9a-f]{16}$/.test(spanId) || !this.#mayTell()) return;
    this.#tracing.add({
      name: "app",
      kind: "server",
      traceId: parent.traceId,
      spanId,
      parentId: parent.spanId,
      startMs,
      endMs,
      attributes: this.#attributes,
      service: "flotilla-app",
    });
  }

  /** A checkpoint has come that may be part of a trace. */
  took({ session, n, trace }: CheckpointMessage): void {
    const parent = trace === undefined ? undefined : decodeTraceContext(trace);
    if (parent === undefined || this.#waiting.size >= maxWaiting || !this.#mayTell()) return;
    this.#waiting.set(session, { ...parent, n, startMs: traceTime() });
  }

  /** The store has answered for it, and for those before it. */
  settled(session: string, n: number, outcome: StoredOutcome): void {
    const waiting = this.#waiting.get(session);
    if (waiting === undefined || waiting.n > n) return;
    this.#waiting.delete(session);
    const { traceId, spanId, startMs } = waiting;
    this.#tracing.add({
      name: "checkpoint",
      kind: "client",
      traceId,
      spanId: makeSpanId(),
      parentId: spanId,
      startMs,
      endMs: traceTime(),
      attributes: {
        ...this.#attributes,
        "flotilla.session": hashSessionId(session),
        "flotilla.outcome": outcome,
      },
      failed: outcome === "failed",
    });
  }

  #mayTell(): boolean {
    const second = Math.floor(performance.now() / 1_000);
    if (second !== this.#second) this.#count = 0;
    this.#second = second;
    this.#count += 1;
    return this.#count <= maxPerSecond;
  }
}
