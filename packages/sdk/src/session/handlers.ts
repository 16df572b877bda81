import type { BaseControl } from "../core/base-control.ts";
import { runInScope, type Scope, type ScopedSession } from "../core/scope.ts";
import { drive } from "./drive.ts";

/** What follows a step of a handler. */
export interface StepHost {
  /** Updates what the handler may have changed, if the handler has not done so itself. */
  autoUpdate(control: BaseControl): void;
  /** Tidies up. */
  afterStep(): void;
  /** Whether handlers are followed by an update unless they say otherwise. */
  readonly autoUpdateByDefault: boolean;
}

/** Runs handlers of a session: sync and async functions, sync and async generators. */
export class HandlerRunner {
  readonly #session: ScopedSession;
  readonly #host: StepHost;
  readonly #fail: (error: unknown) => void;
  #running = 0;

  constructor(session: ScopedSession, host: StepHost, fail: (error: unknown) => void) {
    this.#session = session;
    this.#host = host;
    this.#fail = fail;
  }

  /** How many handlers have begun and not ended. */
  get running(): number {
    return this.#running;
  }

  /** Runs a handler of a control; after its end and each of its yields comes the update. Failures are thrown. */
  run(handler: () => unknown, control: BaseControl): void | Promise<void> {
    const scope = this.#newScope();
    return runInScope(scope, () => {
      const step = () => {
        if (scope.autoUpdate && !scope.updateCalled) this.#host.autoUpdate(control);
        scope.updateCalled = false;
        this.#host.afterStep();
      };
      const pending = drive(handler(), step);
      return pending === undefined ? step() : this.#counted(pending.then(step));
    });
  }

  /** Like `run`, but a failure is the session's. */
  runReported(handler: () => unknown, control: BaseControl): void {
    try {
      this.run(handler, control)?.catch(this.#fail);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Runs something without updates after it; a failure is the session's. */
  runQuietly(handler: () => unknown): void {
    try {
      const pending = this.inScope(() => drive(handler(), () => {}));
      if (pending !== undefined) this.#counted(pending).catch(this.#fail);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Runs a function in a new scope of the session. */
  inScope<T>(run: () => T): T {
    return runInScope(this.#newScope(), run);
  }

  async #counted(pending: Promise<void>): Promise<void> {
    this.#running++;
    try {
      await pending;
    } finally {
      this.#running--;
    }
  }

  #newScope(): Scope {
    return {
      session: this.#session,
      updateCalled: false,
      autoUpdate: this.#host.autoUpdateByDefault,
    };
  }
}
