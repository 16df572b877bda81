import { once } from "node:events";
import { expect, test } from "@jest/globals";
import { AppFolders } from "../support/app-folders.ts";
import { RunningCluster } from "../support/cluster.ts";
import { FaultProxy } from "../support/fault-proxy.ts";
import { appProcessesOf } from "../support/process-tree.ts";
import { ResidentMemory } from "../support/resident-memory.ts";
import { until } from "../support/until.ts";
import { WireClient } from "../support/wire-client.ts";

const patienceMs = 25_000;
/** Of one session 32 MiB may wait in its app process, 256 KiB in all that lies behind it; the rest is what V8 leaves uncollected. */
const mostGrowth = { gateway: 64, worker: 48, app: 200 };

/** Counts clicks; counts up in small steps; or sends 16 MB/s until its session ends. */
const streams = `
ft.run((page) => {
  const count = ft.Text("0");
  const shown = ft.Text("0");
  const send = async (pauseMs, steps, tail) => {
    for (let n = 1; n <= steps; n++) {
      shown.value = n + tail;
      page.update();
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
  page.add(count, shown,
    ft.Button("add", { onClick: () => { count.value = String(Number(count.value) + 1); page.update(); } }),
    ft.Button("step", { onClick: () => void send(20, 100, "") }),
    ft.Button("flood", { onClick: () => void send(1, Infinity, " " + "x".repeat(16_384)) }));
});`;

/** A gateway and a worker on machines of their own, and somebody whose app is used by others too. */
class World implements AsyncDisposable {
  readonly cluster: RunningCluster;
  readonly other: WireClient;
  readonly #memory: ResidentMemory;
  #clicks = 0;

  private constructor(cluster: RunningCluster, other: WireClient, memory: ResidentMemory) {
    this.cluster = cluster;
    this.other = other;
    this.#memory = memory;
  }

  static async open(): Promise<World> {
    await using apps = await AppFolders.open();
    const cluster = await RunningCluster.start(["--gateways", "1", "--workers", "1"], {
      FLOTILLA_GATEWAY_MACHINE: "one",
      FLOTILLA_WORKER_MACHINE: "two",
      FLOTILLA_WORKER_SESSIONS_PER_PROCESS: "50",
    });
    const { code, stderr } = await cluster.command("deploy", await apps.write("streams", streams));
    if (code !== 0) throw new Error(stderr);
    const other = await WireClient.open(cluster.socketUrl("streams"));
    const [gateway, worker] = [cluster.ready.gateways[0]?.pid, cluster.ready.workers[0]?.pid];
    const [app = 0] = await appProcessesOf(worker ?? 0);
    const memory = await ResidentMemory.watch([gateway ?? 0, worker ?? 0, app]);
    return new World(cluster, other, memory);
  }

  /** Somebody else clicks and sees it. */
  async isServed(): Promise<void> {
    this.#clicks += 1;
    const clicks = String(this.#clicks);
    this.other.event({ c: "Button" }, "click");
    const seen = () => this.other.find({ c: "Text" }).value === clicks || undefined;
    await until("the click of somebody else", seen, patienceMs);
  }

  /** How many clients the gateway has cut off. */
  async cutOff(): Promise<number> {
    const response = await fetch(`${this.cluster.ready.gateways[0]?.internalUrl}/metrics`);
    const line = /^flotilla_gateway_violations_total\{kind="rate_limited"\} (\d+)/m;
    return Number(line.exec(await response.text())?.[1] ?? 0);
  }

  /** Others are served until so many clients are cut off, and for a while afterwards. */
  async cutsOff(clients: number): Promise<void> {
    const end = performance.now() + patienceMs;
    while ((await this.cutOff()) < clients) {
      await this.isServed();
      if (performance.now() > end) throw new Error("nobody is cut off");
    }
    for (let n = 0; n < 50; n++) await this.isServed();
  }

  isBounded(): void {
    const [gateway, worker, app] = this.#memory.growth;
    expect(gateway).toBeLessThan(mostGrowth.gateway);
    expect(worker).toBeLessThan(mostGrowth.worker);
    expect(app).toBeLessThan(mostGrowth.app);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#memory[Symbol.dispose]();
    await this.other[Symbol.asyncDispose]();
    await this.cluster[Symbol.asyncDispose]();
  }
}

/** A client that reads again finds its socket closed: by the code of `RATE_LIMITED`, or torn if it comes too late for that. */
async function isClosed({ socket }: WireClient): Promise<void> {
  const closed = once(socket, "close");
  socket.resume();
  const [code] = (await closed) as [number];
  expect([1008, 1006]).toContain(code);
}

test("[FM-15] clients that never read what an app sends without end are cut off; nothing fills up, and others are served", async () => {
  await using world = await World.open();
  const slow: WireClient[] = [];
  for (let n = 0; n < 3; n++) slow.push(await WireClient.open(world.cluster.socketUrl("streams")));
  for (const client of slow) {
    client.socket.pause();
    client.event({ c: "Button", n: 2 }, "click");
  }
  await world.cutsOff(slow.length);
  world.isBounded();
  for (const client of slow) await isClosed(client);
}, 60_000);

test("[FM-15] a slow and lossy link carries everything in order; one that collapses is cut off, and others are served", async () => {
  await using world = await World.open();
  const { port } = new URL(world.cluster.ready.gateways[0]?.url ?? "");
  await using link = await FaultProxy.open({ target: { port: Number(port) } });
  link.add({ type: "latency", latencyMs: 100, jitterMs: 50 });
  link.add({ type: "loss", rate: 0.05 });
  link.add({ type: "bandwidth", bytesPerSecond: 125_000 });
  const url = world.cluster.socketUrl("streams").replace(`:${port}/`, `:${link.port}/`);
  const client = await WireClient.open(url);
  const steps = () =>
    client.messages.flatMap(
      ({ body }) => /"value",?"?(\d+)"/.exec(JSON.stringify(body))?.[1] ?? [],
    );
  client.event({ c: "Button", n: 1 }, "click");
  const all = () => client.find({ c: "Text", n: 1 }).value === "100" || undefined;
  await until("all steps", all, patienceMs);
  expect(client.patchErrors).toEqual([]);
  expect(steps()).toEqual(Array.from({ length: 100 }, (_, n) => String(n + 1)));
  link.add({ type: "bandwidth", bytesPerSecond: 1_000 }, "downstream");
  client.event({ c: "Button", n: 2 }, "click");
  await world.cutsOff(1);
  world.isBounded();
  link.heal();
  await isClosed(client);
}, 60_000);
