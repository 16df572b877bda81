import { once } from "node:events";
import { Worker as Thread } from "node:worker_threads";

const program = new URL("./node-thread.ts", import.meta.url);

/** A thread with the services loaded, which is none of them yet. */
export interface SpareThread {
  readonly thread: Thread;
  /** 1: it stands still when it is asked to. */
  readonly gate: Int32Array;
  readonly clockOffset: Float64Array;
}

/** Keeps one thread ready, as loading the services takes longer than starting one. */
export class NodeThreadPool implements AsyncDisposable {
  #spare: SpareThread | undefined;

  /** Has the next thread made. */
  warm(): void {
    this.#spare ??= makeThread();
  }

  take(): SpareThread {
    const spare = this.#spare ?? makeThread();
    this.#spare = makeThread();
    return spare;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const spare = this.#spare;
    this.#spare = undefined;
    if (spare !== undefined) await endThread(spare.thread);
  }
}

/** Ends a thread as SIGKILL ends a process: its sockets close, nothing of it runs any more. */
export async function endThread(thread: Thread): Promise<void> {
  await thread.terminate();
}

function makeThread(): SpareThread {
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const clockOffset = new Float64Array(new SharedArrayBuffer(8));
  const thread = new Thread(program, {
    workerData: { gate, clockOffset },
    execArgv: ["--disable-warning=ExperimentalWarning"],
    stderr: false,
  });
  thread.setMaxListeners(0);
  once(thread, "error").catch(() => {}); // told to whoever has taken it
  return { thread, gate, clockOffset };
}
