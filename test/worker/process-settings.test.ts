import { expect, test } from "@jest/globals";
import { hasBubblewrap, isRoot, openWorld, quietProgram, until } from "./world.ts";

const maxTier = hasBubblewrap && isRoot ? "full" : "none";

test("a process that an app wants to keep stays though nobody uses it, the others end", async () => {
  await using world = await openWorld({ maxTier, idleMs: 200 });
  const release = await world.deploy("crew", quietProgram, { process: { min: 1 } });
  const request = { team: "crew", app: "app", release: release.id };
  await Promise.all([1, 2, 3].map(() => world.worker.startProcess(request)));
  const one = () => (world.worker.processes.length === 1 ? true : undefined);
  await until(one, 10_000, "two of them ended");
  const [kept] = await world.store.processes.list("crew", "app");
  expect(kept?.state).toBe("ready");
});

test("a process that has become too old takes no more sessions and ends", async () => {
  await using world = await openWorld({ maxTier, idleMs: 1_000 });
  const settings = { process: { maxLifetime: "300ms" } };
  const run = await world.run("crew", quietProgram, settings);
  expect((await run.process.ended).reason).toBe("ok");
  expect(world.logs()).toContain("app process recycled");
});

test("a full worker says so, and refuses", async () => {
  await using world = await openWorld({ maxTier, maxProcesses: 1 });
  const run = await world.run("crew", quietProgram);
  await until(
    async () => ((await world.store.nodes.list("worker"))[0]?.room === 0 ? true : undefined),
    5_000,
    "the worker is full",
  );
  await expect(world.run("other", quietProgram)).rejects.toMatchObject({ code: "NO_CAPACITY" });
  const capacity = await world.metric("flotilla_worker_capacity_sessions");
  expect(capacity).toEqual(["flotilla_worker_capacity_sessions 500"]);
  await world.worker.endProcess(run.id);
  await world.run("other", quietProgram);
});

test("memory bounds a worker like the number of its processes", async () => {
  await using world = await openWorld({ maxTier, maxMemoryBytes: 100 * 2 ** 20 });
  const release = await world.deploy("crew", quietProgram);
  const request = { team: "crew", app: "app", release: release.id };
  const outcomes = await Promise.allSettled(
    Array.from({ length: 4 }, () => world.worker.startProcess(request)),
  );
  const refused = outcomes.filter(({ status }) => status === "rejected");
  expect(refused).toHaveLength(2);
  expect(refused[0]).toMatchObject({ reason: { code: "NO_CAPACITY" } });
});
