import { createMemoryStore, ManualClock } from "@flotilla/store";
import { beforeEach, expect, test } from "@jest/globals";
import { WorkerWatch } from "./worker-watch.ts";

const clock = new ManualClock();
let steady: number;
let events: string[];
let isStoreAway: boolean;
let linked: string[];
let store = createMemoryStore({ clock });
let watch: WorkerWatch;

beforeEach(() => {
  steady = 0;
  events = [];
  isStoreAway = false;
  linked = ["w1", "w2"];
  store = createMemoryStore({ clock });
  watch = new WorkerWatch({
    leaseMs: 10_000,
    nodes: {
      list: (kind) =>
        isStoreAway ? Promise.reject(new Error("the store is away")) : store.nodes.list(kind),
    },
    linked: () => linked,
    onLost: (id) => events.push(`lost ${id}`),
    time: () => ({ steady, wall: clock.now() }),
  });
});

async function renew(id: string): Promise<void> {
  const node = { kind: "worker", id, internalUrl: "http://w", state: "ready", load: 0 } as const;
  await store.nodes.register(node, 10_000);
}

/** Seconds pass, with a check in each; the workers named renew their leases meanwhile. */
async function pass(seconds: number, ...alive: readonly string[]): Promise<void> {
  for (let n = 0; n < seconds; n++) {
    steady += 1_000;
    clock.advance(1_000);
    for (const id of alive) await renew(id);
    await watch.check().catch(() => {});
  }
}

test("a worker that renews is never lost", async () => {
  await pass(60, "w1", "w2");
  expect(events).toEqual([]);
});

test("a worker that falls silent is lost when its lease has ended, once, and is back when it renews", async () => {
  await pass(20, "w1", "w2");
  await pass(9, "w2");
  expect(events).toEqual([]);
  await pass(3, "w2");
  expect(events).toEqual(["lost w1"]);
  linked = ["w2"]; // its links are closed
  await pass(30, "w2");
  expect([events, watch.isLost("w1")]).toEqual([["lost w1"], true]);
  await pass(1, "w1", "w2");
  expect([events, watch.isLost("w1")]).toEqual([["lost w1"], false]);
});

test("a worker that was never there is nobody's loss", async () => {
  await pass(40, "w2");
  expect(events).toEqual([]);
});

test("how long the store has answered counts from the end of its last outage", async () => {
  await pass(9, "w1", "w2");
  expect(watch.steadyMs).toBe(8_000);
  isStoreAway = true;
  await pass(1);
  expect(watch.steadyMs).toBe(0);
  isStoreAway = false;
  expect(watch.steadyMs).toBe(0);
  await pass(4, "w1", "w2");
  expect(watch.steadyMs).toBe(3_000);
  steady += 6_000; // without a check
  expect(watch.steadyMs).toBe(0);
});

test("after an outage of the store workers have time to register again", async () => {
  await pass(20, "w1", "w2");
  isStoreAway = true;
  await pass(30);
  isStoreAway = false;
  await pass(3); // all leases have ended
  await pass(20, "w1");
  expect(events).toEqual(["lost w2"]);
});

test("a wall clock that jumps ends leases, and nothing is concluded from it", async () => {
  await pass(20, "w1", "w2");
  clock.advance(3_600_000);
  await pass(3);
  await pass(20, "w1", "w2");
  expect(events).toEqual([]);
});

test("a process that was held up itself waits before it judges", async () => {
  await pass(20, "w1", "w2");
  steady += 60_000;
  clock.advance(60_000);
  await pass(3);
  await pass(20, "w1", "w2");
  expect(events).toEqual([]);
});
