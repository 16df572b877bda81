import { type BaseControl, sessionOf } from "../core/base-control.ts";
import { isPlainObject } from "../core/same-value.ts";
import { type Scope, type ScopedSession, scopes } from "../core/scope.ts";
import type { EventSpec } from "../core/spec.ts";
import { nodeKey } from "../core/tree-node.ts";
import { ControlEvent } from "../events/control-event.ts";
import { Dialogs } from "../page/slots.ts";
import { drive } from "./drive.ts";
import type { LiveTree } from "./live-tree.ts";

/** What handlers need of their session. */
export interface HandlersInit {
  readonly session: ScopedSession;
  readonly tree: LiveTree;
  /** Whether handlers are followed by an update unless they say otherwise. */
  readonly autoUpdate: boolean;
  /** Whether somebody sees updates. */
  readonly isAttached: () => boolean;
  /** Code of the app runs, or has run. */
  readonly ran: () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Brings events to the handlers of controls and runs them in a scope of the session: sync and async functions, sync and
 * async generators.
 */
export class Handlers {
  readonly #of: HandlersInit;
  #running = 0;

  constructor(of: HandlersInit) {
    this.#of = of;
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
      return pending?.then(undefined, this.#of.fail);
    } catch (error) {
      this.#of.fail(error);
    }
  }

  /** Runs a handler of a control; after its end and each of its yields comes the update. Failures are thrown. */
  run(handler: () => unknown, control: BaseControl): void | Promise<void> {
    const scope = this.#newScope();
    this.#of.ran();
    return scopes.run(scope, () => {
      const step = () => this.#endStep(scope, control);
      const pending = drive(handler(), step);
      return pending === undefined ? step() : this.#counted(pending.then(step));
    });
  }

  /** Like `run`, but a failure is the session's. */
  runReported(handler: () => unknown, control: BaseControl): void | Promise<void> {
    try {
      return this.run(handler, control)?.catch(this.#of.fail);
    } catch (error) {
      this.#of.fail(error);
    }
  }

  /** Runs something without updates after it; a failure is the session's. */
  runQuietly(handler: () => unknown): void {
    try {
      const pending = this.inScope(() => drive(handler(), () => {}));
      if (pending !== undefined) this.#counted(pending).catch(this.#of.fail);
    } catch (error) {
      this.#of.fail(error);
    }
  }

  /** Runs a function in a new scope of the session. */
  inScope<T>(run: () => T): T {
    this.#of.ran();
    return scopes.run(this.#newScope(), run);
  }

  /** Updates what the handler may have changed, if it has not done so itself, and tidies up. */
  #endStep(scope: Scope, control: BaseControl): void {
    const { isAttached, session, tree } = this.#of;
    const isWanted = scope.autoUpdate && !scope.updateCalled;
    if (isWanted && isAttached() && !session.components.isActive) tree.updateAround(control);
    scope.updateCalled = false;
    const { _services: services } = session.page;
    if (services.sweep()) tree.update(services);
  }

  async #counted(pending: Promise<void>): Promise<void> {
    this.#running++;
    try {
      await pending;
    } finally {
      this.#running--;
      this.#of.ran();
    }
  }

  #newScope(): Scope {
    return {
      session: this.#of.session,
      updateCalled: false,
      autoUpdate: this.#of.autoUpdate,
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
