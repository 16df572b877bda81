import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { buildApp } from "../../services/control/src/build/build-app.ts";
import { findControl, press, TestClient } from "./test-client.ts";
import { hasBubblewrap, isRoot, onClick, openWorld, until } from "./world.ts";

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
    ["a task", 'void page.runTask(() => { throw new TypeError("in the task"); });', "in the task"],
    [
      "a task that it waits for",
      'await page.runTask(() => { throw new TypeError("in the task"); });',
      "in the task",
    ],
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
