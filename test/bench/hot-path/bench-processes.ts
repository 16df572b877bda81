import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ConnectOrder, RunOrder } from "./generator.ts";
import { pinned } from "./pinned.ts";

/** The load generator: a process of its own, on one CPU. */
export class Generator {
  readonly #child: ChildProcess;

  constructor(cpu: string) {
    const program = fileURLToPath(new URL("./generator.ts", import.meta.url));
    this.#child = fork(program, [], pinned(cpu, ["--max-semi-space-size=32"]));
  }

  async tell<T>(order: ConnectOrder | RunOrder): Promise<T> {
    const answer = once(this.#child, "message");
    this.#child.send(order);
    const [result] = (await answer) as [T];
    return result;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async quit(): Promise<void> {
    const exit = once(this.#child, "exit");
    this.#child.send({ type: "quit" });
    await exit;
  }
}

/** A program that runs until it is let go of. */
export interface Running<Ready> {
  readonly ready: Ready;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** Starts a program on one CPU; resolves with the first thing that it says. */
export async function start<Ready>(
  program: URL,
  cpu: string,
  ...args: readonly string[]
): Promise<Running<Ready>> {
  const child = fork(fileURLToPath(program), args, pinned(cpu));
  const [ready] = (await once(child, "message")) as [Ready];
  const stop = async (): Promise<void> => {
    const exit = once(child, "exit");
    child.disconnect();
    await exit;
  };
  return { ready, child, stop };
}
