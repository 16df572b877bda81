import type { AppMessage } from "@flotilla/protocol";
import { attach } from "@flotilla/protocol/testing";
import type { Page } from "@flotilla/sdk";
import { expect, jest, test } from "@jest/globals";
import { Checkpoints } from "./checkpoints.ts";
import { Departure } from "./departure.ts";
import type { Attachment, HeldSession } from "./held-session.ts";
import { SessionTable } from "./session-table.ts";

const claim = { ...attach, claimId: "c1" };

/** A way to a client of which only its end is of interest. */
class Way implements Attachment {
  readonly left: string[] = [];
  send(): void {}
  end(): void {}
  askMove(): void {}
  turnOut(): void {}
  refuse(): void {}
  leave(reason: string): void {
    this.left.push(reason);
  }
}

/** A table with one session that has been opened, and what its program was told. */
async function open() {
  const told: string[] = [];
  const over: string[] = [];
  const sent: AppMessage[] = [];
  const main = (page: Page): void => {
    told.push("main");
    page.onConnect = () => void told.push("connect");
    page.onDisconnect = (e) => void told.push(`disconnect ${e.data}`);
    page.onClose = (e) => void told.push(`close ${e.data}`);
  };
  const table = new SessionTable({
    definition: { main, options: {} },
    threads: { start: () => Promise.reject(new Error("no threads")) },
    capacity: 10,
    hooksOf: () => ({ publish: () => {}, log: () => {}, crashed: () => {} }),
    checkpoints: new Checkpoints(
      {
        send: (message) => void sent.push(message),
        together: (run) => run(),
        flushed: async () => {},
        isFlushed: true,
      },
      {},
    ),
    onCount: () => {},
    onOver: ({ id, epoch }) => over.push(`${id} ${epoch}`),
    onRefused: (error) => told.push(String(error)),
  });
  const way = new Way();
  const session = table.open({ ...claim, ttlMs: 60_000 }, way);
  if (session === undefined) throw new Error("there is room");
  await new Promise((resolve) => setImmediate(resolve));
  return {
    ...{ told, over, sent, table, way, session },
    async [Symbol.asyncDispose]() {
      await table.endAll("host");
    },
  };
}

function standStill(session: HeldSession): void {
  session.departure = new Departure("same", "placed");
  session.departure.enter("still");
}

test("a client that leaves and comes while its session stands still has left, then come", async () => {
  await using held = await open();
  const { session, table, told, way } = held;
  standStill(session);
  table.detach(session, way, "lost");
  const next = new Way();
  table.attach(claim, next);
  expect(told).toEqual(["main"]);
  table.goOn(session);
  expect(told).toEqual(["main", "disconnect lost", "connect"]);
  expect(session.attachment).toBe(next);
});

test("one that is replaced while its session stands still has left too", async () => {
  await using held = await open();
  const { session, table, told, way } = held;
  standStill(session);
  table.attach(claim, new Way());
  table.goOn(session);
  expect(way.left).toEqual(["replaced"]);
  expect(told).toEqual(["main", "disconnect replaced", "connect"]);
});

test("one that has come and gone again while its session stood still is told of once", async () => {
  await using held = await open();
  const { session, table, told, way } = held;
  standStill(session);
  table.detach(session, way, "lost");
  const next = new Way();
  table.attach(claim, next);
  table.detach(session, next, "closed");
  table.goOn(session);
  expect(told).toEqual(["main", "disconnect closed"]);
  await table.close(session, "expired");
  expect(told.slice(2)).toEqual(["close expired"]);
});

test("a client whose session comes back from a refused move is not told of", async () => {
  await using held = await open();
  const { session, table, told, way } = held;
  standStill(session);
  session.departure?.enter("left");
  way.leave("moved");
  session.attachment = undefined;
  table.attach({ ...claim, epoch: 2, claimId: "c2", isStaying: true }, new Way());
  expect(told).toEqual(["main"]);
});

test("a session that has been claimed again since is not begun under the older claim that comes late", async () => {
  await using held = await open();
  const { session, table, told } = held;
  table.attach({ ...claim, epoch: 3, claimId: "c3" }, new Way());
  expect(
    table.open({ ...claim, epoch: 2, claimId: "c2", ttlMs: 60_000 }, new Way()),
  ).toBeUndefined();
  expect(table.get(claim.sessionId)).toBe(session);
  expect(told.filter((what) => what === "main")).toHaveLength(1);
});

test("a session that its app has ended while nobody was attached is over, one that was never here is not", async () => {
  await using held = await open();
  const { session, table, way } = held;
  table.detach(session, way, "lost");
  await session.app.close("done");
  expect(table.attach(claim, new Way())).toBeUndefined();
  const other = { ...claim, sessionId: "o".repeat(22) };
  expect(table.attach(other, new Way())).toBeUndefined();
  expect([claim, other].map(({ sessionId }) => table.isOver(sessionId))).toEqual([true, false]);
});

test("a session that has had another owner since begins anew when it comes back", async () => {
  await using held = await open();
  const { session, table, told, way } = held;
  table.stored({ session: session.id, n: 1, outcome: "gone" });
  expect(way.left).toEqual(["lost"]);
  const again = table.open({ ...claim, epoch: 3, claimId: "c3", ttlMs: 60_000 }, new Way());
  expect(again).not.toBe(session);
  expect(table.get(session.id)).toBe(again);
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).toEqual(["main", "disconnect lost", "main"]);
});

test("no client is attached to what another owner has had, and its end may still be told", async () => {
  await using held = await open();
  const { session, table, told } = held;
  table.stored({ session: session.id, n: 1, outcome: "gone" });
  await table.close(session, "expired");
  expect(told).toEqual(["main", "disconnect lost", "close expired"]);
  await using other = await open();
  other.table.stored({ session: other.session.id, n: 1, outcome: "gone" });
  expect(other.table.attach(claim, new Way())).toBeUndefined();
  expect([other.table.size, other.table.isOver(other.session.id)]).toEqual([0, false]);
});

test("what another owner has had is forgotten before long", async () => {
  jest.useFakeTimers({ doNotFake: ["setImmediate", "performance"] });
  try {
    await using held = await open();
    const { session, table, told } = held;
    table.stored({ session: session.id, n: 1, outcome: "gone" });
    jest.advanceTimersByTime(4_000);
    expect(table.size).toBe(1);
    jest.advanceTimersByTime(1_000);
    expect(table.size).toBe(0);
    expect(told).toEqual(["main", "disconnect lost"]);
  } finally {
    jest.useRealTimers();
  }
});

test("of a process that ends only those sessions are over which do not go on elsewhere", async () => {
  for (const goesOn of [false, true]) {
    await using held = await open();
    const { over, session, table, told } = held;
    if (goesOn) standStill(session);
    await table.endAll("host");
    expect(told).toEqual(goesOn ? ["main"] : ["main", "close host"]);
    expect(over).toEqual(goesOn ? [] : [`${claim.sessionId} 1`]);
  }
});

test("a store that has lost all is told for a while of sessions that come by earlier claims, too", async () => {
  await using held = await open();
  const { sent, table } = held;
  const records = () =>
    sent.splice(0).flatMap((message) => {
      if (message.type !== "checkpoint" || message.record === undefined) return [];
      const { session, epoch, claimId, record } = message;
      return [[session, epoch, claimId, record]];
    });
  const [first, second] = [Uint8Array.of(1), Uint8Array.of(2)];
  const late = { ...claim, sessionId: "l".repeat(22), record: first };
  const begin = async (sessionId: string) => {
    table.open({ ...late, sessionId, ttlMs: 60_000 }, new Way());
    await new Promise((resolve) => setImmediate(resolve));
  };
  await begin("e".repeat(22));
  expect(records()).toEqual([]);
  await table.reassertAll();
  expect(records()).toEqual([["e".repeat(22), 1, "c1", first]]);
  await begin(late.sessionId);
  expect(records()).toEqual([[late.sessionId, 1, "c1", first]]);
  table.attach(late, new Way());
  expect(records()).toEqual([]);
  table.attach({ ...late, epoch: 2, claimId: "c2", record: second }, new Way());
  expect(records()).toEqual([[late.sessionId, 2, "c2", second]]);
});
