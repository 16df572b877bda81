import { expect, test } from "@jest/globals";
import { until } from "../support/until.ts";
import { ClickedCluster } from "./clicked-cluster.ts";

test("[FM-9] a worker that alone does not reach Redis ends what it runs, and others go on with it", async () => {
  await using clicked = await ClickedCluster.start(8, {
    env: { FLOTILLA_WORKER_SESSIONS_PER_PROCESS: "2" },
  });
  const { cluster } = clicked;
  const busy = await Promise.all(
    cluster.workers.map(async (node) => (await node.appPids()).length),
  );
  const worker = cluster.workers[busy[0] === 0 ? 1 : 0];
  if (worker === undefined) throw new Error("there is no worker");
  clicked.tell("worker cut off from redis");
  const undo = cluster.ways.at(`redis>${worker.name}`).add({ type: "partition" }, "upstream");
  await until(
    "its app processes to end",
    async () => (await worker.appPids()).length === 0 || undefined,
  );
  await clicked.clicks(1_000);
  await clicked.settles();
  undo();
  await clicked.clicks(500);
  await clicked.settles();
  await clicked.isConsistent();
  await clicked.check();
  expect(worker.state).toBe("running");
}, 60_000);
