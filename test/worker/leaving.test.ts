import { expect, test } from "@jest/globals";
import { TestClient } from "./test-client.ts";
import { hasBubblewrap, isRoot, onClick, openWorld, quietProgram, until } from "./world.ts";

const maxTier = hasBubblewrap && isRoot ? "full" : "none";

test("a worker that was told to drain leaves when it has, also if nobody has waited for the answer", async () => {
  await using world = await openWorld({ maxTier, drainMs: 300 });
  const run = await world.run("crew", onClick(""));
  using client = await TestClient.connect(world, run.process);
  await client.open();
  const impatient = new AbortController();
  const asked = fetch(`${world.worker.internalUrl}/v1/drain`, {
    method: "POST",
    headers: { authorization: `Bearer ${"t".repeat(32)}` },
    signal: impatient.signal,
  });
  await until(
    async () =>
      (await world.metric("flotilla_worker_draining ")).includes("flotilla_worker_draining 1")
        ? true
        : undefined,
    5_000,
    "the drain",
  );
  impatient.abort();
  await expect(asked).rejects.toThrow();
  await world.worker.released;
  expect(world.worker.processes).toEqual([]);
});

test("a worker that stops has ended what was just being started", async () => {
  await using world = await openWorld({ maxTier });
  const release = await world.deploy("crew", quietProgram);
  let outcome = "under way";
  const request = { team: "crew", app: "app", release: release.id };
  world.worker.startProcess(request).then(
    () => {
      outcome = "started";
    },
    (error: unknown) => {
      outcome = String(Reflect.get(Object(error), "code"));
    },
  );
  await world.worker.stop();
  expect([outcome, world.worker.processes]).toEqual(["DRAINING", []]);
});

test("a process that stood still for longer than its lease does not run what came meanwhile", async () => {
  const leaseTimes = { leaseMs: 1_000, renewMs: 200 };
  await using world = await openWorld({ maxTier: "none" }, { leaseTimes });
  const run = await world.run("crew", onClick('console.log("clicked");'));
  using client = await TestClient.connect(world, run.process);
  await client.open();
  const button = await client.button();
  process.kill(run.pid, "SIGSTOP");
  client.event(button, "click");
  await world.store.processes.giveUp(run.id); // its sessions may be others' by now
  const stoodSince = performance.now();
  await until(
    () => (performance.now() - stoodSince > leaseTimes.leaseMs ? true : undefined),
    10_000,
    "the end of the lease",
  );
  process.kill(run.pid, "SIGCONT");
  await run.process.ended;
  const lines = await world.appLines("crew");
  expect(lines.filter(({ text }) => text === "clicked")).toEqual([]);
});
