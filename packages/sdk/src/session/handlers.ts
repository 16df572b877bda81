import { type BaseControl, sessionOf } from "../core/base-control.ts";
import { isPlainObject } from "../core/same-value.ts";
import { type Scope, type ScopedSession, scopes } from "../core/scope.ts";
import type { EventSpec } from "../core/spec.ts";
import { nodeKey } from "../core/tree-node.ts";
import { ControlEvent } from "../events/control-event.ts";
import { Dialogs } from "../page/slots.ts";
import { drive } from "./drive.ts";

/** What follows a step of a handler. */
export interface StepHost {
  /** Updates what the handler may have changed, if the handler has not done so itself. */
  autoUpdate(control: BaseControl): void;
  /** Tidies up. */
  afterStep(): void;
  /** Code of the app has run. */
  ran(): void;
  /** Whether handlers are followed by an update unless they say otherwise. */
  readonly autoUpdateByDefault: boolean;
}

/**
 * Brings events to the handlers of controls and runs them in a scope of the session: sync and async functions, sync and
 * async generators.
 */
export class Handlers {
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

  /**
   * Starts the handler of an event at once; resolves when it has ended. Unknown events are ignored, whatever fails on the
   * way is reported, never thrown.
   */
  dispatch(control: BaseControl, name: string, data: unknown): void | Promise<void> {
    const spec = control[nodeKey].table.eventsByName.get(name);
    if (spec === undefined) return;
    try {
      const event = makeEvent(control, spec, data);
      if (control.beforeEvent(event) === false) return;
      const pending = this.run(() => callHandler(control, spec, event, data), control);
      return pending?.then(undefined, this.#fail);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Runs a handler of a control; after its end and each of its yields comes the update. Failures are thrown. */
  run(handler: () => unknown, control: BaseControl): void | Promise<void> {
    const scope = this.#newScope();
    this.#host.ran();
    return scopes.run(scope, () => {
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
  runReported(handler: () => unknown, control: BaseControl): void | Promise<void> {
    try {
      return this.run(handler, control)?.catch(this.#fail);
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
    this.#host.ran();
    return scopes.run(this.#newScope(), run);
  }

  async #counted(pending: Promise<void>): Promise<void> {
    this.#running++;
    try {
      await pending;
    } finally {
      this.#running--;
      this.#host.ran();
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

function makeEvent(control: BaseControl, spec: EventSpec, data: unknown): unknown {
  const base = { name: spec.name, control, page: sessionOf(control).page, data };
  if (spec.event === undefined) return new ControlEvent(base);
  return isPlainObject(data) ? spec.event.fromWire(base) : new ControlEvent(base);
}

function callHandler(
  control: BaseControl,
  spec: EventSpec,
  event: unknown,
  data: unknown,
): unknown {
  const { parent } = control;
  if (spec.name === "dismiss" && parent instanceof Dialogs) {
    const handler = control[nodeKey].values[spec.field];
    const isWanted = parent.dismissed(control, data);
    return isWanted && typeof handler === "function" ? handler.call(undefined, event) : undefined;
  }
  const handler = control[nodeKey].values[spec.field];
  return typeof handler === "function" ? handler.call(undefined, event) : undefined;
}
