import { expect, test } from "@jest/globals";
import { ClickedCluster } from "./clicked-cluster.ts";

const turns = 3;
/** The second worker is told while the first one hands over, or has just left. */
const apartMs = [0, 50, 400];

test("[FM-4] workers that drain at the same time, all there are, keep nobody waiting once one is back", async () => {
  await using clicked = await ClickedCluster.start(8, {
    env: {
      FLOTILLA_WORKER_SESSIONS_PER_PROCESS: "3",
      FLOTILLA_WORKER_DRAIN: "2s",
      FLOTILLA_WORKER_IDLE_TIMEOUT: "2s",
    },
  });
  const { cluster } = clicked;
  const leaves = async (name: string): Promise<void> => {
    clicked.tell(`drain ${name}`);
    await cluster.stop(name);
    await cluster.reopen(name);
  };
  for (let turn = 0; turn < turns; turn++) {
    const first = leaves("w1");
    await clicked.clicks(apartMs[turn] ?? 0);
    const second = leaves("w2");
    await clicked.clicks(1_000);
    await Promise.all([first, second]);
    await clicked.clicks(300);
    await clicked.settles();
  }
  await clicked.isConsistent();
  await clicked.check();
  expect(cluster.workers.map(({ state }) => state)).toEqual(["running", "running"]);
}, 120_000);
