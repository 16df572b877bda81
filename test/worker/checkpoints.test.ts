import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { encodeControl } from "@flotilla/protocol";
import { createMemoryStore, type Store, sealRecord } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import { KeepingClient } from "./keeping-client.ts";
import { press } from "./test-client.ts";
import { hasBubblewrap, isRoot, onClick, openWorld, until } from "./world.ts";

const mebibyte = 2 ** 20;
const patienceMs = 20_000;

const counting = `
import * as ft from "@flotilla/sdk";
ft.run((page) => {
  const { store } = page.session;
  store.set("clicks", store.get("clicks") ?? 0);
  const text = ft.Text(String(store.get("clicks")));
  page.add(text, ft.Button("+", { onClick: () => {
    store.set("clicks", store.get("clicks") + 1);
    text.value = String(store.get("clicks"));
  } }));
});
`;

/** A store that takes its time for checkpoints. */
function slowStore(delayMs: number): Store & { readonly written: string[] } {
  const store = createMemoryStore();
  const written: string[] = [];
  const { sessions } = store;
  const checkpoint: typeof sessions.checkpoint = async (id, fence, changes) => {
    await sleep(delayMs);
    written.push(id);
    return await sessions.checkpoint(id, fence, changes);
  };
  const slow = new Proxy(sessions, {
    get: (target, name) => {
      if (name === "checkpoint") return checkpoint;
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return { ...store, sessions: slow, written };
}

test("a process counts as dead only when all that its sessions have shown is kept, however slow the store", async () => {
  const store = slowStore(400);
  await using world = await openWorld({ maxTier: "none" }, { store });
  const run = await world.run("crew", counting);
  const clients = await Promise.all(
    Array.from({ length: 5 }, () => KeepingClient.start({ ...world, store }, run)),
  );
  for (const client of clients) {
    for (let clicks = 0; clicks <= 5; clicks++) {
      const shows = () => client.texts.includes(String(clicks)) || undefined;
      await until(shows, patienceMs, `${clicks} clicks, not ${client.texts}`);
      if (clicks < 5) client.click();
    }
  }
  process.kill(run.pid, "SIGKILL");
  expect(await world.worker.fateOf(run.id)).toEqual({ dead: true, reason: "crash" });
  for (const client of clients) {
    const record = await store.sessions.get(client.sessionId);
    expect(record).toMatchObject({ owner: null, state: "attached" });
    expect(await store.sessions.kept(client.sessionId)).toMatchObject({ release: run.release.id });
    expect(store.written.filter((id) => id === client.sessionId).length).toBeLessThan(6);
    client[Symbol.dispose]();
  }
  const written = store.written.length;
  await sleep(500);
  expect(store.written).toHaveLength(written);
});

test("[HT-LINK-1] a flood of checkpoints does not grow the worker, and keeps nothing of others' sessions", async () => {
  const maxTier = hasBubblewrap && isRoot ? "full" : "none";
  const store = slowStore(200);
  await using world = await openWorld({ maxTier }, { store });
  const victim = { id: "victim-victim-victim-v", epoch: 1, claimId: "secret" };
  const [team, app, release] = ["other", "app", "r"];
  await store.sessions.create({
    ...{ ...victim, team, app, release, state: "attached", ttlMs: 60_000, secretHash: null },
    owner: { workerId: "w", processId: "other", socketPath: "/nowhere" },
    connection: null,
    client: { ip: "192.0.2.1", userAgent: "test" },
  });
  const forged = encodeControl({
    ...{ type: "checkpoint", session: victim.id, epoch: 1, claimId: "guess", n: 1, whole: true },
    parts: { m: new Uint8Array(9) },
  });
  const large = encodeControl({
    ...{ type: "checkpoint", session: "SESSION-NUMBER-AT-HAND", epoch: 1, claimId: "c", n: 1 },
    ...{ parts: { m: new Uint8Array(mebibyte) }, whole: true },
  });
  const at = Buffer.from(large).indexOf("SESSION-NUMBER-AT-HAND");
  const head = Buffer.from(large.subarray(0, at + 22 + 200)).toString("base64");
  const code = `
    const forged = Buffer.from("${Buffer.from(forged).toString("base64")}", "base64");
    const large = Buffer.alloc(${large.length}); Buffer.from("${head}", "base64").copy(large);
    Buffer.from("${Buffer.from(large.subarray(-64)).toString("base64")}", "base64").copy(large, large.length - 64);
    const write = async (bytes) => {
      // One message at a time: the runtime's own must not come between its parts.
      for (let o = 0; o < bytes.length;) { try { o += fs.writeSync(3, bytes, o); } catch {} }
      await new Promise((r) => setTimeout(r, 5));
    };
    await write(forged);
    for (let n = 0; n < 120; n++) { large.write(String(n).padStart(22, "x"), ${at}); await write(large); }
    page.add(new ft.Text("sent all"));`;
  const run = await world.run("flooder", onClick(code));
  using client = await press({ ...world, store }, run.process);
  const before = process.memoryUsage().arrayBuffers;
  let highest = before;
  const timer = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage().arrayBuffers);
  }, 20);
  await client.message(([, each]) => JSON.stringify(each).includes("sent all"), patienceMs * 2);
  clearInterval(timer);
  expect(highest - before).toBeLessThan(128 * mebibyte);
  expect(run.process.state).toBe("ready");
  expect(await store.sessions.kept(victim.id)).toBeUndefined();
  expect(await store.sessions.kept("0".padStart(22, "x"))).toBeUndefined();
  const [gone] = await world.metric('flotilla_checkpoints_total{result="gone"}');
  expect(Number(gone?.split(" ").at(-1))).toBeGreaterThan(5);
}, 90_000);

test("a store that has lost a session is told the record that its process was told last", async () => {
  await using world = await openWorld({ maxTier: "none" });
  const { sessions } = world.store;
  const run = await world.run("crew", counting);
  using client = await KeepingClient.start(world, run);
  await until(() => client.texts.includes("0") || undefined, patienceMs, "the page");
  const record = await sessions.get(client.sessionId);
  if (record === undefined) throw new Error("the session has no record");
  for (const secretHash of ["first", "second"])
    client.tellRecord(1, sealRecord({ ...record, secretHash }, "t".repeat(32)));
  client.click();
  await until(() => client.texts.includes("1") || undefined, patienceMs, "a click behind them");
  const kept = async () => (await sessions.kept(client.sessionId))?.parts["s:clicks"];
  await until(async () => (await kept())?.at(-1) === 1 || undefined, patienceMs, "its checkpoint");
  await sessions.close(record.id, record);
  run.process.reassert();
  const found = async () => await sessions.get(client.sessionId);
  await until(found, patienceMs, "the session to be known again");
  expect(await found()).toMatchObject({ secretHash: "second", owner: record.owner, epoch: 1 });
});
