import { expect, test } from "@jest/globals";
import { encode } from "../msgpack/codec.ts";
import { creditWindowBytes, maxFrameBytes } from "./limits.ts";
import { frame, LinkEnd, LinkPair, open } from "./link-pair.ts";
import { type LinkOpen, LinkType, linkVersion } from "./messages.ts";

const hello = frame(0, LinkType.hello, encode({ version: linkVersion, side: "gateway", id: "g" }));

/** An app's end that has been greeted. */
function greetedApp(): LinkEnd {
  const app = new LinkEnd("app");
  app.link.receive(hello);
  return app;
}

function sameBytes(a: unknown, b: Uint8Array): boolean {
  return a instanceof Uint8Array && Buffer.compare(a, b) === 0;
}

function numbered(length: number): Uint8Array {
  return new Uint8Array(length).map((_, i) => i * 7);
}

test("[LNK1] a frame is length, session, type and payload", () => {
  const pair = new LinkPair();
  const session = pair.open();
  pair.gateway.link.sendPacket(session, Uint8Array.of(1, 2, 3));
  expect(pair.gateway.turn()).toEqual([
    Uint8Array.of(8, 0, 0, 0, 1, 0, 0, 0, LinkType.packet, 1, 2, 3),
  ]);
});

test("[LNK1] frames may be cut anywhere", () => {
  const whole = Buffer.concat([
    hello,
    frame(70_000, LinkType.open, encode(open)),
    frame(70_000, LinkType.packet, numbered(300)),
    frame(70_000, LinkType.packet),
  ]);
  for (let cut = 1; cut < whole.length; cut++) {
    const app = new LinkEnd("app");
    app.link.receive(whole.subarray(0, cut));
    app.link.receive(whole.subarray(cut));
    expect(app.take("packet")).toEqual([numbered(300), new Uint8Array(0)]);
  }
  const app = new LinkEnd("app");
  for (const byte of whole) app.link.receive(Uint8Array.of(byte));
  expect(app.take("packet")).toEqual([numbered(300), new Uint8Array(0)]);
});

test.each([0, 4, maxFrameBytes - 3, 0x7fffffff, 0xffffffff])(
  "[LNK1] a frame of length %d is malformed, before its bytes have come",
  (length) => {
    const app = greetedApp();
    const head = frame(1, LinkType.packet);
    new DataView(head.buffer).setUint32(0, length, true);
    app.link.receive(head);
    expect(app.violation?.code).toBe("LINK_MALFORMED");
  },
);

test("[LNK2] the first frame is a hello of the other side in a version that both speak", () => {
  const greet = (value: unknown): string | undefined => {
    const app = new LinkEnd("app");
    app.link.receive(frame(0, LinkType.hello, encode(value)));
    return app.violation?.code;
  };
  expect(greet({ version: linkVersion, side: "gateway", id: "g" })).toBeUndefined();
  expect(greet({ version: linkVersion + 1, side: "gateway", id: "g" })).toBe("LINK_VERSION");
  expect(greet({ version: linkVersion, side: "app", id: "g" })).toBe("LINK_MALFORMED");
  expect(greet({ version: linkVersion, side: "gateway" })).toBe("LINK_MALFORMED");
  expect(greet(["hello"])).toBe("LINK_MALFORMED");
  const early = new LinkEnd("app");
  early.link.receive(frame(1, LinkType.open, encode(open)));
  expect(early.violation?.code).toBe("LINK_MALFORMED");
  const twice = greetedApp();
  twice.link.receive(hello);
  expect(twice.violation?.code).toBe("LINK_MALFORMED");
});

test("[LNK3] a number is used again only after both ends have ended it", () => {
  const pair = new LinkPair();
  const first = pair.open();
  pair.gateway.link.send(first, LinkType.detach, { reason: "lost" });
  expect(pair.gateway.link.allocate()).not.toBe(first);
  pair.pump();
  expect(pair.gateway.link.allocate()).toBe(first);
});

test("[LNK3] frames for sessions that are not open break the rules", () => {
  const fails = (...frames: Uint8Array[]): string | undefined => {
    const app = greetedApp();
    for (const bytes of frames) app.link.receive(bytes);
    return app.violation?.code;
  };
  const opening = frame(1, LinkType.open, encode(open));
  const packet = frame(1, LinkType.packet, Uint8Array.of(0));
  expect(fails(opening, packet)).toBeUndefined();
  expect(fails(packet)).toBe("LINK_SESSION");
  expect(fails(frame(1, LinkType.credit, new Uint8Array(4)))).toBe("LINK_SESSION");
  expect(fails(frame(1, LinkType.detach))).toBe("LINK_SESSION");
  expect(fails(opening, opening)).toBe("LINK_SESSION");
  expect(fails(frame(1, LinkType.fragment, new Uint8Array(maxFrameBytes - 9)), packet)).toBe(
    "LINK_SESSION",
  );
  expect(fails(opening, frame(1, LinkType.detach), packet)).toBe("LINK_SESSION");
  expect(fails(opening, frame(1, 9))).toBe("LINK_MALFORMED");
  expect(fails(opening, frame(1, LinkType.ping))).toBe("LINK_MALFORMED");
  expect(fails(frame(0, LinkType.packet))).toBe("LINK_MALFORMED");
});

test("[LNK3] an app process cannot open sessions", () => {
  const pair = new LinkPair();
  pair.open();
  pair.gateway.link.receive(frame(2, LinkType.open, encode(open)));
  expect(pair.gateway.violation?.code).toBe("LINK_SESSION");
});

test("[LNK4] packets of one session arrive in order, whatever their sizes", () => {
  const pair = new LinkPair();
  const session = pair.open();
  const sizes = [10, 300_000, 5, 20_000, 0, 70_000, 1];
  for (const size of sizes) pair.app.link.sendPacket(session, numbered(size));
  pair.pump();
  const packets = pair.gateway.take("packet") as Uint8Array[];
  expect(packets.map((packet) => packet.length)).toEqual(sizes);
  expect(packets.every((packet) => sameBytes(packet, numbered(packet.length)))).toBe(true);
});

test("[LNK5] an open of several megabytes comes in fragments", () => {
  const pair = new LinkPair();
  const session = pair.gateway.link.allocate();
  const parts = { m: numbered(10), "s:cart": numbered(4_000_000) };
  const restore = { parts, release: "r1", isStaying: true };
  pair.gateway.link.send(session, LinkType.open, { ...open, restore });
  pair.gateway.link.sendPacket(session, Uint8Array.of(9));
  pair.pump();
  const [, opened, packet] = pair.app.events.map(({ value }) => value);
  const { restore: got } = opened as LinkOpen;
  expect(got).toMatchObject({ release: "r1", isStaying: true });
  expect(Object.keys(got?.parts ?? {})).toEqual(["m", "s:cart"]);
  expect(sameBytes(got?.parts["s:cart"] ?? new Uint8Array(0), parts["s:cart"])).toBe(true);
  expect(packet).toEqual(Uint8Array.of(9));
});

test.each([
  ["parts that are no bytes", { restore: { parts: { m: "x" }, release: "r", isStaying: true } }],
  ["a restore without its release", { restore: { parts: {}, isStaying: true } }],
  ["a restore that is no map", { restore: Uint8Array.of(1) }],
  ["an extension without a version", { extension: {} }],
])("[LNK1] an open with %s is malformed", (_, fields) => {
  const pair = new LinkPair();
  pair.app.link.receive(pair.gateway.turn()[0] ?? new Uint8Array(0));
  pair.app.link.receive(frame(1, LinkType.open, encode({ ...open, ...fields })));
  expect(pair.app.violation?.code).toBe("LINK_MALFORMED");
});

test("[LNK6] a session whose packets are not consumed stops, the others do not", () => {
  const pair = new LinkPair();
  const slow = pair.open();
  const quick = pair.open();
  pair.gateway.holdsCredit = true;
  for (let i = 0; i < 100; i++) pair.app.link.sendPacket(slow, numbered(10_000));
  pair.pump();
  const arrived = pair.gateway.take("packet").length;
  expect(arrived).toBe(Math.ceil(creditWindowBytes / 10_000));
  expect(pair.app.link.queuedBytes(slow)).toBe((100 - arrived) * 10_000);
  pair.app.link.sendPacket(quick, Uint8Array.of(1));
  pair.pump();
  expect(pair.gateway.take("packet")).toEqual([Uint8Array.of(1)]);
  pair.gateway.holdsCredit = false;
  pair.gateway.link.consumed(slow, arrived * 10_000);
  pair.pump();
  expect(pair.gateway.take("packet").length).toBe(100 - arrived);
  expect(pair.app.link.queuedBytes(slow)).toBe(0);
});

test("[LNK6] a packet larger than the window passes, the next one waits for it", () => {
  const pair = new LinkPair();
  const session = pair.open();
  pair.gateway.holdsCredit = true;
  pair.app.link.sendPacket(session, numbered(1_000_000));
  pair.app.link.sendPacket(session, Uint8Array.of(1));
  pair.pump();
  expect((pair.gateway.take("packet") as Uint8Array[]).map(({ length }) => length)).toEqual([
    1_000_000,
  ]);
  pair.gateway.link.consumed(session, 1_000_000);
  pair.pump();
  expect(pair.gateway.take("packet")).toEqual([Uint8Array.of(1)]);
});

test("[LNK6] a peer that sends without credit, or credits too much, breaks the rules", () => {
  const greedy = new LinkPair();
  const session = greedy.open();
  greedy.gateway.holdsCredit = true;
  const packet = frame(session, LinkType.packet, numbered(60_000));
  for (let i = 0; i < 5; i++) greedy.gateway.link.receive(packet);
  expect(greedy.gateway.violation).toBeUndefined();
  greedy.gateway.link.receive(packet);
  expect(greedy.gateway.violation?.code).toBe("LINK_CREDIT");
  const generous = new LinkPair();
  generous.gateway.link.receive(frame(generous.open(), LinkType.credit, Uint8Array.of(1, 0, 0, 0)));
  expect(generous.gateway.violation?.code).toBe("LINK_CREDIT");
});

test("[LNK7] small packets pass the bulk of other sessions at once", () => {
  const pair = new LinkPair();
  const bulky = pair.open();
  const quick = pair.open();
  pair.gateway.events.length = 0;
  pair.app.link.sendPacket(bulky, numbered(8 << 20));
  let bulkTurns = 0;
  while (pair.app.link.queuedBytes(bulky) > 0) {
    pair.app.link.sendPacket(quick, Uint8Array.of(bulkTurns));
    const chunks = pair.app.turn();
    const written = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    expect(written).toBeLessThanOrEqual(2 * maxFrameBytes + 10);
    for (const chunk of chunks) pair.gateway.link.receive(chunk);
    expect(pair.gateway.events.at(bulkTurns)?.value).toEqual(Uint8Array.of(bulkTurns));
    bulkTurns++;
  }
  expect(bulkTurns).toBeGreaterThanOrEqual(64);
});

test("[LNK7] no bulk leaves before the socket has taken the last, small packets do", () => {
  const pair = new LinkPair();
  const bulky = pair.open();
  const quick = pair.open();
  pair.app.isCongested = true;
  pair.app.link.sendPacket(bulky, numbered(1 << 20));
  const first = pair.app.turn();
  expect(first.length).toBeGreaterThan(0);
  for (let i = 0; i < 5; i++) {
    pair.app.link.sendPacket(quick, Uint8Array.of(i));
    expect(pair.app.turn().map(({ length }) => length)).toEqual([10]);
  }
  pair.app.link.drained();
  expect(pair.app.turn().reduce((sum, chunk) => sum + chunk.length, 0)).toBeGreaterThan(60_000);
});

test("[LNK7] sessions with bulk take turns", () => {
  const pair = new LinkPair();
  const sessions = [pair.open(), pair.open(), pair.open()];
  for (const session of sessions) pair.app.link.sendPacket(session, numbered(1 << 20));
  pair.pump();
  const order = pair.gateway.events.filter(({ type }) => type === "packet");
  expect(order.map(({ session }) => session)).toEqual(sessions);
  expect(order.every(({ value }) => sameBytes(value, numbered(1 << 20)))).toBe(true);
});

test("[LNK8] more packets in fragments than lanes, or one over the limit, break the rules", () => {
  const part = new Uint8Array(maxFrameBytes - 9);
  const lanes = new LinkPair({ maxLanes: 2 });
  const sessions = [lanes.open(), lanes.open(), lanes.open()];
  for (const session of sessions)
    lanes.gateway.link.receive(frame(session, LinkType.fragment, part));
  expect(lanes.gateway.violation?.code).toBe("LINK_BUDGET");
  const large = new LinkPair({ maxPacketBytes: 150_000 });
  const session = large.open();
  for (let i = 0; i < 2; i++) large.gateway.link.receive(frame(session, LinkType.fragment, part));
  large.gateway.link.receive(frame(session, LinkType.packet, part));
  expect(large.gateway.violation?.code).toBe("LINK_BUDGET");
});

test("[LNK8] a fragment that does not fill its frame is malformed, so that their number is bounded", () => {
  const pair = new LinkPair();
  const session = pair.open();
  pair.gateway.link.receive(frame(session, LinkType.fragment, new Uint8Array(1)));
  expect(pair.gateway.violation?.code).toBe("LINK_MALFORMED");
});

test("[LNK6] small packets count 64 bytes more, which come back with theirs", () => {
  const pair = new LinkPair();
  const session = pair.open();
  pair.gateway.holdsCredit = true;
  for (let i = 0; i < 10_000; i++) pair.app.link.sendPacket(session, Uint8Array.of(1));
  pair.pump();
  const inWindow = Math.ceil(creditWindowBytes / 65);
  expect(pair.gateway.take("packet").length).toBe(inWindow);
  let left = 10_000 - inWindow;
  for (const bytes of [2000, inWindow - 2000]) {
    pair.gateway.link.consumed(session, bytes);
    pair.pump();
    left -= pair.gateway.take("packet").length;
  }
  for (let i = 0; i < 10 && left > 0; i++) {
    pair.gateway.link.consumed(session, 5000);
    pair.pump();
    left -= pair.gateway.take("packet").length;
  }
  expect(left).toBe(0);
});

test("[LNK8] a session that waits with too many packets is told so", () => {
  const pair = new LinkPair({ maxQueuedPackets: 100 });
  const session = pair.open();
  pair.gateway.holdsCredit = true;
  const results = Array.from({ length: 6000 }, () =>
    pair.app.link.sendPacket(session, Uint8Array.of(1)),
  );
  const queued = results.filter((result) => result === "queued").length;
  expect([queued, results.at(-1)]).toEqual([100, "full"]);
});

test("[LNK8] more bulk than lanes waits its turn", () => {
  const pair = new LinkPair({ maxLanes: 2 });
  const sessions = Array.from({ length: 9 }, () => pair.open());
  for (const session of sessions) pair.app.link.sendPacket(session, numbered(200_000));
  pair.pump();
  expect(pair.gateway.violation).toBeUndefined();
  expect(pair.gateway.take("packet").length).toBe(9);
});

test("[LNK8] a session whose queue is over its budget is told so, and nothing more is queued", () => {
  const pair = new LinkPair({ maxQueuedBytes: 1_000_000 });
  const session = pair.open();
  pair.gateway.holdsCredit = true;
  const results = Array.from({ length: 40 }, () =>
    pair.app.link.sendPacket(session, numbered(50_000)),
  );
  expect(results.slice(0, 20).every((result) => result === "queued")).toBe(true);
  expect(results.slice(20).every((result) => result === "full")).toBe(true);
  expect(() => pair.app.link.sendPacket(session, new Uint8Array(33 << 20))).toThrow(
    expect.objectContaining({ code: "PACKET_TOO_BIG" }),
  );
});

test("[LNK8] a peer that reads nothing ends the link", () => {
  const pair = new LinkPair({ maxUnsentBytes: 100_000 });
  const session = pair.open();
  pair.app.isCongested = true;
  for (let i = 0; i < 20 && pair.app.violation === undefined; i++) {
    pair.app.link.sendPacket(session, numbered(10_000));
    pair.app.turn();
  }
  expect(pair.app.violation?.code).toBe("LINK_STALLED");
  expect(pair.app.link.sendPacket(session, Uint8Array.of(1))).toBe("gone");
});

test("[LNK9] a detach is confirmed and frees the number on both ends", () => {
  const pair = new LinkPair();
  const session = pair.open();
  pair.gateway.link.send(session, LinkType.detach, { reason: "lost" });
  pair.pump();
  expect(pair.app.take("detach")).toEqual([{ reason: "lost" }]);
  expect(pair.gateway.take("detach")).toEqual([undefined]);
  expect([pair.gateway.link.sessionCount, pair.app.link.sessionCount]).toEqual([0, 0]);
  expect(pair.app.link.sendPacket(session, Uint8Array.of(1))).toBe("gone");
});

test("[LNK9] an app's close arrives after its last packets and is confirmed", () => {
  const pair = new LinkPair();
  const session = pair.open();
  pair.gateway.events.length = 0;
  pair.app.link.sendPacket(session, numbered(200_000));
  pair.app.link.send(session, LinkType.close, { reason: "app", code: 1000 });
  expect(pair.app.link.sendPacket(session, Uint8Array.of(1))).toBe("gone");
  pair.pump();
  expect(pair.gateway.events.map(({ type }) => type)).toEqual(["packet", "close"]);
  expect([pair.gateway.link.sessionCount, pair.app.link.sessionCount]).toEqual([0, 0]);
});

test("[LNK9] ends that cross free the number once", () => {
  const pair = new LinkPair();
  const session = pair.open();
  pair.gateway.link.send(session, LinkType.detach, { reason: "lost" });
  pair.app.link.send(session, LinkType.close, { reason: "app" });
  pair.pump();
  expect([pair.gateway.link.sessionCount, pair.app.link.sessionCount]).toEqual([0, 0]);
  expect([pair.gateway.link.allocate(), pair.gateway.link.allocate()]).toEqual([session, 2]);
});

test("[LNK9] what waits for an ended session is dropped, and its lane is free", () => {
  const pair = new LinkPair({ maxLanes: 1 });
  const ended = pair.open();
  const other = pair.open();
  pair.app.link.sendPacket(ended, numbered(8 << 20));
  for (const chunk of pair.app.turn()) pair.gateway.link.receive(chunk);
  pair.gateway.link.send(ended, LinkType.detach, { reason: "lost" });
  pair.app.link.sendPacket(other, numbered(300_000));
  pair.pump();
  expect(pair.gateway.violation).toBeUndefined();
  expect((pair.gateway.take("packet") as Uint8Array[]).map(({ length }) => length)).toEqual([
    300_000,
  ]);
  expect(pair.gateway.link.sessionCount).toBe(1);
});

test("[LNK9] a close on session 0 names a session without a number", () => {
  const pair = new LinkPair();
  pair.gateway.link.send(0, LinkType.close, { reason: "expired", sessionId: "x", epoch: 3 });
  pair.pump();
  expect(pair.app.take("close")).toEqual([{ reason: "expired", sessionId: "x", epoch: 3 }]);
});

test("[LNK10] a ping comes back with its bytes", () => {
  const pair = new LinkPair();
  const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
  pair.pump();
  pair.gateway.link.ping(bytes);
  pair.pump();
  expect(pair.gateway.take("ping")).toEqual([bytes]);
  expect(pair.app.take("ping")).toEqual([]);
  pair.app.link.receive(frame(0, LinkType.ping, bytes));
  expect(pair.app.violation?.code).toBe("LINK_MALFORMED");
});

test("[LNK11] all frames of one turn leave in one write", () => {
  const pair = new LinkPair();
  const sessions = Array.from({ length: 50 }, () => pair.open());
  for (const session of sessions) pair.app.link.sendPacket(session, numbered(31));
  expect(pair.app.turns.length).toBe(1);
  expect(pair.app.turn().map(({ length }) => length)).toEqual([50 * 40]);
});

test("[LNK11] memory that the socket still needs is not written over", () => {
  const pair = new LinkPair();
  const session = pair.open();
  pair.app.isCongested = true;
  const held: Uint8Array[] = [];
  for (let i = 0; i < 30; i++) {
    pair.app.link.sendPacket(session, new Uint8Array(5000).fill(i));
    held.push(...pair.app.turn());
  }
  for (const chunk of held) pair.gateway.link.receive(chunk);
  const packets = pair.gateway.take("packet") as Uint8Array[];
  expect(packets.length).toBe(30);
  expect(packets.every((packet, i) => packet.every((byte) => byte === i))).toBe(true);
});

test("[LNK12] after a violation nothing is taken or sent", () => {
  const app = greetedApp();
  app.turn();
  const opening = frame(1, LinkType.open, encode(open));
  app.link.receive(Buffer.concat([opening, frame(1, 77), frame(1, LinkType.packet)]));
  app.link.receive(frame(1, LinkType.packet));
  expect(app.violation?.code).toBe("LINK_MALFORMED");
  expect(app.take("packet")).toEqual([]);
  app.link.ping(new Uint8Array(8));
  expect(app.turn()).toEqual([]);
});

test("[LNK17] a session's new record goes to the app on session 0, and nowhere else", () => {
  const pair = new LinkPair();
  const record = { sessionId: "s", epoch: 2, record: Uint8Array.of(1, 2) };
  pair.pump(); // the hellos: older peers are sent none
  pair.gateway.link.send(0, LinkType.record, record);
  pair.pump();
  expect(pair.app.take("record")).toEqual([record]);
  pair.app.link.send(0, LinkType.record, record);
  pair.pump();
  expect(pair.gateway.violation?.code).toBe("LINK_MALFORMED");
});

test("[LNK13] an answer to a sign-in goes to the app on session 0, and nowhere else", () => {
  const pair = new LinkPair();
  const login = { sessionId: "s", epoch: 2, state: "x", code: "c", issuer: "https://issuer.test" };
  pair.gateway.link.send(0, LinkType.login, login);
  pair.pump();
  expect(pair.app.take("login")).toEqual([login]);
  const app = greetedApp();
  app.link.receive(frame(0, LinkType.login, encode({ sessionId: "s", epoch: 2 })));
  expect(app.violation?.code).toBe("LINK_MALFORMED");
  pair.app.link.send(0, LinkType.login, login);
  pair.pump();
  expect(pair.gateway.violation?.code).toBe("LINK_MALFORMED");
});
