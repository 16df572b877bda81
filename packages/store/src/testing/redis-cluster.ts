import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { RedisServer } from "./redis-server.ts";

const run = promisify(execFile);
const patienceMs = 20_000;

/** Three real masters in cluster mode. */
export class RedisCluster implements AsyncDisposable {
  readonly #servers: readonly RedisServer[];

  private constructor(servers: readonly RedisServer[]) {
    this.#servers = servers;
  }

  static async start(): Promise<RedisCluster> {
    const settings = { "cluster-enabled": "yes", "cluster-node-timeout": "2000" };
    // The bus of a node listens 10,000 ports above its own.
    const ports = [0, 1, 2].map((n) => 21_000 + n * 3_000 + Math.floor(Math.random() * 3_000));
    const servers = await Promise.all(
      ports.map((port) => RedisServer.start({ ...settings, port })),
    );
    const cluster = new RedisCluster(servers);
    try {
      const hosts = servers.map(({ port }) => `127.0.0.1:${port}`);
      await run("redis-cli", ["--cluster", "create", ...hosts, "--cluster-yes"]);
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
