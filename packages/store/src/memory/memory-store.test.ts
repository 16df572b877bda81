import { expect, test } from "@jest/globals";
import { ManualClock } from "../clock.ts";
import {
  linesContract,
  loginsContract,
  processesContract,
  sessionsContract,
  sharedContract,
  startsContract,
  topicsContract,
} from "../contract/index.ts";
import type { OpenStore } from "../contract/open-store.ts";
import { fence, session } from "../contract/session-fixtures.ts";
import { createMemoryStore, type MemoryStoreOptions } from "./memory-store.ts";

async function open(options: MemoryStoreOptions = {}): Promise<OpenStore> {
  const clock = new ManualClock();
  const store = createMemoryStore({ clock, ...options });
  await store.start();
  return { store, clock, [Symbol.asyncDispose]: () => store.stop() };
}

sessionsContract("memory", open);
processesContract("memory", open);
startsContract("memory", open);
linesContract("memory", open);
sharedContract("memory", open);
topicsContract("memory", open);
loginsContract("memory", open);

test("what the sessions of one app keep is bounded together, and ends with them", async () => {
  await using opened = await open({ maxKeptBytesPerApp: 3_000 });
  const { sessions } = opened.store;
  for (const id of ["a", "b"]) await sessions.create(session(id));
  await sessions.create({ ...session("c"), app: "other" });
  const keep = (id: string, bytes: number) =>
    sessions.checkpoint(id, fence, { parts: { m: new Uint8Array(bytes) }, whole: false });
  expect(await keep("a", 2_000)).toBe("stored");
  for (const id of ["b", "a"])
    await expect(keep(id, 4_000)).rejects.toMatchObject({ code: "QUOTA_EXCEEDED" });
  expect((await sessions.kept("a"))?.parts.m).toHaveLength(2_000);
  expect(await sessions.kept("b")).toBeUndefined();
  expect([await keep("c", 2_000), await keep("a", 100), await keep("b", 2_000)]).toEqual([
    "stored",
    "stored",
    "stored",
  ]);
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [i, new Uint8Array(0)]));
  await expect(sessions.checkpoint("a", fence, { parts: many, whole: true })).rejects.toMatchObject(
    { code: "QUOTA_EXCEEDED" },
  );
  await sessions.close("b", fence);
  expect(await keep("a", 2_500)).toBe("stored");
});
