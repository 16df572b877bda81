import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Logger } from "@flotilla/service-kit";

/** A process of the cluster. */
export interface PartOrder {
  /** What logs call it. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What its output says when it is ready: the part of the line that is worth keeping, undefined for other lines. */
  readonly readyOf: (line: string) => Readonly<Record<string, unknown>> | undefined;
  /** Whether it is started again when it ends by itself. */
  readonly restarts: boolean;
  /** Variables that bring it back to the addresses that it had. */
  readonly envAgain?: (
    ready: Readonly<Record<string, unknown>>,
  ) => Readonly<Record<string, string>>;
}

const patienceMs = 60_000;
const graceMs = 30_000;
const restartMs = { least: 200, most: 10_000 } as const;
/** A part that has run for so long is not one that cannot. */
const steadyMs = 10_000;

/** What shells and setpriv end with when there is no such program. */
const notFound = 127;
const setpriv = "/usr/bin/setpriv";

/** The head of a command that is asked to leave when this process ends, however that comes about. */
function endsWithUs(): readonly string[] {
  return existsSync(setpriv) ? [setpriv, "--pdeathsig", "TERM"] : [];
}

/** A process that runs until it is stopped, with its output as ours. */
export class Part {
  readonly order: PartOrder;
  readonly #logger: Logger;
  #child: ChildProcess | undefined;
  #ready: Readonly<Record<string, unknown>> = {};
  #isStopping = false;
  #pauseMs: number = restartMs.least;
  #timer: NodeJS.Timeout | undefined;
  #startedAt = 0;
  readonly #onBack: (part: Part) => void;

  /** `onBack` is called when it has been started again. */
  constructor(order: PartOrder, logger: Logger, onBack: (part: Part) => void = () => {}) {
    this.order = order;
    this.#logger = logger;
    this.#onBack = onBack;
  }

  /** What it said when it was ready. */
  get ready(): Readonly<Record<string, unknown>> {
    return this.#ready;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** Resolves when it is ready; rejects if it ends before, or takes too long. */
  async start(): Promise<void> {
    const { name, command, args, env, readyOf, envAgain } = this.order;
    const [first = command, ...rest] = [...endsWithUs(), command, ...args];
    const child = spawn(first, rest, {
      env: { ...env, ...envAgain?.(this.#ready) },
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#child = child;
    this.#startedAt = performance.now();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      reject(
        new Error(
          code === notFound
            ? `${name}: ${command} is not in PATH: install it`
            : `${name} ended with ${signal ?? code} before it was ready`,
        ),
      );
      this.#ended(signal ?? `code ${code}`);
    });
    createInterface({ input: child.stdout }).on("line", (line) => {
      const ready = readyOf(line);
      if (ready === undefined) return;
      this.#ready = ready;
      resolve();
    });
    const timer = setTimeout(
      () => reject(new Error(`${name} was not ready within ${patienceMs / 1_000} s`)),
      patienceMs,
    );
    try {
      await promise;
    } finally {
      clearTimeout(timer);
    }
  }

  /** From now on its end is nothing to speak of: a signal to the whole group reaches it too. */
  expectEnd(): void {
    this.#isStopping = true;
    clearTimeout(this.#timer);
  }

  /** Asks it to leave; what does not is killed. */
  async stop(): Promise<void> {
    this.expectEnd();
    const child = this.#child;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill("SIGCONT"); // one that was stopped would not hear the other
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
    await exit;
    clearTimeout(timer);
  }

  #ended(how: string): void {
    if (this.#isStopping) return;
    const { name, restarts } = this.order;
    this.#logger.warn({ part: name, how, restarts }, "part of the cluster ended");
    if (!restarts) return;
    if (performance.now() - this.#startedAt > steadyMs) this.#pauseMs = restartMs.least;
    this.#timer = setTimeout(() => {
      this.start().then(
        () => this.#onBack(this),
        (error: unknown) => this.#logger.error({ part: name, err: error }, "restart failed"),
      );
    }, this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, restartMs.most);
  }
}
