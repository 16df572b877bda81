import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { LoadOrder, LoadResult } from "./load.ts";

/** The users of a server: a process of their own. */
export class Clickers {
  readonly #child: ChildProcess = fork(fileURLToPath(new URL("./load.ts", import.meta.url)));

  /** Of the process. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async tell(order: LoadOrder): Promise<LoadResult> {
    const answer = once(this.#child, "message");
    this.#child.send(order);
    const [result] = (await answer) as [LoadResult];
    return result;
  }

  async quit(): Promise<void> {
    const exit = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await exit;
  }
}
