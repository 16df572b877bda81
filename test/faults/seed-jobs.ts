import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { descendantsOf } from "../support/process-tree.ts";
import type { SeedReport } from "./seed-report.ts";

/** It has had its time: it is to tell how far it has come. */
export const tooLate = "too late";

/** What a process is asked for. */
export interface SeedOrder {
  readonly seed: number;
  /** How long things go wrong, if it is not what is usual. */
  readonly lastsMs?: number;
}

const program = fileURLToPath(new URL("./seed-runner.ts", import.meta.url));
/** Each gateway or worker that starts loads all of its modules anew: with this in half the time. */
const compiled = fileURLToPath(new URL("../../node_modules/.cache/faults", import.meta.url));
/** Beyond what its schedule lasts. */
const seedLimitMs = 120_000;
const leaveMs = 15_000;

/** Runs seeds in processes beside each other, each with a cluster of its own. */
export class SeedJobs implements AsyncDisposable {
  readonly #plant: "fence" | undefined;
  readonly #children = new Set<ChildProcess>();

  constructor(options: { readonly plant?: "fence" | undefined } = {}) {
    this.#plant = options.plant;
  }

  /** Resolves when there are no more orders, or at once when it is aborted. */
  async run(
    jobs: number,
    orders: Iterator<SeedOrder, undefined>,
    onReport: (report: SeedReport) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const aborted = Promise.withResolvers<undefined>();
    signal.addEventListener("abort", () => aborted.resolve(undefined), { once: true });
    const lane = async (): Promise<void> => {
      let child: ChildProcess | undefined;
      while (!signal.aborted) {
        const { value: order } = orders.next();
        if (order === undefined) return;
        child ??= this.#start();
        const report = await Promise.race([this.#ask(child, order), aborted.promise]);
        if (report === undefined) return;
        if (!child.connected) child = undefined;
        await onReport(report);
      }
    };
    await Promise.all(Array.from({ length: jobs }, lane));
  }

  /** Lets all processes end what they have started. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#children].map((child) => this.#end(child)));
  }

  async #end(child: ChildProcess): Promise<void> {
    if (!this.#children.has(child)) return;
    const exited = once(child, "exit");
    if (child.connected) child.disconnect();
    const late = setTimeout(() => void endTree(child), leaveMs);
    await exited;
    clearTimeout(late);
  }

  #start(): ChildProcess {
    const child = fork(program, this.#plant === undefined ? [] : [this.#plant], {
      execArgv: ["--disable-warning=ExperimentalWarning"],
      env: { NODE_COMPILE_CACHE: compiled, ...process.env },
    });
    this.#children.add(child);
    child.once("exit", () => this.#children.delete(child));
    return child;
  }

  /** A process that ends instead of answering, or does not answer at all, has broken a rule of its own. */
  async #ask(child: ChildProcess, order: SeedOrder): Promise<SeedReport> {
    const { promise, resolve } = Promise.withResolvers<SeedReport>();
    const failed = (text: string): void => {
      const { seed } = order;
      const bad = { violations: [{ rule: "run", session: "", text }], file: "", excerpt: "" };
      resolve({ seed, faults: {}, clicks: 0, tookMs: 0, bad, repeated: [] });
    };
    const ended = (code: number | null, name: string | null): void =>
      failed(`its process ended with ${name ?? code}`);
    const limitMs = seedLimitMs + 3 * (order.lastsMs ?? 0);
    let isLate = false;
    const asked = setTimeout(() => {
      isLate = true;
      child.send(tooLate);
    }, limitMs);
    const late = setTimeout(() => void endTree(child), limitMs + leaveMs);
    child.once("message", resolve);
    child.once("exit", ended);
    child.send(order);
    const report = await promise;
    clearTimeout(asked);
    clearTimeout(late);
    if (isLate) await this.#end(child);
    child.off("message", resolve).off("exit", ended);
    return report;
  }
}

/** Ends a process that does not end by itself, and what it has started. */
async function endTree({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined) return;
  for (const each of [pid, ...(await descendantsOf(pid))]) {
    try {
      process.kill(each, "SIGKILL");
    } catch {
      // it has ended
    }
  }
}
