import { expect, test } from "@jest/globals";
import { creditWindowBytes, maxFrameBytes } from "./limits.ts";
import { frame, LinkPair } from "./link-pair.ts";
import { numbered, sameBytes } from "./link-samples.ts";
import { LinkType } from "./messages.ts";

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
