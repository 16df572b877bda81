import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";

/** What is started, and what is to be heard of it. */
export interface Start {
  /** What it is called in errors and in the name of its folder. */
  readonly name: string;
  readonly args: (data: string) => readonly string[];
  readonly env: (data: string) => Readonly<Record<string, string>>;
  /** What it says after it is ready. */
  readonly onEvent?: (event: unknown) => void;
}

/** A program of ours with a data folder of its own, which has said in a line of JSON that it is ready. */
export class ReadyProcess<Ready> implements AsyncDisposable {
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

  static async start<Ready>({ name, args, env, onEvent }: Start): Promise<ReadyProcess<Ready>> {
    const data = await mkdtemp(join(tmpdir(), `flotilla-${name}-`));
    const child = spawn(process.execPath, args(data), {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...env(data) },
    });
    const logs: string[] = [];
    createInterface({ input: child.stderr }).on("line", (line) => logs.push(line));
    const ready = Promise.withResolvers<Ready | undefined>();
    createInterface({ input: child.stdout })
      .on("line", (line) => {
        const event = JSON.parse(line) as { event: string };
        if (event.event === "ready") ready.resolve(event as Ready);
        else onEvent?.(event);
      })
      .once("close", () => ready.resolve(undefined));
    const first = await ready.promise;
    if (first !== undefined) return new ReadyProcess(child, first, logs, data);
    child.kill("SIGKILL");
    await rm(data, { recursive: true, force: true });
    throw new Error(`the ${name} ended before it was ready:\n${logs.join("\n")}`);
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
