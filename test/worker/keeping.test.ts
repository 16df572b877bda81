import { expect, test } from "@jest/globals";
import { KeepingClient } from "./keeping-client.ts";
import { openWorld, type Run, until, type World } from "./world.ts";

const patienceMs = 60_000;

/** Counts clicks in the store, in place. */
const imperative = `
import * as ft from "@flotilla/sdk";
ft.run((page) => {
  const { store } = page.session;
  const state = store.get("state") ?? { clicks: 0 };
  store.set("state", state);
  const text = ft.Text(\`\${state.clicks} \${page.restored}\`);
  page.onClose = () => console.log("closed");
  page.add(text, ft.Button("+", { onClick: () => { text.value = \`\${++state.clicks} \${page.restored}\`; } }));
});
`;

/** Counts clicks in a state. */
const declarative = `
import * as ft from "@flotilla/sdk";
const App = ft.component(() => {
  const [clicks, setClicks] = ft.useState(0);
  const { page } = ft.context;
  ft.useEffect(() => () => console.log("closed"), []);
  return ft.Column([
    ft.Text(\`\${clicks} \${page.restored}\`),
    ft.Button("+", { onClick: () => setClicks(clicks + 1) }),
  ]);
}, "App");
ft.run((page) => page.render(App));
`;

const programs: [string, string][] = [
  ["imperative", imperative],
  ["declarative", declarative],
];

/** Waits until the page shows something. */
async function shows(client: KeepingClient, text: string): Promise<void> {
  const what = `"${text}" on the page, which says ${client.texts}`;
  await until(() => client.texts.includes(text) || undefined, patienceMs, what);
}

/** A new process of the same release, when the old one has ended. */
async function another(world: World, { release, process, id }: Run): Promise<Run> {
  await process.ended;
  await until(
    async () => (await world.store.sessions.count({ processId: id })) === 0 || undefined,
    patienceMs,
    "that its sessions are suspended",
  );
  const next = await world.worker.startProcess({ team: "crew", app: "app", release: release.id });
  return {
    release,
    id: next.id,
    socketPath: next.socketPath,
    pid: next.pid,
    process: next,
  };
}

test.each(programs)(
  "what clients of an app (%s) have seen survives that its process is killed",
  async (_, program) => {
    await using world = await openWorld({ maxTier: "none" });
    const run = await world.run("crew", program);
    const clients = await Promise.all(
      Array.from({ length: 5 }, () => KeepingClient.start(world, run)),
    );
    for (const [i, client] of clients.entries()) {
      await shows(client, "0 false");
      for (let clicks = 1; clicks <= i + 1; clicks++) {
        client.click();
        await shows(client, `${clicks} false`);
      }
    }
    process.kill(run.pid, "SIGKILL");
    const next = await another(world, run);
    for (const [i, client] of clients.entries()) {
      using again = await KeepingClient.resume(world, next, client.sessionId);
      await shows(again, `${i + 1} true`);
      again.click();
      await shows(again, `${i + 2} true`);
      client[Symbol.dispose]();
    }
  },
);

test.each(programs)(
  "[EXT5] inputs of an app (%s) that were not acknowledged are applied once, also if they come again",
  async (_, program) => {
    await using world = await openWorld({ maxTier: "none" });
    const run = await world.run("crew", program);
    using client = await KeepingClient.start(world, run);
    await shows(client, "0 false");
    for (let number = 1; number <= 40; number++) {
      client.click(number);
      if (number % 10 === 0) await shows(client, `${number} false`);
    }
    process.kill(run.pid, "SIGKILL");
    const next = await another(world, run);
    using again = await KeepingClient.resume(world, next, client.sessionId);
    await until(() => again.replies > 0 || undefined, patienceMs, "its page");
    const applied = Number(again.extension.applied);
    expect(applied).toBeGreaterThanOrEqual(client.acked.at(-1) ?? 0);
    expect(again.extension).toMatchObject({ restored: true, also: [] });
    for (let number = applied - 5; number <= 42; number++) again.click(number);
    await shows(again, "42 true");
    await until(() => again.acked.at(-1) === 42 || undefined, patienceMs, "their acknowledgement");
  },
);

test.each(programs)(
  "sessions of an app (%s) that are moved go on, and no one is told that they end",
  async (_, program) => {
    await using world = await openWorld({ maxTier: "none" });
    const run = await world.run("crew", program);
    using client = await KeepingClient.start(world, run);
    await shows(client, "0 false");
    client.click(1);
    await shows(client, "1 false");
    client.click(2);
    await shows(client, "2 false");
    void world.worker.endProcess(run.id, "move");
    const next = await another(world, run);
    using again = await KeepingClient.resume(world, next, client.sessionId);
    await shows(again, "2 true");
    expect(again.extension).toMatchObject({ applied: 2, next: 3 });
    expect((await world.appLines("crew")).map(({ text }) => text)).not.toContain("closed");
  },
);

test("with durability sync a client sees what is stored only", async () => {
  await using world = await openWorld({ maxTier: "none" });
  const run = await world.run("crew", imperative, { session: { durability: "sync" } });
  using client = await KeepingClient.start(world, run);
  await shows(client, "0 false");
  for (let clicks = 1; clicks <= 20; clicks++) {
    client.click(clicks);
    await shows(client, `${clicks} false`);
    const kept = await world.store.sessions.kept(client.sessionId);
    const low = new DataView(kept?.parts.m?.slice().buffer ?? new ArrayBuffer(5)).getUint32(
      1,
      true,
    );
    expect(low).toBeGreaterThanOrEqual(clicks);
  }
});

test("a client whose numbers run far ahead is turned away, its session stays", async () => {
  await using world = await openWorld({ maxTier: "none" });
  const run = await world.run("crew", imperative);
  using client = await KeepingClient.start(world, run);
  await shows(client, "0 false");
  client.click(3_000_000);
  await until(() => client.detaches[0], patienceMs, "that it is turned away");
  expect(run.process.sessions).toBe(1);
});
