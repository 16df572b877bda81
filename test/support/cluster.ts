import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { type CommandResult, runCli } from "./served-host.ts";

const main = fileURLToPath(new URL("../../services/host/src/cluster/main.ts", import.meta.url));

/** What the ready line of a cluster says. */
export interface ClusterReady {
  readonly gateways: readonly {
    readonly url: string;
    readonly internalUrl: string;
    readonly pid: number;
  }[];
  readonly workers: readonly { readonly internalUrl: string; readonly pid: number }[];
  readonly control: { readonly url: string; readonly pid: number };
  readonly redis: { readonly url: string; readonly pid: number };
  readonly tokenFile: string;
}

/** A real cluster, started as its user would: `npm run cluster -- --json`, with a data folder of its own. */
export class RunningCluster implements AsyncDisposable {
  readonly ready: ClusterReady;
  readonly logs: string[];
  readonly child: ChildProcess;
  readonly #data: string;

  private constructor(child: ChildProcess, ready: ClusterReady, logs: string[], data: string) {
    this.child = child;
    this.ready = ready;
    this.logs = logs;
    this.#data = data;
  }

  static async start(
    args: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
  ): Promise<RunningCluster> {
    const data = await mkdtemp(join(tmpdir(), "flotilla-cluster-"));
    const all = [main, "--json", "--no-samples", "--data", join(data, "data"), ...args];
    const child = spawn(process.execPath, all, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, XDG_CONFIG_HOME: join(data, "config"), ...env },
    });
    const logs: string[] = [];
    createInterface({ input: child.stderr }).on("line", (line) => logs.push(line));
    for await (const line of createInterface({ input: child.stdout })) {
      const ready = JSON.parse(line) as ClusterReady;
      child.stdout.resume();
      return new RunningCluster(child, ready, logs, data);
    }
    await rm(data, { recursive: true, force: true });
    throw new Error(`the cluster ended before it was ready:\n${logs.join("\n")}`);
  }

  /** The socket address of an app of the local team at one of the gateways. */
  socketUrl(app: string, gateway = 0): string {
    const url = this.ready.gateways[gateway]?.url ?? "";
    return `${url.replace("http", "ws")}/local/${app}/ws`;
  }

  /** Runs a command of the CLI against one of the gateways. */
  async command(...args: readonly string[]): Promise<CommandResult> {
    return await runCli(args, {
      FLOTILLA_URL: this.ready.gateways[0]?.url ?? "",
      FLOTILLA_TOKEN: (await readFile(this.ready.tokenFile, "utf8")).trim(),
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const exited = once(this.child, "exit");
      this.child.kill("SIGTERM");
      await exited;
    }
    await rm(this.#data, { recursive: true, force: true });
  }
}
