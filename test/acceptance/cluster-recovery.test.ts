import process from "node:process";
import { expect, test } from "@jest/globals";
import { AppFolders } from "../support/app-folders.ts";
import { RunningCluster } from "../support/cluster.ts";
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

test.each([
  ["on one machine", {}],
  ["on several machines", { FLOTILLA_GATEWAY_MACHINE: "one", FLOTILLA_WORKER_MACHINE: "two" }],
])(
  "a worker that is killed loses no session: %s",
  async (_name, machines) => {
    await using apps = await AppFolders.open();
    await using cluster = await RunningCluster.start([], {
      FLOTILLA_WORKER_SESSIONS_PER_PROCESS: "4",
      ...machines,
    });
    const deployed = await cluster.command("deploy", await apps.write("counter", declarative));
    if (deployed.code !== 0) throw new Error(deployed.stderr);
    const clients: WireClient[] = [];
    for (let n = 0; n < visitors; n++) {
      const url = cluster.socketUrl("counter", n % 2);
      clients.push(await WireClient.open(url, { isNumbering: true }));
    }
    for (const [n, client] of clients.entries())
      for (let click = 0; click <= n % 3; click++) await press(client);
    const before = clients.map(countOf);
    expect(before).toEqual(clients.map((_client, n) => (n % 3) + 1));
    const ids = clients.map(({ sessionId }) => sessionId);

    process.kill(cluster.ready.workers[0]?.pid ?? 0, "SIGKILL");
    const began = performance.now();
    const served = clients.map(async (client) => {
      await press(client);
      return performance.now() - began;
    });
    const times = (await Promise.all(served)).sort((a, b) => a - b);
    process.stdout.write(`served again after ${times.map(Math.round).join(", ")} ms\n`);
    expect(clients.map(({ sessionId }) => sessionId)).toEqual(ids);
    expect(clients.map(countOf)).toEqual(before.map((count) => count + 1));
    for (const client of clients) await client[Symbol.asyncDispose]();
  },
  180_000,
);
