import process from "node:process";
import type { Store } from "@flotilla/store";
import { createRedisStore } from "@flotilla/store/redis";
import { RedisServer } from "@flotilla/store/testing";
import { AppFolders, program } from "./app-folders.ts";
import { RunningCluster } from "./cluster.ts";
import { until } from "./until.ts";
import { WireClient } from "./wire-client.ts";

const patienceMs = 25_000;

const counter = `
const Counter = ft.component(() => {
  const [count, setCount] = ft.useState(0);
  return ft.Column([
    ft.Text(String(count)),
    ft.Button("add", { onClick: () => setCount((before) => before + 1) }),
  ]);
}, "Counter");
ft.run((page) => page.render(Counter));`;

/** What a client sees of its session. */
export const countOf = (client: WireClient): number => Number(client.find({ c: "Text" }).value);

/** Presses once; the click works once. */
export async function press(client: WireClient): Promise<void> {
  const expected = countOf(client) + 1;
  client.event({ c: "Button" }, "click");
  await until("a click to work", () => countOf(client) === expected || undefined, patienceMs).catch(
    (cause: unknown) => {
      const { closed, replies, sessionId, unacknowledged } = client;
      const facts = { shown: countOf(client), replies, unacknowledged: unacknowledged.size };
      const found = JSON.stringify({ sessionId, expected, ...facts });
      throw new Error(`a click did not work: ${found} ${closed ?? ""}`, { cause });
    },
  );
}

/** A real cluster with the app `counter`, whose sessions count, and a Redis that can be killed and come back empty. */
export class CountingCluster implements AsyncDisposable {
  readonly cluster: RunningCluster;
  /** The store as the test sees it. */
  readonly store: Store;
  readonly #clients: WireClient[] = [];
  #redis: RedisServer | undefined;

  private constructor(cluster: RunningCluster, store: Store) {
    this.cluster = cluster;
    this.store = store;
  }

  static async start(
    env: Readonly<Record<string, string>> = {},
    settings: Readonly<Record<string, unknown>> = {},
  ): Promise<CountingCluster> {
    await using apps = await AppFolders.open();
    const cluster = await RunningCluster.start([], {
      FLOTILLA_WORKER_SESSIONS_PER_PROCESS: "4",
      ...env,
    });
    const files = {
      "main.ts": program(counter),
      "flotilla.json": JSON.stringify({ typecheck: "off", ...settings }),
    };
    const deployed = await cluster.command("deploy", await apps.write("counter", files));
    if (deployed.code !== 0) throw new Error(deployed.stderr);
    const store = createRedisStore({ url: cluster.ready.redis.url });
    await store.start();
    return new CountingCluster(cluster, store);
  }

  /** A visitor at one of the gateways; with an id, one who comes back. */
  async visit(gateway: number, sessionId?: string): Promise<WireClient> {
    const url = this.cluster.socketUrl("counter", gateway);
    const options = { isNumbering: true, ...(sessionId !== undefined && { sessionId }) };
    const client = await WireClient.open(url, options);
    this.#clients.push(client);
    return client;
  }

  killRedis(): void {
    const pid = this.#redis?.pid ?? this.cluster.ready.redis.pid;
    process.kill(pid, "SIGKILL");
  }

  /** At the same address, without anything that it knew. */
  async startRedis(): Promise<void> {
    const before = this.#redis;
    const { port } = new URL(this.cluster.ready.redis.url);
    const start = () =>
      RedisServer.start({ port: Number(port) }).catch((error: Error) => {
        if (!/listening/.test(String(error.cause))) throw error;
        return undefined; // somebody's outgoing connection has taken the port
      });
    this.#redis = await until("the port of Redis to be free again", start);
    await before?.[Symbol.asyncDispose]();
  }

  /** A command for the Redis that runs now. */
  async redis(...args: readonly string[]): Promise<string> {
    if (this.#redis === undefined) throw new Error("the first Redis is the cluster's own");
    return await this.#redis.command(args);
  }

  /** Waits until the store has so many sessions with a socket and without one, and as many seats. */
  async knows(attached: number, detached: number, withinMs = patienceMs): Promise<void> {
    const { sessions, processes } = this.store;
    const wanted = JSON.stringify([attached, detached, attached + detached]);
    let found = "";
    const look = async (): Promise<true | undefined> => {
      const running = await processes.list("local", "counter");
      const seats = running.reduce((sum, process) => sum + process.seats, 0);
      const states = [
        sessions.count({ state: "attached" }),
        sessions.count({ state: "detached" }),
      ] as const;
      found = JSON.stringify([...(await Promise.all(states)), seats]);
      return found === wanted || undefined;
    };
    await until(
      `attached, detached and seats to be ${wanted}`,
      () => look().catch(() => undefined),
      withinMs,
    ).catch((cause: unknown) => {
      const logs = this.cluster.logs.slice(-20).join("\n");
      throw new Error(`expected ${wanted}, found ${found}\n${logs}`, { cause });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients) await client[Symbol.asyncDispose]();
    await this.store.stop();
    await this.cluster[Symbol.asyncDispose]();
    await this.#redis?.[Symbol.asyncDispose]();
  }
}
