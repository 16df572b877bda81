import { type BaseControl, sessionOf } from "../core/base-control.ts";
import { isPlainObject } from "../core/same-value.ts";
import type { EventSpec } from "../core/spec.ts";
import { nodeKey } from "../core/tree-node.ts";
import { ControlEvent } from "../events/control-event.ts";
import { Dialogs } from "../page/slots.ts";
import type { HandlerRunner } from "./handler-runner.ts";

/** Brings events to the handlers of controls; whatever fails on the way is reported, never thrown. */
export class EventDispatch {
  readonly #handlers: HandlerRunner;
  readonly #fail: (error: unknown) => void;

  constructor(handlers: HandlerRunner, fail: (error: unknown) => void) {
    this.#handlers = handlers;
    this.#fail = fail;
  }

  /** Starts the handlers of an event at once; resolves when they have ended. Unknown events are ignored. */
  dispatch(control: BaseControl, name: string, data: unknown): void | Promise<void> {
    const spec = control[nodeKey].table.eventsByName.get(name);
    if (spec === undefined) return;
    try {
      const event = makeEvent(control, spec, data);
      if (control.beforeEvent(event) === false) return;
      const pending = this.#handlers.run(() => callHandler(control, spec, event, data), control);
      return pending?.then(undefined, this.#fail);
    } catch (error) {
      this.#fail(error);
    }
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
