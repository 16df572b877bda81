import process from "node:process";
import { expect, test } from "@jest/globals";
import { isRunning } from "../support/process-tree.ts";
import { type FaultCluster, startCluster } from "../support/start-cluster.ts";
import { until } from "../support/until.ts";
import { clicksApp } from "./clicks-app.ts";
import { History } from "./history.ts";
import { Visitor } from "./visitor.ts";

const patienceMs = 60_000;
const env = {
  FLOTILLA_GATEWAY_REGISTRATIONS_PER_MINUTE: "100000",
  FLOTILLA_GATEWAY_CONNECTIONS_PER_ADDRESS: "10000",
  FLOTILLA_GATEWAY_DRAIN: "200ms",
  FLOTILLA_WORKER_DRAIN: "1s",
};
/** As in production: so many at once on a busy machine are slow, not silent. */
const leaseTimes = { leaseMs: 10_000, renewMs: 3_000 };

async function visit(cluster: FaultCluster, count: number, history: History): Promise<Visitor[]> {
  await cluster.deploy("clicks", clicksApp("imperative", 1, 60_000));
  let knocks = 0;
  const url = (): string => cluster.socketUrl("clicks", `g${1 + (knocks++ % 2)}`);
  const visitors = Array.from(
    { length: count },
    (_, number) => new Visitor({ number, history, url }),
  );
  for (const visitor of visitors) visitor.come();
  await areAll(visitors, ({ isOpen }) => isOpen, "everybody to be in");
  return visitors;
}

async function areAll(
  visitors: readonly Visitor[],
  holds: (visitor: Visitor) => boolean,
  what: string,
): Promise<void> {
  await until(what, () => visitors.every(holds) || undefined, patienceMs);
}

test("[FM-3] a worker that is killed leaves no app process behind, and its sessions come back under open sockets", async () => {
  await using cluster = await startCluster({ env });
  const history = new History();
  const visitors = await visit(cluster, 20, history);
  const ids = visitors.map(({ sessionId }) => sessionId);
  const owners = await Promise.all(
    cluster.workers.map(async (worker) => ({ worker, pids: await worker.appPids() })),
  );
  const busy = owners.find(({ pids }) => pids.length > 0);
  if (busy === undefined) throw new Error("no worker runs the app");
  await cluster.kill(busy.worker.name);
  for (const visitor of visitors) visitor.click();
  await areAll(visitors, ({ isSettled }) => isSettled, "everybody's click to be counted once");
  expect(visitors.map(({ sessionId }) => sessionId)).toEqual(ids);
  expect(history.closes).toEqual([]);
  await until("orphans to end", async () => {
    const left = await Promise.all(busy.pids.map(isRunning));
    return !left.includes(true) || undefined;
  });
  for (const visitor of visitors) visitor.leave();
}, 120_000);

test("[FM-20] a thousand clients whose sockets are torn at once are all back, in their sessions", async () => {
  await using cluster = await startCluster({ env, leaseTimes, commandTimeoutMs: 5_000 });
  const visitors = await visit(cluster, 1_000, new History());
  const ids = visitors.map(({ sessionId }) => sessionId);
  const began = performance.now();
  for (const visitor of visitors) visitor.cut();
  for (const visitor of visitors) visitor.click();
  await areAll(visitors, ({ isSettled }) => isSettled, "everybody's click to be counted once");
  const tookMs = Math.round(performance.now() - began);
  process.stdout.write(`1,000 clients back after ${tookMs} ms\n`);
  expect(visitors.map(({ sessionId }) => sessionId)).toEqual(ids);
  for (const visitor of visitors) visitor.leave();
}, 180_000);
