import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { ReadyProcess } from "./ready-process.ts";

const cli = fileURLToPath(new URL("../../packages/cli/src/main.ts", import.meta.url));

const anyPort = ["--port", "0", "--internal-port", "0"];

/** What a command of the CLI left behind. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Ready {
  readonly url: string;
  readonly internalUrl: string;
  readonly tokenFile: string;
  readonly tier: string;
}

/** A real embedded host, started as its user would: `flotilla serve --json` on free ports with a data folder of its own. */
export class ServedHost implements AsyncDisposable {
  readonly ready: Ready;
  readonly logs: string[];
  readonly child: ChildProcess;
  readonly #process: ReadyProcess<Ready>;

  private constructor(started: ReadyProcess<Ready>) {
    this.#process = started;
    this.child = started.child;
    this.ready = started.ready;
    this.logs = started.logs;
  }

  static async start(
    args: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
  ): Promise<ServedHost> {
    const serve = ["--max-semi-space-size=4", cli, "serve", ...anyPort, "--json"];
    const started = await ReadyProcess.start<Ready>({
      name: "host",
      args: (data) => [...serve, "--data", data, ...args],
      env: () => env,
    });
    return new ServedHost(started);
  }

  /** The socket address of an app. */
  socketUrl(team: string, app: string): string {
    return `${this.ready.url.replace("http", "ws")}/${team}/${app}/ws`;
  }

  /** Runs a command of the CLI against this host. */
  async command(...args: readonly string[]): Promise<CommandResult> {
    return await runCli(args, {
      FLOTILLA_URL: this.ready.url,
      FLOTILLA_TOKEN: await this.token(),
    });
  }

  async token(): Promise<string> {
    return (await readFile(this.ready.tokenFile, "utf8")).trim();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process[Symbol.asyncDispose]();
  }
}

/** Runs the CLI as a process and waits for its end. */
export async function runCli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const child = spawn(process.execPath, [cli, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stdout, stderr };
}
