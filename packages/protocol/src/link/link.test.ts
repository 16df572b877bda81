import { expect, test } from "@jest/globals";
import { encode } from "../msgpack/codec.ts";
import { maxFrameBytes } from "./limits.ts";
import { frame, LinkEnd, LinkPair, open } from "./link-pair.ts";
import { greetedApp, hello, numbered, sameBytes } from "./link-samples.ts";
import { type LinkOpen, LinkType, linkVersion } from "./messages.ts";

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
