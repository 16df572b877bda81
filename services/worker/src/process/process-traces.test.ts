import type { SpanFacts } from "@flotilla/service-kit";
import { Tracing } from "@flotilla/service-kit";
import { expect, test } from "@jest/globals";
import { ProcessTraces } from "./process-traces.ts";

/** Keeps spans instead of sending them. */
class KeptSpans extends Tracing {
  readonly spans: SpanFacts[] = [];

  constructor() {
    super({ endpoint: "http://127.0.0.1:9", ratio: 1, service: "test", onError: () => {} });
  }

  override add(span: SpanFacts): void {
    this.spans.push(span);
  }
}

const context = new Uint8Array(24).fill(0x11);
const span = new Uint8Array(8).fill(0x22);
const message = { type: "span", context, span, startMs: 1, endMs: 2 } as const;

test("what an app tells of traces is taken within bounds, under its own name", () => {
  const tracing = new KeptSpans();
  const traces = new ProcessTraces(tracing, { "flotilla.app": "counter" });
  for (let i = 0; i < 1_000; i++) traces.told(message);
  expect(tracing.spans.length).toBeGreaterThanOrEqual(100);
  expect(tracing.spans.length).toBeLessThanOrEqual(200); // a second may end in between
  expect(tracing.spans[0]).toMatchObject({
    name: "app",
    service: "flotilla-app",
    traceId: "11".repeat(16),
    parentId: "11".repeat(8),
    spanId: "22".repeat(8),
    attributes: { "flotilla.app": "counter" },
  });
});

test("contexts and ids of a wrong length, and those that are zero, are no spans", () => {
  const tracing = new KeptSpans();
  const traces = new ProcessTraces(tracing, {});
  traces.told({ ...message, context: new Uint8Array(23) });
  traces.told({ ...message, context: new Uint8Array(24) });
  traces.told({ ...message, span: new Uint8Array(8) });
  traces.told({ ...message, span: new Uint8Array(9).fill(1) });
  expect(tracing.spans).toEqual([]);
});

test("a checkpoint's span ends with the store's answer for it or for a later one", () => {
  const tracing = new KeptSpans();
  const traces = new ProcessTraces(tracing, {});
  const checkpoint = {
    type: "checkpoint",
    session: "s",
    epoch: 1,
    claimId: "c",
    parts: {},
    whole: false,
  } as const;
  traces.took({ ...checkpoint, n: 1 });
  traces.took({ ...checkpoint, n: 2, trace: context });
  traces.settled("s", 1, "stored");
  expect(tracing.spans).toEqual([]);
  traces.settled("s", 3, "failed");
  traces.settled("s", 4, "stored");
  expect(tracing.spans).toHaveLength(1);
  expect(tracing.spans[0]).toMatchObject({
    name: "checkpoint",
    failed: true,
    parentId: "11".repeat(8),
  });
  expect(JSON.stringify(tracing.spans)).not.toContain('"s"');
});
