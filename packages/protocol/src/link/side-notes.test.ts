import { expect, test } from "@jest/globals";
import { creditWindowBytes } from "./limits.ts";
import { frame, LinkPair } from "./link-pair.ts";
import { LinkType } from "./messages.ts";

const context = Uint8Array.from({ length: 24 }, (_, i) => i);

test("[LNK14] traces and timings arrive in front of the packets that they tell of, also where those wait", () => {
  const pair = new LinkPair();
  const session = pair.open();
  pair.app.events.length = 0;
  pair.gateway.link.sendTrace(session, context);
  pair.gateway.link.sendPacket(session, Uint8Array.of(1));
  pair.pump();
  expect(pair.app.events.splice(0)).toEqual([
    { type: "trace", session, value: context },
    { type: "packet", session, value: Uint8Array.of(1) },
  ]);
  const large = new Uint8Array(creditWindowBytes);
  pair.gateway.events.length = 0;
  pair.app.link.sendTiming(session, 1_500);
  pair.app.link.sendPacket(session, large);
  pair.app.link.sendTiming(session, 2 ** 40);
  pair.app.link.sendPacket(session, Uint8Array.of(2));
  pair.pump();
  const got = pair.gateway.events.map(({ type, value }) => (type === "timing" ? value : type));
  expect(got).toEqual([1_500, "packet", 2 ** 32 - 1, "packet"]);
});

test("[LNK14] a trace from the app, a timing from the gateway and those of another length end the link", () => {
  for (const [side, type, length] of [
    ["gateway", LinkType.trace, 24],
    ["gateway", LinkType.timing, 5],
    ["app", LinkType.timing, 4],
    ["app", LinkType.trace, 23],
  ] as const) {
    const pair = new LinkPair();
    const session = pair.open();
    pair[side].link.receive(frame(session, type, new Uint8Array(length)));
    expect(pair[side].violation?.code).toBe("LINK_MALFORMED");
  }
});

test("both ends of a link count the same frames and bytes, and the time in which a socket takes nothing", () => {
  const pair = new LinkPair();
  const session = pair.open();
  pair.gateway.link.sendPacket(session, new Uint8Array(100));
  pair.pump();
  const { gateway, app } = pair;
  expect(gateway.tally.framesOut).toEqual(app.tally.framesIn);
  expect(gateway.tally.bytesOut).toEqual(app.tally.bytesIn);
  expect(app.tally.framesIn[LinkType.packet]).toBe(1);
  expect(app.tally.bytesIn[LinkType.packet]).toBe(109);
  expect(gateway.tally.stalledMs).toBe(0);
  gateway.isCongested = true;
  gateway.link.sendPacket(session, new Uint8Array(100));
  gateway.turn();
  gateway.link.drained();
  expect(gateway.tally.stalledMs).toBeGreaterThan(0);
});
