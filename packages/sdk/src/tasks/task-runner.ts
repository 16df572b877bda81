/** What a thread is told besides its input. */
export interface ThreadOptions<Progress = unknown> {
  /** Receives what the thread reports on its way. */
  readonly onProgress?: (progress: Progress) => unknown;
  /** Ends the thread. */
  readonly signal?: AbortSignal;
}

/** Starts threads; the process that hosts the app has one. */
export interface ThreadPort {
  /** Runs `run(input, report)` of a module; settles with its result, rejects when it fails or is aborted. */
  start(
    module: URL,
    input: unknown,
    options: { readonly signal: AbortSignal; readonly onProgress: (progress: unknown) => void },
  ): Promise<unknown>;
}

/** Runs an app's background work in its session: in the session's scope, with its errors, until it is closed. */
export class TaskRunner {
  readonly #inScope: <T>(run: () => T) => T;
  readonly #ended: () => void;
  readonly #threads: ThreadPort | undefined;
  readonly #closing = new AbortController();
  #running = 0;

  constructor(inScope: <T>(run: () => T) => T, ended: () => void, threads: ThreadPort | undefined) {
    this.#inScope = inScope;
    this.#ended = ended;
    this.#threads = threads;
  }

  /** How many tasks and threads run. */
  get running(): number {
    return this.#running;
  }

  /** Aborted when the session is closed. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** Starts a function beside the handlers; its error is the caller's, and shown to the user if nobody catches it. */
  runTask<A extends readonly unknown[], R>(
    task: (...args: A) => R | PromiseLike<R>,
    ...args: A
  ): Promise<Awaited<R>> {
    // the handler that starts a task ends its own step first
    const start = () => Promise.resolve().then(() => task(...args)) as Promise<Awaited<R>>;
    return this.#watch(start);
  }

  /** Runs `run(input, report)` of a module on a thread of its own; the caller knows what it returns and reports. */
  runThread<Result, Progress>(
    module: URL,
    input: unknown,
    options: ThreadOptions<Progress> = {},
  ): Promise<Result> {
    const threads = this.#threads;
    if (threads === undefined) {
      return Promise.reject(new Error("this process cannot start threads"));
    }
    const signals = [this.#closing.signal, ...(options.signal ? [options.signal] : [])];
    return this.#watch(() =>
      threads.start(module, input, {
        signal: AbortSignal.any(signals),
        onProgress: (progress) => {
          if (!this.closing.aborted)
            this.#inScope(() => options.onProgress?.(progress as Progress));
        },
      }),
    ) as Promise<Result>;
  }

  close(): void {
    this.#closing.abort(new Error("the session was closed"));
  }

  #watch<T>(start: () => Promise<T>): Promise<T> {
    this.#running++;
    // Chained in the session's scope: what nobody catches is the session's, as that of any other promise.
    const result: Promise<T> = this.#inScope(() =>
      start()
        .finally(() => {
          this.#running--;
          this.#ended();
        })
        .catch((error: unknown) => {
          if (this.closing.aborted || isAbort(error)) result.catch(() => {}); // nobody's fault
          throw error;
        }),
    );
    return result;
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
