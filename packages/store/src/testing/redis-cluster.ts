import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { RedisServer } from "./redis-server.ts";

const run = promisify(execFile);
const patienceMs = 20_000;
const maxAttempts = 4;

/** Three real masters in cluster mode, and with `hasReplicas` one replica of each. */
export class RedisCluster implements AsyncDisposable {
  readonly #servers: readonly RedisServer[];

  private constructor(servers: readonly RedisServer[]) {
    this.#servers = servers;
  }

  static async start({ hasReplicas = false } = {}): Promise<RedisCluster> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await RedisCluster.#start(hasReplicas ? 1 : 0);
      } catch (error) {
        if (attempt === maxAttempts) throw error; // somebody may have had one of the ports
      }
    }
  }

  static async #start(replicas: number): Promise<RedisCluster> {
    const settings = { "cluster-enabled": "yes", "cluster-node-timeout": "2000" };
    // The bus of a node listens 10,000 ports above its own: both below those that the system gives away.
    const width = 2_500 / (1 + replicas);
    const ports = Array.from(
      { length: 3 + 3 * replicas },
      (_, n) => 12_000 + Math.floor((n + Math.random()) * width),
    );
    const started = await Promise.allSettled(
      ports.map((port) => RedisServer.start({ ...settings, port })),
    );
    const servers = started.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
    const cluster = new RedisCluster(servers);
    try {
      for (const each of started) if (each.status === "rejected") throw each.reason;
      const hosts = servers.map(({ port }) => `127.0.0.1:${port}`);
      const options = ["--cluster-replicas", `${replicas}`, "--cluster-yes"];
      await run("redis-cli", ["--cluster", "create", ...hosts, ...options]);
      await cluster.#settled();
    } catch (error) {
      await cluster[Symbol.asyncDispose]();
      throw error;
    }
    return cluster;
  }

  get url(): string {
    return `redis+cluster://${this.#servers.map(({ port }) => `127.0.0.1:${port}`).join(",")}`;
  }

  /** The servers that are masters, or replicas, now. */
  async withRole(role: "master" | "slave"): Promise<readonly RedisServer[]> {
    const roles = await Promise.all(this.#servers.map((server) => server.command(["role"])));
    return this.#servers.filter((_, n) => roles[n]?.startsWith(role));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of this.#servers) await server[Symbol.asyncDispose]();
  }

  async #settled(): Promise<void> {
    const end = performance.now() + patienceMs;
    for (const { port } of this.#servers)
      for (;;) {
        const { stdout } = await run("redis-cli", ["-p", `${port}`, "cluster", "info"]);
        if (stdout.includes("cluster_state:ok")) break;
        if (performance.now() > end) throw new Error(`the cluster is not ready:\n${stdout}`);
        await sleep(50);
      }
  }
}
