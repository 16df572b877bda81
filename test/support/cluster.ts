import type { ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { ReadyProcess } from "./ready-process.ts";
import { type CommandResult, runCli } from "./served-host.ts";
import { until } from "./until.ts";

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

/** What a cluster says of a part that was started again. */
interface RestartedPart {
  readonly event: "restarted";
  readonly part: string;
  readonly pid: number;
  readonly url?: string;
  readonly internalUrl?: string;
}

/** A real cluster, started as its user would: `npm run cluster -- --json`, with a data folder of its own. */
export class RunningCluster implements AsyncDisposable {
  readonly ready: ClusterReady;
  readonly logs: string[];
  readonly child: ChildProcess;
  /** Parts that were started again, in order. */
  readonly restarted: readonly RestartedPart[];
  readonly #process: ReadyProcess<ClusterReady>;

  private constructor(started: ReadyProcess<ClusterReady>, restarted: readonly RestartedPart[]) {
    this.#process = started;
    this.child = started.child;
    this.ready = started.ready;
    this.logs = started.logs;
    this.restarted = restarted;
  }

  static async start(
    args: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
  ): Promise<RunningCluster> {
    const restarted: RestartedPart[] = [];
    const started = await ReadyProcess.start<ClusterReady>({
      name: "cluster",
      args: (data) => [main, "--json", "--no-samples", "--data", join(data, "data"), ...args],
      env: (data) => ({
        XDG_CONFIG_HOME: join(data, "config"),
        FLOTILLA_GATEWAY_DRAIN: "1s", // at the end of a test nobody is to be spared
        ...env,
      }),
      onEvent: (event) => restarted.push(event as RestartedPart),
    });
    return new RunningCluster(started, restarted);
  }

  /** The socket address of an app of the local team at one of the gateways. */
  socketUrl(app: string, gateway = 0): string {
    const url = this.ready.gateways[gateway]?.url ?? "";
    return `${url.replace("http", "ws")}/local/${app}/ws`;
  }

  /** The process that a part is now. */
  pidOf(part: "gateway" | "worker", index: number): number {
    const again = this.restarted.findLast((each) => each.part === `${part}-${index + 1}`);
    const first = part === "gateway" ? this.ready.gateways[index] : this.ready.workers[index];
    return again?.pid ?? first?.pid ?? 0;
  }

  /** Sends SIGTERM to a part, as it is now; resolves when it is there again. */
  async restart(part: "gateway" | "worker", index: number): Promise<RestartedPart> {
    const name = `${part}-${index + 1}`;
    const before = this.restarted.length;
    process.kill(this.pidOf(part, index), "SIGTERM");
    return await until(
      `${name} to be back`,
      () => this.restarted.slice(before).find((each) => each.part === name),
      60_000,
    );
  }

  /** Runs a command of the CLI against one of the gateways. */
  async command(...args: readonly string[]): Promise<CommandResult> {
    return await runCli(args, {
      FLOTILLA_URL: this.ready.gateways[0]?.url ?? "",
      FLOTILLA_TOKEN: (await readFile(this.ready.tokenFile, "utf8")).trim(),
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process[Symbol.asyncDispose]();
  }
}
