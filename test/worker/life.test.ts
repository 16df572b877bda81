import { appendFile, chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { buildApp } from "../../services/control/src/build/build-app.ts";
import {
  findControl,
  hasBubblewrap,
  isRoot,
  onClick,
  openWorld,
  press,
  quietProgram,
  TestClient,
  until,
} from "./world.ts";

const maxTier = hasBubblewrap && isRoot ? "full" : "none";
const says = (text: string) => (message: readonly unknown[]) =>
  JSON.stringify(message[1]).includes(text);

describe("a failing app", () => {
  test("that throws while it loads is told with its own error, in its own line", async () => {
    await using world = await openWorld({ maxTier });
    const program = `const a = 1;\nthrow new RangeError("no such table");\n`;
    await expect(world.run("crew", program)).rejects.toMatchObject({
      code: "APP_START_FAILED",
      message: expect.stringMatching(/RangeError: no such table[^/]*at [^\n]*main\.mjs:2:7$/),
    });
    await until(() => (world.worker.processes.length === 0 ? true : undefined), 2_000, "its end");
    expect(await world.metric("flotilla_app_starts_total")).toEqual([
      'flotilla_app_starts_total{runtime="node",result="failed"} 1',
    ]);
  });

  test("that never calls ft.run is told so", async () => {
    await using world = await openWorld({ maxTier });
    await expect(world.run("crew", "export {};")).rejects.toThrow("without a call of ft.run(main)");
  });

  test("that leaves while it loads is told what it wrote", async () => {
    await using world = await openWorld({ maxTier });
    const program = `console.error("cannot go on"); process.exit(3);`;
    await expect(world.run("crew", program)).rejects.toThrow(/code 3[\s\S]*cannot go on/);
  });

  test("that does not come up in time is ended", async () => {
    const times = { startMs: 400, eventMs: 30_000, stopMs: 500 };
    await using world = await openWorld({ maxTier, times });
    await expect(world.run("crew", "for (;;);")).rejects.toThrow("did not call ft.run within");
    await until(() => (world.worker.processes.length === 0 ? true : undefined), 2_000, "its end");
  });

  test("[FM-5] that has just failed is not started again at once, and keeps its error", async () => {
    await using world = await openWorld({ maxTier });
    const program = `throw new Error("first and only");`;
    await expect(world.run("crew", program)).rejects.toThrow("first and only");
    await until(() => (world.worker.processes.length === 0 ? true : undefined), 2_000, "its end");
    await expect(world.run("crew", program)).rejects.toThrow("first and only");
    expect(await world.metric("flotilla_app_starts_total")).toEqual([
      'flotilla_app_starts_total{runtime="node",result="failed"} 1',
    ]);
    expect((await world.metric("flotilla_app_processes{")).join("\n")).toContain(
      'state="backoff",runtime="node"} 1',
    );
  });

  test("that could start but keeps dying is started again all the same, a little later", async () => {
    await using world = await openWorld({ maxTier });
    const run = await world.run("crew", onClick("process.exit(3);"));
    const request = { team: "crew", app: "app", release: run.release.id };
    for (let death = 0; death < 2; death++) {
      const process = death === 0 ? run.process : await world.worker.startProcess(request);
      using _client = await press(world, process);
      await process.ended;
    }
    const began = performance.now();
    await expect(world.worker.startProcess(request)).resolves.toMatchObject({ state: "ready" });
    expect(performance.now() - began).toBeGreaterThan(200);
  });

  test("whose process crashes is removed from the store", async () => {
    await using world = await openWorld({ maxTier });
    const run = await world.run("crew", onClick("process.kill(process.pid, 'SIGSEGV');"));
    expect(await world.store.processes.list("crew", "app")).toHaveLength(1);
    using client = await press(world, run.process);
    expect((await run.process.ended).reason).toBe("crash");
    await until(() => (client.ends.includes("lost") ? true : undefined), 2_000, "the link's end");
    await until(
      async () =>
        (await world.store.processes.list("crew", "app")).length === 0 ? true : undefined,
      2_000,
      "its removal",
    );
    expect(await world.metric("flotilla_app_exits_total")).toEqual([
      'flotilla_app_exits_total{app="crew/app",reason="crash"} 1',
    ]);
  });
});

test("an error names the line of the file that its author wrote", async () => {
  await using world = await openWorld({ maxTier });
  const source = `import * as ft from "@flotilla/sdk";

interface Row { readonly name: string }

function fail(row: Row): never {
  throw new RangeError(row.name);
}

ft.run((page: ft.Page) => {
  page.add(new ft.Button("Go", { onClick: () => fail({ name: "mapped" }) }));
});
`;
  const folder = join(world.folder, "source");
  await mkdir(folder);
  await writeFile(join(folder, "main.ts"), source);
  const { files } = await buildApp({ folder, entry: "main.ts", minify: true });
  const bundle = Object.fromEntries(files.map(({ path, contents }) => [path, contents]));
  const run = await world.run("crew", bundle);
  using _client = await press(world, run.process);
  const trace = await until(
    async () => {
      const lines = (await world.appLines("crew")).map(({ text }) => text);
      const at = lines.indexOf("RangeError: mapped");
      return at === -1 ? undefined : lines.slice(at).join("\n");
    },
    2_000,
    "the error in the log",
  );
  expect(trace).toMatch(/at fail \(.*main\.ts:6:9\)/);
  expect(trace).not.toMatch(/sdk\.mjs|main\.mjs|\bnode:/); // how the runtime came to call it
});

describe("a failing session", () => {
  test.each([
    ["a handler", 'throw new TypeError("in the handler");', "in the handler"],
    ["a timer", 'setTimeout(() => { throw new TypeError("in the timer"); }, 5);', "in the timer"],
    ["a promise", 'void Promise.reject(new TypeError("in the promise"));', "in the promise"],
    [
      "an event of a library",
      'const { EventEmitter } = await import("node:events"); setImmediate(() => new EventEmitter().emit("error", new TypeError("in the library")));',
      "in the library",
    ],
  ])("through %s is told, logged, and ends nobody else's", async (_where, code, text) => {
    await using world = await openWorld({ maxTier });
    const run = await world.run("crew", onClick(code));
    using healthy = await TestClient.connect(world, run.process);
    await healthy.open();
    using client = await press(world, run.process);
    const crash = await client.message((message) => message[0] === 6);
    expect(crash[1]).toEqual({ message: text });
    await until(
      async () => (await world.appLines("crew")).find((line) => line.text === `TypeError: ${text}`),
      2_000,
      "the error in the log",
    );
    const again = await healthy.reattach();
    expect(again[1]).toMatchObject({ session_id: healthy.sessionId });
    expect(healthy.messages.some((message) => message[0] === 6)).toBe(false);
    expect(run.process.state).toBe("ready");
    const [failures] = await world.metric("flotilla_app_handler_failures_total");
    expect(failures).toBe("flotilla_app_handler_failures_total 1");
  });

  test("through a packet that cannot be read leaves the link's other sessions alone", async () => {
    await using world = await openWorld({ maxTier });
    const run = await world.run("crew", onClick('page.add(new ft.Text("still here"));'));
    using client = await TestClient.connect(world, run.process);
    await client.open();
    client.raw(Uint8Array.of(0, 0x92, 3, 0xc1));
    client.raw(Uint8Array.of(0));
    const button = findControl(await client.message(([action]) => action === 2), "Button");
    client.event(button ?? 0, "click");
    await client.message(says("still here"));
  });
});

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
