import { Worker } from "node:worker_threads";
import { messageOf } from "@flotilla/protocol";

/** Which of a page's looks: Flutter's controls are larger on phones. */
export type Device = "desktop" | "phone";

/** A page as inert HTML. */
export interface Drawing {
  readonly html: string;
  readonly css: string;
  /** Source names of the client's chunks whose controls are on it. */
  readonly chunks: readonly string[];
  /** The page's own title; empty if it has none. */
  readonly title: string;
}

/** A page on all devices. */
export type Drawings = Readonly<Record<Device, Drawing>>;

/** What the thread starts with. */
export interface PainterData {
  /** Path of the client's module that draws pages. */
  readonly module: string;
  /** The client's style sheet. */
  readonly sheet: string;
  /** Address of the icon files. */
  readonly icons: string;
}

/** What the thread is asked. */
export interface PaintOrder {
  readonly n: number;
  readonly packets: readonly Uint8Array[];
  readonly base: string;
}

/** A page has cost its thread: it took too long, or too much memory. */
export class PainterLostError extends Error {
  override readonly name = "PainterLostError";
}

/** What the thread answers. */
export type PaintAnswer =
  | { readonly n: number; readonly drawings: Drawings }
  | { readonly n: number; readonly error: string };

interface Waiting extends PaintOrder {
  readonly result: PromiseWithResolvers<Drawings>;
}

const defaultLongestMs = 15_000;
const idleMs = 10_000;
const maxWaiting = 16;
const resourceLimits = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };

/**
 * Draws pages on a thread of its own, one after the other. Pages come from apps: one that takes too long or too much memory
 * costs the thread, which comes back with the next page, and nothing else.
 */
export class Painter {
  readonly #data: () => PainterData | undefined;
  readonly #longestMs: number;
  readonly #waiting: Waiting[] = [];
  #count = 0;
  #thread: Worker | undefined;
  #running: Waiting | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  /** `data` says with what; undefined while the client is not built. */
  constructor(data: () => PainterData | undefined, longestMs = defaultLongestMs) {
    this.#data = data;
    this.#longestMs = longestMs;
  }

  /** Draws what a session has sent; rejects if that cannot be drawn, or too many wait. */
  paint(packets: readonly Uint8Array[], base: string): Promise<Drawings> {
    if (this.#isStopped) return Promise.reject(new Error("the painter has stopped"));
    if (this.#waiting.length >= maxWaiting) return Promise.reject(new Error("too many pages wait"));
    const result = Promise.withResolvers<Drawings>();
    this.#waiting.push({ n: ++this.#count, packets, base, result });
    this.#next();
    return result.promise;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    const error = new Error("the painter has stopped");
    for (const { result } of this.#waiting.splice(0)) result.reject(error);
    await this.#end(error);
  }

  #next(): void {
    if (this.#running !== undefined) return;
    clearTimeout(this.#timer);
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#timer = setTimeout(() => void this.#end(new Error("idle")), idleMs).unref();
      return;
    }
    const data = this.#data();
    if (data === undefined) {
      next.result.reject(new Error("the web client is not built"));
      this.#next();
      return;
    }
    this.#running = next;
    this.#timer = setTimeout(() => {
      void this.#end(new PainterLostError(`not drawn within ${this.#longestMs} ms`));
    }, this.#longestMs);
    this.#thread ??= this.#start(data);
    const { n, packets, base } = next;
    this.#thread.postMessage({ n, packets, base } satisfies PaintOrder);
  }

  #start(data: PainterData): Worker {
    const thread = new Worker(new URL("./painter-thread.ts", import.meta.url), {
      workerData: data,
      env: {},
      execArgv: [],
      resourceLimits,
    });
    thread.unref();
    thread.on("message", (answer: PaintAnswer) => this.#answered(answer));
    thread.on("error", (error: unknown) => {
      if (this.#thread !== thread) return;
      void this.#end(new PainterLostError(messageOf(error), { cause: error }));
    });
    thread.on("exit", () => {
      if (this.#thread === thread) void this.#end(new PainterLostError("the thread has ended"));
    });
    return thread;
  }

  #answered(answer: PaintAnswer): void {
    const running = this.#running;
    if (running === undefined || running.n !== answer.n) return;
    this.#running = undefined;
    if ("error" in answer) running.result.reject(new Error(answer.error));
    else running.result.resolve(answer.drawings);
    this.#next();
  }

  /** Ends the thread; the page that it was drawing is not drawn. */
  async #end(error: unknown): Promise<void> {
    clearTimeout(this.#timer);
    const thread = this.#thread;
    const running = this.#running;
    this.#thread = undefined;
    this.#running = undefined;
    running?.result.reject(error);
    if (!this.#isStopped && this.#waiting.length > 0) this.#next();
    await thread?.terminate();
  }
}
