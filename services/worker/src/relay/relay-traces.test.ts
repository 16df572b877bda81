import { LinkType } from "@flotilla/protocol";
import {
  decodeTraceContext,
  encodeTraceContext,
  makeSpanId,
  makeTraceId,
  type SpanFacts,
} from "@flotilla/service-kit";
import { expect, test } from "@jest/globals";
import { RelayTraces } from "./relay-traces.ts";

const headBytes = 9;

/** A frame as links carry it. */
function frame(session: number, type: number, payload: Uint8Array = new Uint8Array()): Buffer {
  const bytes = Buffer.alloc(headBytes + payload.length);
  bytes.writeUInt32LE(headBytes - 4 + payload.length, 0);
  bytes.writeUInt32LE(session, 4);
  bytes[8] = type;
  bytes.set(payload, headBytes);
  return bytes;
}

function relay() {
  const spans: SpanFacts[] = [];
  const attributes = { "flotilla.app": "a" };
  const traces = new RelayTraces({ add: (span) => spans.push(span) }, attributes);
  const parent = { traceId: makeTraceId(), spanId: makeSpanId() };
  const traced = Buffer.concat([
    frame(7, LinkType.packet, Buffer.from("before")),
    frame(8, LinkType.trace, encodeTraceContext(parent)),
    frame(8, LinkType.packet, Buffer.from("click")),
  ]);
  return { spans, traces, parent, traced };
}

const answer = frame(8, LinkType.packet, Buffer.from("patch"));

test("a traced input is the relay's from its passing to the app's next packet; the app's part becomes its child", () => {
  const { spans, traces, parent, traced } = relay();
  const before = Buffer.from(traced);
  traces.toApp(traced);
  traces.toGateway(Buffer.concat([frame(7, LinkType.packet), frame(8, LinkType.timing)]));
  expect(spans).toEqual([]);
  traces.toGateway(answer);
  traces.toGateway(answer);
  const [span] = spans;
  expect(spans).toHaveLength(1);
  expect(span).toMatchObject({ name: "relay", traceId: parent.traceId, parentId: parent.spanId });
  expect(span?.attributes).toEqual({ "flotilla.app": "a" });
  const at = headBytes + "before".length + headBytes;
  expect(decodeTraceContext(traced.subarray(at, at + 24))).toEqual({
    traceId: parent.traceId,
    spanId: span?.spanId,
  });
  expect(traced.subarray(0, at + 16)).toEqual(before.subarray(0, at + 16));
  expect(traced.subarray(at + 24)).toEqual(before.subarray(at + 24));
});

test("wherever the bytes are cut, no other byte changes and the span is told", () => {
  for (let cut = 1; cut < headBytes * 3 + 35; cut++) {
    const { spans, traces, parent, traced } = relay();
    const before = Buffer.from(traced);
    const pieces = [Buffer.from(traced.subarray(0, cut)), Buffer.from(traced.subarray(cut))];
    for (const piece of pieces) traces.toApp(piece);
    const after = Buffer.concat(pieces);
    traces.toGateway(answer.subarray(0, cut % answer.length));
    traces.toGateway(answer.subarray(cut % answer.length));
    expect(spans.map(({ parentId }) => parentId)).toEqual([parent.spanId]);
    const at = headBytes + "before".length + headBytes + 16;
    const told = [parent.spanId, spans[0]?.spanId];
    expect(told).toContain(after.subarray(at, at + 8).toString("hex"));
    after.set(before.subarray(at, at + 8), at);
    expect(after.equals(before)).toBe(true);
  }
});

test("a client that leaves before the answer has no span, and bytes that are no frames change nothing", () => {
  const { spans, traces, traced } = relay();
  traces.toApp(traced);
  traces.toApp(frame(8, LinkType.detach));
  traces.toGateway(answer);
  const noise = Buffer.alloc(100, 0xff);
  traces.toApp(noise);
  traces.toApp(traced);
  traces.toGateway(answer);
  expect([spans, noise]).toEqual([[], Buffer.alloc(100, 0xff)]);
});
