import process from "node:process";
import { expect, test } from "@jest/globals";
import type { ClusterNode } from "../support/cluster-parts/cluster-node.ts";
import { until } from "../support/until.ts";
import { ClickedCluster } from "./clicked-cluster.ts";
import { readEffects } from "./clicks-app.ts";

test.each(["alone", "machine"] as const)(
  "[FM-18] a worker that stood still past its lease (%s) has lost its sessions, and does nothing more for them",
  async (what) => {
    await using clicked = await ClickedCluster.start(8, {
      env: { FLOTILLA_WORKER_SESSIONS_PER_PROCESS: "2" },
    });
    const { cluster } = clicked;
    for (const worker of cluster.workers) {
      const ran = await serving(worker, cluster.effectsDir);
      expect(ran).not.toEqual([]);
      clicked.tell(`pause ${worker.name}`);
      await worker.pause(what);
      await clicked.clicks(2_500); // longer than its lease, and than others wait
      await clicked.settles();
      const resumedAt = Number(process.hrtime.bigint()) / 1e6;
      worker.resume();
      await clicked.clicks(500);
      await until("what it ran to end", async () => {
        const running = await worker.appPids().catch(() => ran);
        return !ran.some((pid) => running.includes(pid)) || undefined;
      });
      await clicked.settles();
      const late = (await readEffects(cluster.effectsDir)).filter(
        ({ type, pid, at }) => type === "click" && ran.includes(pid) && at > resumedAt,
      );
      expect(late).toEqual([]); // what lay in its sockets has been done elsewhere
    }
    await clicked.isConsistent();
    await clicked.check();
    expect(cluster.workers.map(({ state }) => state)).toEqual(["running", "running"]);
  },
  60_000,
);

/** The app processes of a worker that have had sessions: one that has none loses nothing, and goes on. */
async function serving(worker: ClusterNode, effectsDir: string): Promise<number[]> {
  const effects = await readEffects(effectsDir);
  const used = new Set(effects.filter(({ type }) => type === "main").map(({ pid }) => pid));
  return (await worker.appPids()).filter((pid) => used.has(pid));
}
