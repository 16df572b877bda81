import { sameItems } from "../same-props.ts";
import type { Hook } from "./hook.ts";
import type { Dependencies } from "./use-memo.ts";

/** What an effect does: it may return what undoes it, or be async; the signal ends when the effect does. */
export type Setup = (signal: AbortSignal) => unknown;

/** Undoes an effect. */
export type Cleanup = () => unknown;

/** One effect of a component, started and stopped by the scheduler. */
export class EffectHook implements Hook {
  readonly kind = "useEffect";
  readonly unmounted = undefined;
  #setup: Setup = () => {};
  #cleanup: Cleanup | undefined;
  #returned: Cleanup | undefined;
  #dependencies: Dependencies | undefined;
  #isDue = false;
  #running: AbortController | null = null;

  /** Whether the last render changed a dependency. */
  get isDue(): boolean {
    return this.#isDue;
  }

  /** Takes what the present render gave. */
  take(setup: Setup, dependencies: Dependencies | undefined, cleanup: Cleanup | undefined): void {
    const before = this.#dependencies;
    this.#isDue =
      dependencies === undefined || before === undefined || !sameItems(before, dependencies);
    this.#setup = setup;
    this.#dependencies = dependencies;
    this.#cleanup = cleanup;
  }

  start(): unknown {
    const controller = new AbortController();
    this.#running = controller;
    const result = this.#setup(controller.signal);
    this.#returned = typeof result === "function" ? (result as Cleanup) : undefined;
    return result;
  }

  stop(): unknown {
    this.#running?.abort();
    this.#running = null;
    const cleanup = this.#returned ?? this.#cleanup;
    this.#returned = undefined;
    return cleanup?.();
  }
}
