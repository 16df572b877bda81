import { expect, test } from "@jest/globals";
import { KeepingClient } from "./keeping-client.ts";
import { openWorld, until, type World } from "./world.ts";

const patienceMs = 30_000;
const longMs = 600_000;

/** The first click waits for the second one. */
const patient = `
import * as ft from "@flotilla/sdk";
ft.run((page) => {
  const { store } = page.session;
  const text = ft.Text(String(store.get("clicks") ?? 0));
  let go;
  page.onClose = (e) => console.log("closed: " + e.data);
  page.add(text, ft.Button("+", { onClick: async () => {
    const clicks = (store.get("clicks") ?? 0) + 1;
    store.set("clicks", clicks);
    text.value = String(clicks);
    page.update();
    if (clicks === 1) await new Promise((resolve) => { go = resolve; });
    else go?.();
  } }));
});
`;

/** What it keeps comes to hold a function. */
const unclonable = `
import * as ft from "@flotilla/sdk";
ft.run((page) => {
  const cart = { items: [] };
  page.session.store.set("cart", cart);
  const text = ft.Text("0");
  page.onClose = (e) => console.log("closed: " + e.data);
  page.add(text, ft.Button("+", { onClick: () => {
    cart.items.push({ onClick() {} });
    text.value = String(cart.items.length);
  } }));
});
`;

async function shows(client: KeepingClient, text: string): Promise<void> {
  await until(() => client.texts.includes(text) || undefined, patienceMs, `"${text}"`);
}

async function recordOf(world: World, client: KeepingClient) {
  const record = await world.store.sessions.get(client.sessionId);
  if (record === undefined) throw new Error("the session has no record");
  return record;
}

const hasLeft = (client: KeepingClient) =>
  until(() => client.detaches[0], patienceMs, "the session to leave");

test("a session leaves when it has a place and nothing of it runs, with what it keeps", async () => {
  await using world = await openWorld({ maxTier: "none" });
  const run = await world.run("crew", patient);
  using client = await KeepingClient.start(world, run);
  await shows(client, "0");
  client.hasPlace = false;
  client.click(1);
  await shows(client, "1");
  run.process.handOver("same", longMs);
  await until(() => client.asked > 0 || undefined, patienceMs, "that it asks for a place");
  expect(run.process.state).toBe("draining");
  expect(client.detaches).toEqual([]);
  client.offerPlace(); // its first click still runs
  client.click(2);
  await shows(client, "2");
  expect(await hasLeft(client)).toEqual({ reason: "moved" });
  expect(await recordOf(world, client)).toMatchObject({ owner: null, isMoving: false, epoch: 1 });
  expect((await run.process.ended).reason).toBe("ok");
  const id = (
    await world.worker.startProcess({ team: "crew", app: "app", release: run.release.id })
  ).id;
  const next = world.worker.processes.find((process) => process.id === id);
  if (next === undefined) throw new Error("it is not there");
  const again = { ...run, id, socketPath: next.socketPath, pid: next.pid, process: next };
  using resumed = await KeepingClient.resume(world, again, client.sessionId);
  await shows(resumed, "2");
  expect(resumed.extension).toMatchObject({ applied: 2, next: 3, restored: true });
  expect((await world.appLines("crew")).map(({ text }) => text)).not.toContain("closed: host");
});

test("a session without a client waits in the store at once", async () => {
  await using world = await openWorld({ maxTier: "none" });
  const run = await world.run("crew", patient);
  using client = await KeepingClient.start(world, run);
  await shows(client, "0");
  client.leave();
  await until(
    async () => {
      run.process.handOver("live", longMs);
      return (await recordOf(world, client)).owner === null || undefined;
    },
    patienceMs,
    "that it has no owner",
  );
  expect(await recordOf(world, client)).toMatchObject({ isMoving: true });
  expect(run.process.state).toBe("ready");
});

test("sessions stay after all when they are told so", async () => {
  await using world = await openWorld({ maxTier: "none" });
  const run = await world.run("crew", patient);
  using client = await KeepingClient.start(world, run);
  await shows(client, "0");
  client.hasPlace = false;
  run.process.handOver("live", longMs);
  await until(() => client.asked > 0 || undefined, patienceMs, "that it asks for a place");
  run.process.keep();
  client.click(1);
  await shows(client, "1");
  client.offerPlace();
  client.click(2);
  await shows(client, "2");
  expect(client.detaches).toEqual([]);
});

test("a session that cannot be kept stays, the log says why, and it ends at the deadline", async () => {
  await using world = await openWorld({ maxTier: "none", drainMs: 2_000 });
  const run = await world.run("crew", unclonable);
  using client = await KeepingClient.start(world, run);
  await shows(client, "0");
  client.click(1);
  await shows(client, "1");
  const drained = world.worker.drain();
  const says = (text: string) => async () =>
    (await world.appLines("crew")).find((line) => line.text.includes(text));
  const line = await until(says("cannot be moved"), patienceMs, "why it stays");
  expect(line.text).toMatch(
    /^session [\w-]+ cannot be moved: page\.session\.store "cart": cart\.items\[0\]\.onClick: a function/,
  );
  expect(line.text).not.toContain(client.sessionId);
  client.click(2);
  await shows(client, "2"); // it goes on meanwhile
  await drained;
  expect(client.closes).toEqual([{ reason: "host", code: 4503 }]);
  await until(says("closed: host"), patienceMs, "that the app was told");
  expect((await world.metric("flotilla_session_departures_total")).join()).toContain("stays");
});

test("at the deadline sessions leave in the middle of a handler, whose input was not applied", async () => {
  await using world = await openWorld({ maxTier: "none", drainMs: 500 });
  const run = await world.run("crew", patient);
  using client = await KeepingClient.start(world, run);
  await shows(client, "0");
  client.click(1);
  await shows(client, "1");
  await world.worker.drain();
  expect((await run.process.ended).movesTo).toBe("same");
  await until(
    async () => (await recordOf(world, client)).owner === null || undefined,
    patienceMs,
    "that it has no owner",
  );
  expect(await recordOf(world, client)).toMatchObject({ isMoving: false });
  expect(await world.store.sessions.kept(client.sessionId)).toMatchObject({
    release: run.release.id,
  });
});
