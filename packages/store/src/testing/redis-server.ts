import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A real redis-server on a port and in a folder of its own, gone when disposed. */
export class RedisServer implements AsyncDisposable {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #folder: string;

  private constructor(port: number, child: ChildProcess, folder: string) {
    this.port = port;
    this.#child = child;
    this.#folder = folder;
  }

  /**
   * `settings` are those of redis.conf, over what is given here; with a `config` the server gets it as a file that it may
   * write to, as Sentinels need it.
   */
  static async start(
    settings: Readonly<Record<string, string | number>> = {},
    config?: { readonly program: "redis-sentinel"; readonly text: string },
  ): Promise<RedisServer> {
    const folder = await mkdtemp(join(tmpdir(), "flotilla-redis-"));
    const { port = await freePort() } = settings;
    const all = { port, bind: "127.0.0.1", save: "", appendonly: "no", dir: folder, ...settings };
    const flags = Object.entries(all).flatMap(([name, value]) => [`--${name}`, `${value}`]);
    const file = join(folder, "redis.conf");
    if (config !== undefined) await writeFile(file, `port ${port}\n${config.text}\n`);
    const child = spawn(config?.program ?? "redis-server", config === undefined ? flags : [file], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const server = new RedisServer(Number(port), child, folder);
    try {
      await once(child, "spawn");
      await ready(child.stdout);
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw new Error("redis-server did not start (Debian: apt-get install redis-server)", {
        cause: error,
      });
    }
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error("redis-server does not run");
    return pid;
  }

  /** What `redis-cli` answers to a command. */
  async command(args: readonly string[]): Promise<string> {
    const { stdout } = await run("redis-cli", ["-p", `${this.port}`, ...args]);
    return stdout;
  }

  /** Whether a replica has what this server has now. */
  async isCopied(): Promise<boolean> {
    const running = run("redis-cli", ["-p", `${this.port}`]);
    running.child.stdin?.end("ping\nwait 1 1000\n"); // what is waited for is what was there at the connection's last command
    return (await running).stdout.endsWith("\n1\n");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid !== undefined && exitCode === null && signalCode === null) {
      const exit = once(this.#child, "exit");
      this.#child.kill("SIGCONT"); // one that was stopped would not hear the other
      this.#child.kill("SIGTERM");
      await exit;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Waits for the server's own word, so another process on the same port cannot pass for it. */
async function ready(output: Readable): Promise<void> {
  let last = "no output";
  for await (const line of createInterface({ input: output })) {
    if (/Ready to accept connections|Sentinel ID is/.test(line)) {
      output.resume();
      return;
    }
    if (line.trim() !== "") last = line;
  }
  throw new Error(last);
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
