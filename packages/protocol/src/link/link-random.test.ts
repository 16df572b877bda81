import { expect, test } from "@jest/globals";
import { LinkPair } from "./link-pair.ts";
import { LinkType } from "./messages.ts";

/** Numbers that are the same in each run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  "[LNK4] seed %d: all packets cross in order, cut, congested and unconsumed as it comes",
  (seed) => {
    const random = randomFrom(seed);
    const pair = new LinkPair();
    const sizes = [0, 31, 31, 31, 400, 9000, 20_000, 70_000, 300_000];
    const expected = { gateway: new Map<number, string[]>(), app: new Map<number, string[]>() };
    const arrived = { gateway: new Map<number, string[]>(), app: new Map<number, string[]>() };
    const unconsumed: { side: "gateway" | "app"; session: number; bytes: number }[] = [];
    const sessions = Array.from({ length: 6 }, () => pair.open());
    let count = 0;
    const collect = (): void => {
      for (const side of ["gateway", "app"] as const)
        for (const { type, session, value } of pair[side].events.splice(0)) {
          if (type !== "packet") continue;
          const bytes = value as Uint8Array;
          arrived[side].set(session, [...(arrived[side].get(session) ?? []), sign(bytes)]);
          if (pair[side].holdsCredit) unconsumed.push({ side, session, bytes: bytes.length });
        }
    };
    const cross = (from: "gateway" | "app", to: "gateway" | "app"): number => {
      const chunks = pair[from].turn();
      for (const chunk of chunks)
        for (let at = 0; at < chunk.length; ) {
          const end = Math.min(chunk.length, at + 1 + random(90_000));
          pair[to].link.receive(chunk.subarray(at, end));
          at = end;
        }
      collect();
      return chunks.length;
    };
    const consume = (entry: (typeof unconsumed)[number]): void =>
      pair[entry.side].link.consumed(entry.session, entry.bytes);
    for (let step = 0; step < 400; step++) {
      const [from, to] =
        random(2) === 0 ? (["gateway", "app"] as const) : (["app", "gateway"] as const);
      const session = sessions[random(sessions.length)] ?? 0;
      const packet = new Uint8Array(sizes[random(sizes.length)] ?? 0).fill(count++);
      if (random(3) > 0 && pair[from].link.sendPacket(session, packet) !== "full")
        expected[to].set(session, [...(expected[to].get(session) ?? []), sign(packet)]);
      pair[from].isCongested = random(3) === 0;
      if (random(4) > 0) cross(from, to);
      if (!pair[from].isCongested) pair[from].link.drained();
      pair[to].holdsCredit = random(2) === 0;
      if (random(3) === 0) for (const entry of unconsumed.splice(0)) consume(entry);
    }
    pair.gateway.holdsCredit = pair.app.holdsCredit = false;
    pair.gateway.isCongested = pair.app.isCongested = false;
    for (let isBusy = true; isBusy; ) {
      const waiting = unconsumed.splice(0);
      for (const entry of waiting) consume(entry);
      pair.gateway.link.drained();
      pair.app.link.drained();
      isBusy = cross("gateway", "app") + cross("app", "gateway") + waiting.length > 0;
    }
    expect(pair.gateway.violation ?? pair.app.violation).toBeUndefined();
    expect(arrived).toEqual(expected);
    for (const session of sessions)
      pair.gateway.link.send(session, LinkType.detach, { reason: "drain" });
    pair.pump();
    expect([pair.gateway.link.sessionCount, pair.app.link.sessionCount]).toEqual([0, 0]);
  },
);

function sign(bytes: Uint8Array): string {
  return `${bytes.length} of ${bytes[0] ?? "none"}, ${bytes.every((byte) => byte === bytes[0])}`;
}
