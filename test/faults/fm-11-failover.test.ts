import { test } from "@jest/globals";
import { ClickedCluster } from "./clicked-cluster.ts";

test("[FM-11] a failover that loses the last writes leaves every session with one owner", async () => {
  await using clicked = await ClickedCluster.start(6);
  for (let turn = 0; turn < 3; turn++) {
    clicked.tell("redis failover", true);
    const failover = clicked.cluster.failOver(400);
    await clicked.clicks(200);
    clicked.visit(); // a session that may be forgotten
    clicked.visitors[turn]?.cut(); // a socket that may be forgotten
    await failover;
    await clicked.clicks(300);
    await clicked.settles();
  }
  await clicked.isConsistent();
  await clicked.check();
}, 60_000);

test("[FM-11] an owner that the store has forgotten for an older one keeps its session", async () => {
  await using clicked = await ClickedCluster.start(4);
  clicked.tell("redis failover", true);
  const failover = clicked.cluster.failOver(3_000);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const [worker] = clicked.cluster.workers;
  clicked.tell("kill worker", true);
  await clicked.cluster.kill(worker?.name ?? ""); // its sessions are claimed, and that is lost
  await clicked.clicks(500);
  await failover;
  await clicked.clicks(500);
  await clicked.settles();
  await clicked.isConsistent();
  await clicked.check();
}, 60_000);
