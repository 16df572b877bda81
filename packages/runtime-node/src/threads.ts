import process from "node:process";
import type { ThreadPort } from "@flotilla/sdk/runtime";
import type { Errands } from "./errands.ts";
import { Seats } from "./seats.ts";
import { answerThread, type ThreadRequest } from "./thread-requests.ts";

/** What a thread is started with. */
export interface ThreadData {
  readonly module: string;
  readonly sdk: string;
  readonly input: unknown;
  /** Its requests are sent by way of the process. */
  readonly relaysRequests: boolean;
}

/** What a thread sends back. */
export type ThreadMessage =
  | ThreadRequest
  | { readonly type: "progress"; readonly value: unknown }
  | { readonly type: "result"; readonly value: unknown }
  | { readonly type: "error"; readonly error: unknown };

/** `page.runThread`: modules of the app run on threads of this process, a few at a time. */
export class Threads implements ThreadPort {
  readonly #limit: number;
  readonly #sdkPath: string;
  readonly #requests: Pick<Errands, "request"> | undefined;
  readonly #seats: Seats;

  /** `requests`: what sends the requests of threads; without it they have the network themselves. */
  constructor(limit: number, sdkPath: string, requests: Pick<Errands, "request"> | undefined) {
    this.#limit = limit;
    this.#seats = new Seats(limit);
    this.#sdkPath = sdkPath;
    this.#requests = requests;
  }

  async start(
    module: URL,
    input: unknown,
    options: { readonly signal: AbortSignal; readonly onProgress: (progress: unknown) => void },
  ): Promise<unknown> {
    if (this.#limit === 0) throw new Error('threads are off: "threads" in flotilla.json is 0');
    await this.#seats.take(options.signal);
    try {
      const relaysRequests = this.#requests !== undefined;
      return await runThread(
        { module: module.href, sdk: this.#sdkPath, input, relaysRequests },
        options,
        this.#requests,
      );
    } finally {
      this.#seats.leave();
    }
  }
}

function runThread(
  data: ThreadData,
  options: { readonly signal: AbortSignal; readonly onProgress: (progress: unknown) => void },
  requests: Pick<Errands, "request"> | undefined,
): Promise<unknown> {
  // Most apps start no thread; theirs should not pay for it.
  const { Worker } = process.getBuiltinModule("node:worker_threads");
  const { getHeapStatistics } = process.getBuiltinModule("node:v8");
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const worker = new Worker(new URL("./thread.mjs", import.meta.url), {
    workerData: data,
    resourceLimits: {
      // A thread that fills its memory ends itself, not the process with its sessions.
      maxOldGenerationSizeMb: Math.floor(getHeapStatistics().heap_size_limit / 2 ** 21),
    },
  });
  const abort = (): void => {
    reject(options.signal.reason);
    void worker.terminate();
  };
  options.signal.addEventListener("abort", abort, { once: true });
  worker.on("message", (message: ThreadMessage) => {
    if (message.type === "progress") options.onProgress(message.value);
    else if (message.type === "result") resolve(message.value);
    else if (message.type === "error") reject(message.error);
    else if (requests !== undefined) {
      void answerThread(message, requests).then((answer) => worker.postMessage(answer));
    }
  });
  worker.on("error", reject);
  worker.on("exit", (code) => {
    options.signal.removeEventListener("abort", abort);
    reject(new Error(`the thread ended with code ${code} before its result`));
  });
  return promise.finally(() => worker.terminate());
}
