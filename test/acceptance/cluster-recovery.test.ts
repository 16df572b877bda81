import process from "node:process";
import { expect, test } from "@jest/globals";
import { AppFolders } from "../support/app-folders.ts";
import { RunningCluster } from "../support/cluster.ts";
import { descendantsOf, isRunning } from "../support/process-tree.ts";
import { until } from "../support/until.ts";
import { WireClient } from "../support/wire-client.ts";

const patienceMs = 30_000;
const visitors = 12;

const declarative = `
const Counter = ft.component(() => {
  const [count, setCount] = ft.useState(0);
  return ft.Column([
    ft.Text(String(count)),
    ft.Button("add", { onClick: () => setCount((before) => before + 1) }),
  ]);
}, "Counter");
ft.run((page) => page.render(Counter));`;

const countOf = (client: WireClient): number => Number(client.find({ c: "Text" }).value);

/** Presses once; the click works once, also if the page is another one by then. */
async function press(client: WireClient): Promise<void> {
  const expected = countOf(client) + 1;
  client.event({ c: "Button" }, "click");
  await until("a click to work", () => countOf(client) === expected || undefined, patienceMs);
}

interface World extends AsyncDisposable {
  readonly cluster: RunningCluster;
  readonly clients: readonly WireClient[];
}

/** A cluster with a dozen visitors who have all pressed. */
async function open(env: Readonly<Record<string, string>>): Promise<World> {
  await using apps = await AppFolders.open();
  const cluster = await RunningCluster.start([], {
    FLOTILLA_WORKER_SESSIONS_PER_PROCESS: "4",
    ...env,
  });
  const deployed = await cluster.command("deploy", await apps.write("counter", declarative));
  if (deployed.code !== 0) throw new Error(deployed.stderr);
  const clients: WireClient[] = [];
  for (let n = 0; n < visitors; n++) {
    const url = cluster.socketUrl("counter", n % 2);
    const client = await WireClient.open(url, { isNumbering: true });
    for (let click = 0; click <= n % 3; click++) await press(client);
    clients.push(client);
  }
  expect(clients.map(countOf)).toEqual(clients.map((_client, n) => (n % 3) + 1));
  const dispose = async (): Promise<void> => {
    for (const client of clients) await client[Symbol.asyncDispose]();
    await cluster[Symbol.asyncDispose]();
  };
  return { cluster, clients, [Symbol.asyncDispose]: dispose };
}

/** Everybody presses once more: it works once for each of them, in the session that it was. How long the last one waited. */
async function pressAll(clients: readonly WireClient[]): Promise<number> {
  const before = clients.map((client) => [client.sessionId, countOf(client) + 1]);
  const began = performance.now();
  const served = clients.map(async (client) => {
    await press(client);
    return Math.round(performance.now() - began);
  });
  const times = (await Promise.all(served)).sort((a, b) => a - b);
  process.stdout.write(`served again after ${times.join(", ")} ms\n`);
  expect(clients.map((client) => [client.sessionId, countOf(client)])).toEqual(before);
  return times.at(-1) ?? 0;
}

const apart = { FLOTILLA_GATEWAY_MACHINE: "one", FLOTILLA_WORKER_MACHINE: "two" };

test.each([
  ["on one machine", {}],
  ["on several machines", apart],
])(
  "a worker that is killed loses no session: %s",
  async (_name, machines) => {
    await using world = await open(machines);
    process.kill(world.cluster.ready.workers[0]?.pid ?? 0, "SIGKILL");
    await pressAll(world.clients);
  },
  180_000,
);

test("a machine that falls silent loses its sessions after its lease, and gives them up when it is back", async () => {
  await using world = await open(apart);
  await new Promise((resolve) => setTimeout(resolve, 12_500)); // gateways judge nobody before that
  let slowest = 0;
  for (const { pid } of world.cluster.ready.workers) {
    const machine = [pid, ...(await descendantsOf(pid))];
    for (const each of machine) process.kill(each, "SIGSTOP");
    slowest = await pressAll(world.clients);
    for (const each of machine) process.kill(each, "SIGCONT");
    if (slowest > 3_000) break; // the other one has all the sessions
  }
  expect(slowest).toBeGreaterThan(3_000);
  await until(
    "what it ran for others to end",
    () =>
      world.cluster.logs.some((line) => line.includes("its sessions are elsewhere")) || undefined,
    patienceMs,
  );
  for (const { pid } of world.cluster.ready.workers) expect(await isRunning(pid)).toBe(true);
  await pressAll(world.clients);
}, 180_000);
