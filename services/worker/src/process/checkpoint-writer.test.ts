import type { CheckpointMessage, StoredOutcome } from "@flotilla/protocol";
import { FlotillaError } from "@flotilla/protocol";
import { createMemoryStore, type Store } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import { CheckpointWriter } from "./checkpoint-writer.ts";

const fence = { epoch: 1, claimId: "c" };
const one = Uint8Array.of(1);
const two = Uint8Array.of(2);

/** A writer on a real store whose writes wait until the test lets them through. */
class Bench {
  readonly store: Store = createMemoryStore();
  readonly outcomes: { session: string; n: number; outcome: StoredOutcome }[] = [];
  readonly pressure: boolean[] = [];
  readonly failures: unknown[] = [];
  /** What the next writes fail with. */
  readonly errors: Error[] = [];
  writes = 0;
  readonly #gates: (() => void)[] = [];
  readonly writer = new CheckpointWriter({
    write: async (id, at, checkpoint) => {
      this.writes += 1;
      await new Promise<void>((resolve) => this.#gates.push(resolve));
      const error = this.errors.shift();
      if (error !== undefined) throw error;
      const outcome = await this.store.sessions.checkpoint(id, at, checkpoint);
      return outcome === "unknown" ? "gone" : outcome;
    },
    onOutcome: (session, n, outcome) => this.outcomes.push({ session, n, outcome }),
    onPressure: (isFull) => this.pressure.push(isFull),
    onFailed: (error) => this.failures.push(error),
    retryMs: [1, 1],
  });

  async session(id: string): Promise<void> {
    await this.store.sessions.create({
      id,
      team: "t",
      app: "a",
      release: "r1",
      state: "attached",
      owner: { workerId: "w", processId: "p", socketPath: "/p" },
      ...fence,
      connection: null,
      client: { ip: "192.0.2.1", userAgent: "test" },
      secretHash: null,
      ttlMs: 1_000,
    });
  }

  take(session: string, n: number, fields: Partial<CheckpointMessage>): void {
    const base = { type: "checkpoint", session, ...fence, n, parts: {}, whole: false } as const;
    this.writer.take({ ...base, ...fields });
  }

  /** Lets writes through until all is settled. */
  async finish(): Promise<void> {
    let isDone = false;
    const done = this.writer.settled().then(() => {
      isDone = true;
    });
    while (!isDone) {
      for (const open of this.#gates.splice(0)) open();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await done;
  }

  async kept(id: string): Promise<unknown> {
    return (await this.store.sessions.kept(id))?.parts;
  }
}

test("checkpoints that wait for the store become one, which leaves the same behind", async () => {
  const bench = new Bench();
  await bench.session("s");
  bench.take("s", 1, { parts: { m: one, x: one } });
  bench.take("s", 2, { parts: { x: null, y: one } });
  bench.take("s", 3, { parts: { y: two } });
  await bench.finish();
  expect(await bench.kept("s")).toEqual({ m: one, y: two });
  expect(bench.writes).toBe(2);
  expect(bench.outcomes).toEqual([
    { session: "s", n: 1, outcome: "stored" },
    { session: "s", n: 3, outcome: "stored" },
  ]);
});

test("a whole one that waits stays whole, and replaces what waits before it", async () => {
  const bench = new Bench();
  await bench.session("s");
  bench.take("s", 1, { parts: { m: one, old: one } });
  bench.take("s", 2, { parts: { lost: one } });
  bench.take("s", 3, { parts: { m: two, x: one }, whole: true });
  bench.take("s", 4, { parts: { x: null, y: one } });
  await bench.finish();
  expect(await bench.kept("s")).toEqual({ m: two, y: one });
  expect(bench.outcomes.map(({ n }) => n)).toEqual([1, 4]);
});

test("sessions do not wait for each other", async () => {
  const bench = new Bench();
  for (const id of ["a", "b"]) await bench.session(id);
  bench.take("a", 1, { parts: { m: one } });
  bench.take("b", 1, { parts: { m: two } });
  expect(bench.writes).toBe(2);
  await bench.finish();
  expect([await bench.kept("a"), await bench.kept("b")]).toEqual([{ m: one }, { m: two }]);
});

test("a checkpoint under an old claim is gone, and does not mix with that of a newer one", async () => {
  const bench = new Bench();
  await bench.session("s");
  bench.take("s", 1, { parts: { m: one } });
  bench.take("s", 2, { parts: { stale: one }, epoch: 7 });
  bench.take("s", 3, { parts: { x: one } });
  await bench.finish();
  expect(await bench.kept("s")).toEqual({ m: one, x: one });
  bench.take("s", 4, { parts: { m: two }, claimId: "other" });
  bench.take("nobody", 1, { parts: { m: two } });
  await bench.finish();
  expect(bench.outcomes.slice(-2).map(({ outcome }) => outcome)).toEqual(["gone", "gone"]);
  expect(await bench.kept("s")).toEqual({ m: one, x: one });
});

test("a store that fails for a moment is tried again, one that refuses is not", async () => {
  const bench = new Bench();
  await bench.session("s");
  bench.errors.push(new Error("away"), new Error("away"));
  bench.take("s", 1, { parts: { m: one } });
  await bench.finish();
  expect([bench.writes, bench.outcomes.at(-1)?.outcome]).toEqual([3, "stored"]);
  bench.errors.push(new FlotillaError("STATE_TOO_BIG", "too big"));
  bench.take("s", 2, { parts: { m: two } });
  await bench.finish();
  expect([bench.writes, bench.outcomes.at(-1)?.outcome]).toEqual([4, "failed"]);
  bench.errors.push(new Error("away"), new Error("away"), new Error("gone for good"));
  bench.take("s", 3, { parts: { m: two } });
  await bench.finish();
  expect(bench.outcomes.at(-1)).toEqual({ session: "s", n: 3, outcome: "failed" });
  expect(bench.failures.map(String)).toEqual(["FlotillaError: too big", "Error: gone for good"]);
  expect(await bench.kept("s")).toEqual({ m: one });
});

test("a slow store stops the app's channel before memory fills, and lets it go on later", async () => {
  const bench = new Bench();
  const large = new Uint8Array(3 * 2 ** 20);
  for (let i = 0; i < 6; i++) {
    await bench.session(`s${i}`);
    bench.take(`s${i}`, 1, { parts: { m: large } });
    bench.take(`s${i}`, 2, { parts: { m: one } });
    bench.take(`s${i}`, 3, { parts: { m: one } });
  }
  expect(bench.pressure).toEqual([true]);
  await bench.finish();
  expect(bench.pressure).toEqual([true, false]);
  expect(bench.writer.heldBytes).toBe(0);
});
