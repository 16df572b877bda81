import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../main.ts", import.meta.url));

/** What a command left behind. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The objects of `--json`, line by line. */
  readonly json: readonly Record<string, unknown>[];
}

/** The ready line of a host. */
export interface ReadyLine {
  readonly url: string;
  readonly internalUrl: string;
  readonly tokenFile: string;
  readonly tier: string;
}

/** A user's home and folder, empty at first; commands run in it as processes. */
export class CliWorld implements AsyncDisposable {
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly #children: ChildProcess[] = [];

  private constructor(folder: string, env: CliWorld["env"]) {
    this.folder = folder;
    const kept = Object.entries(env).filter(([name]) => !name.startsWith("FLOTILLA_"));
    this.env = { ...Object.fromEntries(kept), XDG_CONFIG_HOME: join(folder, "config") };
  }

  /** The tester's environment, without what it says about Flotilla. */
  static async open(env: CliWorld["env"]): Promise<CliWorld> {
    return new CliWorld(await mkdtemp(join(tmpdir(), "flotilla-cli-")), env);
  }

  /** Runs a command to its end. */
  async run(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<CommandResult> {
    const child = this.spawn(args, env);
    if (child.stdout === null || child.stderr === null) throw new Error("expected pipes");
    const exit = once(child, "exit");
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const [code] = (await exit) as [number | null];
    const json = args.includes("--json")
      ? stdout
          .split("\n")
          .filter((line) => line !== "")
          .map((line) => JSON.parse(line) as Record<string, unknown>)
      : [];
    return { code, stdout, stderr, json };
  }

  spawn(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
    const child = spawn(process.execPath, [main, ...args], {
      cwd: this.folder,
      env: { ...this.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#children.push(child);
    return child;
  }

  /** Starts a host and waits for its ready line. */
  async serve(args: readonly string[] = []): Promise<{ child: ChildProcess; ready: ReadyLine }> {
    const ports = ["--port", "0", "--internal-port", "0"];
    const child = this.spawn(["serve", ...ports, "--json", ...args]);
    if (child.stdout === null || child.stderr === null) throw new Error("expected pipes");
    const errors = text(child.stderr);
    for await (const line of createInterface({ input: child.stdout })) {
      const event = JSON.parse(line) as { event: string } & ReadyLine;
      if (event.event !== "ready") break;
      child.stdout.resume();
      return { child, ready: event };
    }
    throw new Error(`the host did not start: ${await errors}`);
  }

  /** Writes files below the folder. */
  async write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [path, content] of Object.entries(files)) {
      const target = join(this.folder, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, content);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const exit = once(child, "exit");
      child.kill("SIGTERM");
      await exit;
    }
    await rm(this.folder, { recursive: true });
  }
}
