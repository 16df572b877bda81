import process from "node:process";
import { expect, test } from "@jest/globals";
import { ClickingCrowd, quantile } from "../support/clicking-crowd.ts";
import { appProcessesOf, descendantsOf, isRunning } from "../support/process-tree.ts";
import { until } from "../support/until.ts";

const patienceMs = 60_000;
/** `npm run gateway-kill` has 200. */
const visitors = Number(process.env.FLOTILLA_TEST_VISITORS ?? 50);
/** The goal is a second on a quiet machine. */
const killBoundMs = 5_000;
/** The goal is 12 s: a lease and the time to come back. */
const silenceBoundMs = 20_000;

/** What {@link ClickingCrowd.slowestThrough} tells, of sessions that all go on; written to standard output. */
async function through(
  crowd: ClickingCrowd,
  name: string,
  fault: () => unknown,
): Promise<readonly number[]> {
  const ids = crowd.visitors.map(({ sessionId }) => sessionId);
  const times = await crowd.slowestThrough(fault);
  expect(crowd.visitors.map(({ sessionId }) => sessionId)).toEqual(ids);
  const [p50, p95, longest] = [0.5, 0.95, 1].map((share) => quantile(times, share));
  process.stdout.write(
    `${name}: ${times.length} sessions, p50 ${p50} ms, p95 ${p95} ms, longest ${longest} ms\n`,
  );
  return times;
}

const apart = { FLOTILLA_GATEWAY_MACHINE: "one", FLOTILLA_WORKER_MACHINE: "two" };

test.each([
  ["on one machine", {}],
  ["on several machines", apart],
])(
  "a worker that is killed under fifty visitors loses no session and no click: %s",
  async (name, machines) => {
    await using crowd = await ClickingCrowd.open(visitors, machines);
    const [worker] = crowd.cluster.ready.workers;
    const times = await through(crowd, `worker killed ${name}`, () =>
      process.kill(worker?.pid ?? 0, "SIGKILL"),
    );
    expect(quantile(times, 0.95)).toBeLessThan(killBoundMs);
    expect(crowd.history.closes).toEqual([]); // no page was loaded anew
  },
  180_000,
);

test("an app process that is killed under fifty visitors loses no session and no click", async () => {
  await using crowd = await ClickingCrowd.open(visitors);
  const workers = crowd.cluster.ready.workers.map(({ pid }) => appProcessesOf(pid));
  const [victim] = (await Promise.all(workers)).flat();
  const times = await through(crowd, "app process killed", () =>
    process.kill(victim ?? 0, "SIGKILL"),
  );
  expect(quantile(times, 0.95)).toBeLessThan(killBoundMs);
  expect(crowd.history.closes).toEqual([]);
}, 180_000);

test("[FM-1] a gateway that is killed under fifty visitors or more loses no session and no click", async () => {
  await using crowd = await ClickingCrowd.open(visitors, {
    FLOTILLA_WORKER_SESSIONS_PER_PROCESS: `${visitors / 5}`,
  });
  const [gateway] = crowd.cluster.ready.gateways;
  const times = await through(crowd, "gateway killed", () =>
    process.kill(gateway?.pid ?? 0, "SIGKILL"),
  );
  expect(quantile(times, 0.95)).toBeLessThan(killBoundMs);
}, 180_000);

test("a machine that falls silent loses its sessions after its lease, and gives them up when it is back", async () => {
  await using crowd = await ClickingCrowd.open(visitors, apart);
  await new Promise((resolve) => setTimeout(resolve, 12_500)); // gateways judge nobody before that
  const [worker] = crowd.cluster.ready.workers;
  const machine = [worker?.pid ?? 0, ...(await descendantsOf(worker?.pid ?? 0))];
  const times = await through(crowd, "machine silent", () => {
    for (const pid of machine) process.kill(pid, "SIGSTOP");
  });
  for (const pid of machine) process.kill(pid, "SIGCONT");
  expect(quantile(times, 0.95)).toBeLessThan(silenceBoundMs);
  await until(
    "what it ran for others to end",
    () =>
      crowd.cluster.logs.some((line) => line.includes("its sessions are elsewhere")) || undefined,
    patienceMs,
  );
  for (const { pid } of crowd.cluster.ready.workers) expect(await isRunning(pid)).toBe(true);
}, 180_000);
