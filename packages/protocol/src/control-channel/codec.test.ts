import { expect, test } from "@jest/globals";
import { checkpointBytes, maxCheckpointBytes } from "../checkpoint.ts";
import { encode } from "../msgpack/codec.ts";
import { encodeControl, maxControlBytes, readAppMessages, readWorkerMessages } from "./codec.ts";
import type { AppMessage, WorkerMessage } from "./messages.ts";

const fromWorker: WorkerMessage[] = [
  {
    type: "start",
    team: "t",
    app: "a",
    release: "r",
    bundle: "/b/main.mjs",
    sdk: "/b/sdk.mjs",
    scratch: "/scratch",
    assetsDir: "/b/assets",
    limits: { sessions: 500, eventTimeoutMs: 30_000 },
    settings: { title: "x" },
  },
  { type: "drain", deadlineMs: 5 },
  { type: "stop" },
  { type: "move" },
  { type: "stored", session: "s", n: 7, outcome: "stored" },
  { type: "lease", until: 12_345.5 },
  { type: "ping", n: 1 },
  { type: "response", n: 1, status: 200, headers: {}, body: Uint8Array.of(1) },
  {
    type: "response",
    n: 1,
    status: 0,
    headers: {},
    body: new Uint8Array(),
    error: "refused",
    code: "EGRESS_REFUSED",
  },
  { type: "login", n: 2 },
  { type: "published", topic: null, payload: Uint8Array.of(1), from: "s" },
];

const fromApp: AppMessage[] = [
  { type: "hello", pid: 5, runtime: "node", version: "26", sdkVersion: "0.1.0" },
  { type: "ready", importMs: 3.5 },
  { type: "failed", message: "m", stack: "s" },
  { type: "pong", n: 1, sessions: 2, rss: 3, lagMs: 0.5 },
  { type: "sessions", count: 4 },
  {
    type: "request",
    n: 1,
    url: "https://a.test/",
    method: "POST",
    headers: { a: "b" },
    body: Uint8Array.of(1),
  },
  { type: "login", n: 2, session: "s", state: "x", completeRoute: "/a" },
  { type: "publish", topic: "t", payload: new Uint8Array(70_000), from: "s" },
  { type: "page", route: "/a", isPersonal: false, packets: Uint8Array.of(0x90) },
  { type: "over", session: "s", epoch: 2 },
  { type: "crashed", session: "h", message: "m", stack: "s" },
  {
    type: "span",
    context: new Uint8Array(24).fill(1),
    span: new Uint8Array(8).fill(2),
    startMs: 1.5,
    endMs: 2.5,
  },
  {
    type: "checkpoint",
    session: "s",
    epoch: 2,
    claimId: "c",
    n: 7,
    parts: { m: Uint8Array.of(1), "s:cart": null },
    whole: false,
  },
];

function framed(value: unknown, length?: number): Uint8Array {
  const body = encode(value);
  const frame = new Uint8Array(4 + body.length);
  new DataView(frame.buffer).setUint32(0, length ?? body.length, true);
  frame.set(body, 4);
  return frame;
}

test("[CTL1] messages cross in both directions, cut anywhere", () => {
  for (const size of [1, 3, 4, 5, 1000, 1_000_000]) {
    const got: unknown[] = [];
    const reader =
      size % 2 ? readAppMessages((m) => got.push(m)) : readWorkerMessages((m) => got.push(m));
    const sent = size % 2 ? fromApp : fromWorker;
    const bytes = Buffer.concat(sent.map(encodeControl));
    const chunk = new Uint8Array(size);
    for (let at = 0; at < bytes.length; at += size) {
      const part = bytes.subarray(at, at + size);
      chunk.set(part); // the same memory each time, as a socket with one buffer has it
      reader.receive(chunk.subarray(0, part.length));
    }
    expect(got).toEqual(sent);
  }
});

test.each([
  ["an unknown type", { type: "explode" }],
  ["a type of the other direction", { type: "stop" }],
  ["the name of an object's method as type", { type: "toString" }],
  ["no type", { n: 1 }],
  ["no map", ["pong"]],
  ["a missing field", { type: "pong", n: 1, sessions: 1, rss: 1 }],
  ["a field of a wrong type", { type: "sessions", count: "4" }],
  ["a number that is none", { type: "pong", n: 1, sessions: 1, rss: 1, lagMs: Number.NaN }],
  ["text for bytes", { type: "publish", topic: null, payload: "x", from: "s" }],
  [
    "text for a part",
    {
      type: "checkpoint",
      session: "s",
      epoch: 1,
      claimId: "c",
      n: 1,
      parts: { m: "x" },
      whole: true,
    },
  ],
])("[CTL2] %s is malformed", (_, value) => {
  const reader = readAppMessages(() => undefined);
  expect(() => reader.receive(framed(value))).toThrow(
    expect.objectContaining({ code: "CONTROL_MALFORMED" }),
  );
});

test("[CTL3] a length of zero, over 6 MiB, or with broken bytes behind it is malformed", () => {
  for (const bytes of [
    framed(1, 0),
    framed(1, maxControlBytes + 1),
    Uint8Array.of(1, 0, 0, 0, 0xc1),
  ])
    expect(() => readAppMessages(() => undefined).receive(bytes)).toThrow(
      expect.objectContaining({ code: "CONTROL_MALFORMED" }),
    );
  const payload = new Uint8Array(maxControlBytes);
  expect(() => encodeControl({ type: "publish", topic: null, payload, from: "s" })).toThrow(
    expect.objectContaining({ code: "CONTROL_MALFORMED" }),
  );
});

test("[CTL3] a checkpoint of the greatest size fits, whatever its parts", () => {
  const one = { m: new Uint8Array(maxCheckpointBytes - 1) };
  const names = Array.from({ length: 40_000 }, (_, i) => `c:${i}`);
  const size = Math.floor(maxCheckpointBytes / names.length) - 8;
  const many = Object.fromEntries(names.map((name) => [name, new Uint8Array(size)]));
  for (const parts of [one, many]) {
    expect(checkpointBytes(parts)).toBeLessThanOrEqual(maxCheckpointBytes);
    const got: AppMessage[] = [];
    const message = { session: "s", epoch: 1, claimId: "c", n: 1, parts, whole: true };
    readAppMessages((m) => got.push(m)).receive(encodeControl({ type: "checkpoint", ...message }));
    expect(got).toHaveLength(1);
  }
});
