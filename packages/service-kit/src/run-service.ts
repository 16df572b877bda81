import type { Component } from "./component.ts";
import type { Logger } from "./logger.ts";
import { portTaken } from "./port-taken.ts";

/** The part of `process` that the runner needs. */
export interface ProcessHandle {
  on(event: "SIGTERM" | "SIGINT", listener: () => void): unknown;
  off(event: "SIGTERM" | "SIGINT", listener: () => void): unknown;
  exit(code: number): void;
}

/** What a runner runs and how long it may take to leave. */
export interface RunServiceOptions {
  readonly component: Component & { readonly busy?: string | undefined };
  readonly logger: Logger;
  readonly process: ProcessHandle;
  /** From the first signal to the end, drain and stop together. */
  readonly stopTimeoutMs: number;
  /** Resolves when the component wants to leave by itself, as if it were asked to by a signal. */
  readonly done?: Promise<void>;
  /** Called when the component is up, before any signal is acted on. */
  readonly onReady?: () => void;
}

const signals = { SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof signals;
const secondSignalMs = 1_000;

/**
 * Starts a component and keeps it until SIGTERM or SIGINT: drain, stop, exit 0. A second signal more than a second
 * later ends the process at once with 130 or 143; a hanging component is named at the deadline, exit 1.
 */
export async function runService(options: RunServiceOptions): Promise<void> {
  const { component, logger, process } = options;
  let first: Signal | undefined;
  let firstAt = 0;
  let deadline: NodeJS.Timeout | undefined;
  const { promise: asked, resolve } = Promise.withResolvers<Signal | "done">();
  const leave = (why: Signal | "done"): void => {
    // From here on the clock runs, also for a start that does not come to its end.
    deadline ??= setTimeout(() => {
      logger.error({ component: component.busy ?? component.name }, "stop deadline passed");
      process.exit(1);
    }, options.stopTimeoutMs);
    resolve(why);
  };
  const handle = (signal: Signal) => (): void => {
    if (first === undefined) {
      first = signal;
      firstAt = performance.now();
      leave(signal);
    } else if (performance.now() - firstAt > secondSignalMs) {
      logger.warn({ signal }, "second signal, leaving at once");
      process.exit(signals[signal]);
    }
  };
  const onTerm = handle("SIGTERM");
  const onInt = handle("SIGINT");
  process.on("SIGTERM", onTerm);
  process.on("SIGINT", onInt);
  try {
    // A signal during the start is kept and acted on as soon as the start has ended.
    await component.start();
    options.onReady?.();
    void options.done?.then(() => leave("done"));
    const signal = await asked;
    logger.info({ signal, timeoutMs: options.stopTimeoutMs }, "draining");
    // What cannot be done in good order is left undone: the end comes all the same.
    await component.drain().catch((error: unknown) => logger.error({ err: error }, "drain failed"));
    await component.stop();
    logger.info("stopped");
  } finally {
    clearTimeout(deadline);
    process.off("SIGTERM", onTerm);
    process.off("SIGINT", onInt);
  }
}

/** {@link runService} for a `main.ts`: what went wrong is logged, exit 1. */
export async function runServiceOrExit(options: RunServiceOptions): Promise<void> {
  try {
    await runService(options);
  } catch (err) {
    options.logger.error({ err: portTaken(err) ?? err }, "service failed");
    options.process.exit(1);
  }
}
