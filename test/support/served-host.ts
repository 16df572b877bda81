import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

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
  readonly #data: string;

  private constructor(child: ChildProcess, ready: Ready, logs: string[], data: string) {
    this.child = child;
    this.ready = ready;
    this.logs = logs;
    this.#data = data;
  }

  static async start(
    args: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
  ): Promise<ServedHost> {
    const data = await mkdtemp(join(tmpdir(), "flotilla-host-"));
    const child = spawn(
      process.execPath,
      ["--max-semi-space-size=4", cli, "serve", ...anyPort, "--json", "--data", data, ...args],
      { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } },
    );
    const logs: string[] = [];
    createInterface({ input: child.stderr }).on("line", (line) => logs.push(line));
    try {
      for await (const line of createInterface({ input: child.stdout })) {
        const event = JSON.parse(line) as { event: string } & Ready;
        if (event.event !== "ready") continue;
        child.stdout.resume();
        return new ServedHost(child, event, logs, data);
      }
      throw new Error(`the host ended before it was ready:\n${logs.join("\n")}`);
    } catch (error) {
      child.kill("SIGKILL");
      await rm(data, { recursive: true, force: true });
      throw error;
    }
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
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const exited = once(this.child, "exit");
      this.child.kill("SIGTERM");
      await exited;
    }
    await rm(this.#data, { recursive: true, force: true });
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
