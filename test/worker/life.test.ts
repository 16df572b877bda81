import { appendFile, chmod } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { press, TestClient } from "./test-client.ts";
import { hasBubblewrap, isRoot, onClick, openWorld, quietProgram, until } from "./world.ts";

const maxTier = hasBubblewrap && isRoot ? "full" : "none";
const says = (text: string) => (message: readonly unknown[]) =>
  JSON.stringify(message[1]).includes(text);

describe("an app process", () => {
  test("that nobody uses ends by itself; one with a seat taken does not", async () => {
    await using world = await openWorld({ maxTier, idleMs: 200 });
    const idle = await world.run("crew", quietProgram);
    const taken = await world.run("other", quietProgram);
    await world.store.processes.reserve("other", "app", taken.release.id, { loadFactor: 1 });
    expect((await idle.process.ended).reason).toBe("ok");
    expect(taken.process.state).toBe("ready");
    expect((await world.store.processes.list("other", "app"))[0]?.state).toBe("ready");
  });

  test("keeps its session when the client comes back to it", async () => {
    await using world = await openWorld({ maxTier });
    const run = await world.run("crew", onClick('page.add(new ft.Text("kept"));'));
    using client = await press(world, run.process);
    await client.message(says("kept"));
    expect(JSON.stringify(await client.reattach())).toContain("kept");
    expect(run.process.sessions).toBe(1);
  });

  test("turns a client away whose page cannot be used, and keeps the others", async () => {
    await using world = await openWorld({ maxTier });
    const run = await world.run("crew", quietProgram);
    using healthy = await TestClient.connect(world, run.process);
    await healthy.open();
    using broken = await TestClient.connect(world, run.process);
    broken.register({ platform: "fuchsia" });
    const end = await until(() => broken.ends[0], 2_000, "the refusal");
    expect(end).toEqual({ reason: "host", code: 1008 });
    await until(() => (run.process.sessions === 1 ? true : undefined), 2_000, "one session");
    expect(healthy.ends).toEqual([]);
  });

  test("hears of the drain: it ends with its last session, or at the deadline", async () => {
    await using world = await openWorld({ maxTier, drainMs: 400, handsOver: false });
    const program = onClick("").replace(
      "page.add(",
      'page.onClose = () => console.log("goodbye"); page.add(',
    );
    const busy = await world.run("crew", program);
    const free = await world.run("other", quietProgram);
    using client = await TestClient.connect(world, busy.process);
    await client.open();
    const begun = performance.now();
    await world.worker.drain();
    expect((await free.process.ended).reason).toBe("ok");
    expect((await busy.process.ended).reason).toBe("ok");
    expect(performance.now() - begun).toBeGreaterThan(350);
    expect((await world.appLines("crew")).map(({ text }) => text)).toContain("goodbye");
    await expect(world.run("late", quietProgram)).rejects.toMatchObject({ code: "DRAINING" });
  });

  test("is one of at most so many of its app", async () => {
    await using world = await openWorld({ maxTier, processesPerApp: 2 });
    const release = await world.deploy("crew", quietProgram);
    const start = () =>
      world.worker.startProcess({ team: "crew", app: "app", release: release.id });
    const outcomes = await Promise.allSettled([start(), start(), start()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
    ]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "NO_CAPACITY" },
    });
  });

  test("gets messages of the app's other processes, and no other app's", async () => {
    await using world = await openWorld({ maxTier });
    const program = onClick('page.pubsub.sendAll("to everyone");').replace(
      "page.add(",
      "page.pubsub.subscribe((message) => page.add(new ft.Text(message))); page.add(",
    );
    const release = await world.deploy("crew", program);
    const stranger = await world.run("other", program);
    const one = await world.worker.startProcess({ team: "crew", app: "app", release: release.id });
    const two = await world.worker.startProcess({ team: "crew", app: "app", release: release.id });
    using listener = await TestClient.connect(world, two);
    await listener.open();
    using outsider = await TestClient.connect(world, stranger.process);
    await outsider.open();
    using sender = await press(world, one);
    await sender.message(says("to everyone"));
    await listener.message(says("to everyone"));
    expect(listener.messages.filter(says("to everyone"))).toHaveLength(1);
    expect(outsider.messages.some(says("to everyone"))).toBe(false);
  });

  test("runs a module on a thread, with progress", async () => {
    await using world = await openWorld({ maxTier });
    const module =
      'export function run(n, report) { report("half"); let s = 0; for (let i = 1; i <= n; i++) s += i; return s; }';
    const code = `
      fs.writeFileSync("work.mjs", ${JSON.stringify(module)});
      const seen = [];
      const sum = await page.runThread(new URL("file://" + process.cwd() + "/work.mjs"), 1000, { onProgress: (p) => seen.push(p) });
      page.add(new ft.Text("sum " + sum + " " + seen));`;
    const run = await world.run("crew", onClick(code));
    using client = await press(world, run.process);
    await client.message(says("sum 500500 half"));
  });

  test("[HT-TAMPER-1] is not started from files that are not what was deployed", async () => {
    await using world = await openWorld({ maxTier });
    const first = await world.run("crew", quietProgram);
    await world.worker.endProcess(first.id);
    const { id } = first.release;
    await appendFile(join(world.folder, "data/cache/releases", id, "main.mjs"), "// more");
    await expect(
      world.worker.startProcess({ team: "crew", app: "app", release: id }),
    ).rejects.toMatchObject({ code: "DIGEST_MISMATCH" });
    expect(world.logs()).toMatch(/"level":50.*release was tampered with/);
  });

  test("runs from a folder that everyone may enter, too", async () => {
    await using world = await openWorld({ maxTier });
    await chmod(world.folder, 0o755);
    await chmod(join(world.folder, "data"), 0o755);
    await chmod(join(world.folder, "data/cache"), 0o755);
    const run = await world.run("crew", quietProgram);
    using client = await TestClient.connect(world, run.process);
    await client.open();
  });
});

test("the internal API starts, lists and ends processes for those who have the token", async () => {
  await using world = await openWorld({ maxTier });
  const release = await world.deploy("crew", quietProgram);
  const call = async (method: string, path: string, body?: unknown, token = "t".repeat(32)) => {
    const response = await fetch(`${world.worker.internalUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
  };
  const order = { team: "crew", app: "app", release: release.id };
  expect((await call("POST", "/v1/processes", order, "wrong")).status).toBe(401);
  expect((await call("POST", "/v1/processes", { team: "crew" })).status).toBe(400);
  expect((await call("POST", "/v1/processes", { ...order, release: "0".repeat(24) })).status).toBe(
    404,
  );
  const started = await call("POST", "/v1/processes", order);
  expect(started).toMatchObject({ status: 201, body: { tier: maxTier } });
  const { processId } = started.body;
  expect((await call("GET", "/v1/processes")).body.processes).toMatchObject([
    { id: processId, state: "ready", sessions: 0 },
  ]);
  const exit = async (id: string) => (await call("GET", `/v1/processes/${id}/exit`)).body;
  expect(await exit(processId)).toEqual({ dead: false, answers: true });
  expect(await exit("nobody")).toEqual({ dead: true, reason: "unknown" });
  const broken = await world.deploy("crew", "throw new Error('broken');");
  const failed = await call("POST", "/v1/processes", { ...order, release: broken.id });
  expect(failed).toMatchObject({ status: 422, body: { code: "APP_START_FAILED" } });
  expect(failed.body.title).toContain("broken");
  expect((await call("DELETE", `/v1/processes/${processId}`)).status).toBe(204);
  expect((await call("DELETE", `/v1/processes/${processId}`)).status).toBe(404);
  expect(await exit(processId)).toEqual({ dead: true, reason: "ok" });
  const { processId: next } = (await call("POST", "/v1/processes", order)).body;
  expect((await call("DELETE", `/v1/processes/${next}?reason=release`)).status).toBe(204);
  expect(await exit(next)).toEqual({ dead: true, reason: "moved" });
  expect((await fetch(`${world.worker.internalUrl}/readyz`)).status).toBe(200);
});
