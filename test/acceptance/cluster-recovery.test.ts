import process from "node:process";
import { expect, test } from "@jest/globals";
import { History } from "../faults/history.ts";
import { Visitor } from "../faults/visitor.ts";
import { AppFolders } from "../support/app-folders.ts";
import { RunningCluster } from "../support/cluster.ts";
import { steadyNow } from "../support/cluster-parts/node-order.ts";
import { appProcessesOf, descendantsOf, isRunning } from "../support/process-tree.ts";
import { until } from "../support/until.ts";

const patienceMs = 60_000;
const visitors = 50;
/** The goal is a second on a quiet machine. */
const killBoundMs = 5_000;
/** The goal is 12 s: a lease and the time to come back. */
const silenceBoundMs = 20_000;

const clicks = `
const Clicks = ft.component(({ page }) => {
  const [seen, setSeen] = ft.useState([]);
  const click = (e) => setSeen((before) => [...before, Number(e.data)]);
  return ft.Column([ft.Text(seen.join(",")), ft.Text("here"), ft.Button("click", { onClick: click })]);
}, "Clicks");
ft.run((page) => page.render(() => Clicks({ page })));`;

/** A cluster with fifty visitors who click all the time. */
class World implements AsyncDisposable {
  readonly cluster: RunningCluster;
  readonly history = new History();
  readonly visitors: readonly Visitor[];
  #clicking: NodeJS.Timeout | undefined;

  private constructor(cluster: RunningCluster) {
    this.cluster = cluster;
    let knocks = 0;
    const url = (): string => cluster.socketUrl("clicks", knocks++ % 2);
    this.visitors = Array.from(
      { length: visitors },
      (_, number) => new Visitor({ number, history: this.history, url }),
    );
  }

  static async open(env: Readonly<Record<string, string>> = {}): Promise<World> {
    await using apps = await AppFolders.open();
    const cluster = await RunningCluster.start([], {
      FLOTILLA_WORKER_SESSIONS_PER_PROCESS: "10",
      FLOTILLA_WORKER_PROCESSES_PER_APP: "8",
      ...env,
    });
    const deployed = await cluster.command("deploy", await apps.write("clicks", clicks));
    if (deployed.code !== 0) throw new Error(deployed.stderr);
    const world = new World(cluster);
    for (const visitor of world.visitors) {
      visitor.come();
      await until("a visitor to be in", () => visitor.isOpen || undefined, patienceMs);
    }
    let next = 0;
    world.#clicking = setInterval(() => {
      for (let n = 0; n < 4; n++) world.visitors[next++ % visitors]?.click();
    }, 20);
    await world.goesOn(5);
    return world;
  }

  /** Resolves when everybody has seen so many more clicks work. */
  async goesOn(more: number): Promise<void> {
    const wanted = this.visitors.map(({ sent }) => sent + more);
    const areThere = (): boolean =>
      this.visitors.every(({ lastSeen }, n) => lastSeen >= (wanted[n] ?? 0));
    await until("clicks to work", () => areThere() || undefined, patienceMs).catch((cause) => {
      throw new Error(this.visitors.map(({ state }) => state).join("\n"), { cause });
    });
  }

  /** Does something to the cluster while everybody clicks; how long each one's slowest click took from then on, the slowest last. */
  async through(name: string, fault: () => unknown): Promise<readonly number[]> {
    const ids = this.visitors.map(({ sessionId }) => sessionId);
    const since = steadyNow();
    await fault();
    await this.goesOn(10);
    clearInterval(this.#clicking);
    const areQuiet = (): boolean => this.visitors.every(({ isSettled }) => isSettled);
    await until("every click to be counted once", () => areQuiet() || undefined, patienceMs);
    expect(this.visitors.map(({ sessionId }) => sessionId)).toEqual(ids);
    const times = this.history.slowestClicks(since);
    const at = (share: number): number => times[Math.ceil(times.length * share) - 1] ?? 0;
    process.stdout.write(
      `${name}: ${times.length} sessions, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms\n`,
    );
    return times;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#clicking);
    for (const visitor of this.visitors) visitor.leave();
    await this.cluster[Symbol.asyncDispose]();
  }
}

const p95 = (times: readonly number[]): number => times[Math.ceil(times.length * 0.95) - 1] ?? 0;
const apart = { FLOTILLA_GATEWAY_MACHINE: "one", FLOTILLA_WORKER_MACHINE: "two" };

test.each([
  ["on one machine", {}],
  ["on several machines", apart],
])(
  "a worker that is killed under fifty visitors loses no session and no click: %s",
  async (name, machines) => {
    await using world = await World.open(machines);
    const [worker] = world.cluster.ready.workers;
    const times = await world.through(`worker killed ${name}`, () =>
      process.kill(worker?.pid ?? 0, "SIGKILL"),
    );
    expect(p95(times)).toBeLessThan(killBoundMs);
    expect(world.history.closes).toEqual([]); // no page was loaded anew
  },
  180_000,
);

test("an app process that is killed under fifty visitors loses no session and no click", async () => {
  await using world = await World.open();
  const workers = world.cluster.ready.workers.map(({ pid }) => appProcessesOf(pid));
  const [victim] = (await Promise.all(workers)).flat();
  const times = await world.through("app process killed", () =>
    process.kill(victim ?? 0, "SIGKILL"),
  );
  expect(p95(times)).toBeLessThan(killBoundMs);
  expect(world.history.closes).toEqual([]);
}, 180_000);

test("a gateway that is killed under fifty visitors loses no session and no click", async () => {
  await using world = await World.open();
  const [gateway] = world.cluster.ready.gateways;
  const times = await world.through("gateway killed", () =>
    process.kill(gateway?.pid ?? 0, "SIGKILL"),
  );
  expect(p95(times)).toBeLessThan(killBoundMs);
}, 180_000);

test("a machine that falls silent loses its sessions after its lease, and gives them up when it is back", async () => {
  await using world = await World.open(apart);
  await new Promise((resolve) => setTimeout(resolve, 12_500)); // gateways judge nobody before that
  const [worker] = world.cluster.ready.workers;
  const machine = [worker?.pid ?? 0, ...(await descendantsOf(worker?.pid ?? 0))];
  const times = await world.through("machine silent", () => {
    for (const pid of machine) process.kill(pid, "SIGSTOP");
  });
  for (const pid of machine) process.kill(pid, "SIGCONT");
  expect(p95(times)).toBeLessThan(silenceBoundMs);
  await until(
    "what it ran for others to end",
    () =>
      world.cluster.logs.some((line) => line.includes("its sessions are elsewhere")) || undefined,
    patienceMs,
  );
  for (const { pid } of world.cluster.ready.workers) expect(await isRunning(pid)).toBe(true);
}, 180_000);
