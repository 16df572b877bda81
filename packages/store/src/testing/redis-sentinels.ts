import { execFileSync } from "node:child_process";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { RedisServer } from "./redis-server.ts";

const patienceMs = 20_000;

/** Whether this machine has Sentinel, which is a package of its own in Debian. */
export function hasSentinel(): boolean {
  try {
    execFileSync("redis-sentinel", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** A master, a replica and a Sentinel that watches them. */
export class RedisSentinels implements AsyncDisposable {
  readonly master: RedisServer;
  readonly replica: RedisServer;
  readonly sentinel: RedisServer;

  private constructor(master: RedisServer, replica: RedisServer, sentinel: RedisServer) {
    this.master = master;
    this.replica = replica;
    this.sentinel = sentinel;
  }

  static async start(): Promise<RedisSentinels> {
    const master = await RedisServer.start();
    const replica = await RedisServer.start({ replicaof: `127.0.0.1 ${master.port}` });
    const text = [
      `sentinel monitor main 127.0.0.1 ${master.port} 1`,
      "sentinel down-after-milliseconds main 500",
      "sentinel failover-timeout main 2000",
    ].join("\n");
    const sentinel = await RedisServer.start({}, { program: "redis-sentinel", text });
    const all = new RedisSentinels(master, replica, sentinel);
    await all.#until(async () => {
      const known = await sentinel.command(["sentinel", "replicas", "main"]);
      return known.includes("127.0.0.1") && (await master.isCopied());
    });
    return all;
  }

  get url(): string {
    return `redis+sentinel://127.0.0.1:${this.sentinel.port}/main`;
  }

  /** As an operator does it: the replica becomes the master, what it has not got yet is lost. */
  async failOver(): Promise<void> {
    await this.sentinel.command(["sentinel", "failover", "main"]);
    await this.promoted();
  }

  killMaster(): void {
    process.kill(this.master.pid, "SIGKILL");
  }

  /** Resolves when Sentinel names the replica as the master. */
  async promoted(): Promise<void> {
    const { port } = this.replica;
    await this.#until(async () => {
      const [, known] = (
        await this.sentinel.command(["sentinel", "get-master-addr-by-name", "main"])
      ).split("\n");
      const role = await this.replica.command(["role"]);
      return Number(known) === port && role.startsWith("master");
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of [this.sentinel, this.replica, this.master])
      await server[Symbol.asyncDispose]();
  }

  async #until(done: () => Promise<boolean>): Promise<void> {
    for (const end = performance.now() + patienceMs; !(await done()); ) {
      if (performance.now() > end) throw new Error("Sentinel is not ready");
      await sleep(50);
    }
  }
}
