import { readdir } from "node:fs/promises";
import process from "node:process";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "@jest/globals";
import { eventually, OpenGateway } from "./testing/open-gateway.ts";
import { TestClient } from "./testing/test-client.ts";

const minutes = Number(process.env.FLOTILLA_TEST_SOAK_MINUTES ?? 0.1);
const atOnce = 20;
const maxBytesPerMinute = 2 ** 20;
/** What the heap of a short run may differ by anyhow: lazily compiled code and caches. */
const slackBytes = 2 * 2 ** 20;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Bytes that are in use when all that can go has gone. */
async function heapBytes(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
  return process.memoryUsage().heapUsed;
}

const descriptors = async (): Promise<number> => (await readdir("/proc/self/fd")).length;

test(
  "[FM-23] sessions that come and go leave neither memory nor descriptors behind",
  async () => {
    const limits = { connectionsPerAddress: 1_000, registrationsPerMinute: 1e9 };
    await using opened = await OpenGateway.start({ limits, capacity: 1e9 });
    const { app, store, ws } = opened;
    const round = async (): Promise<void> => {
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          using client = await TestClient.register(ws);
          await client.click();
          await client.close();
        }),
      );
      await eventually(async () => {
        expect(await store.sessions.count({ state: "attached" })).toBe(0);
      });
      opened.clock.advance(3_600_001); // their deadlines are over
      await store.processes.renew(["p1"], 86_400_000); // as its worker would have done all the time
      await eventually(async () => expect(await store.sessions.count({})).toBe(0));
      app.journal.length = 0;
      app.sessions.clear();
    };
    const run = async (ms: number): Promise<number> => {
      let rounds = 0;
      for (const end = performance.now() + ms; performance.now() < end; rounds++) await round();
      return rounds;
    };
    await run(minutes * 15_000); // code is compiled, pools are filled
    const before = { heap: await heapBytes(), fds: await descriptors() };
    expect(await run(minutes * 60_000)).toBeGreaterThan(0);
    await eventually(async () => expect(await descriptors()).toBeLessThanOrEqual(before.fds));
    const grown = (await heapBytes()) - before.heap;
    expect(grown).toBeLessThan(maxBytesPerMinute * minutes + slackBytes);
  },
  minutes * 120_000 + 60_000,
);
