import { Extension } from "@flotilla/protocol";
import type { BaseControl } from "../core/base-control.ts";
import { Duration } from "../generated/values.ts";
import type { Page } from "../page/page.ts";
import { TimeOfDay } from "../values/time-of-day.ts";

/** What every event is built from. */
export interface EventInit {
  readonly name: string;
  readonly control: unknown;
  readonly page: unknown;
  readonly data: unknown;
}

/**
 * What a handler receives: `C` is the control that the handler is on, `D` what the client sent with the event.
 * Events with more to say extend it.
 */
export class ControlEvent<C = BaseControl, D = unknown> {
  /** The event's name, for instance `click`. */
  readonly name: string;
  /** The control that the handler is on. */
  readonly control: C;
  /** The page of the session. */
  readonly page: Page;
  /** What the client sent, null if nothing. */
  readonly data: D;

  constructor(init: EventInit) {
    this.name = init.name;
    this.control = init.control as C;
    this.page = init.page as Page;
    this.data = readExtension(init.data) as D;
  }

  /** The id of the control that the handler is on. */
  get target(): number {
    return (this.control as { readonly controlId?: number }).controlId ?? 0;
  }

  static fromWire(init: EventInit): ControlEvent {
    return new ControlEvent(init);
  }
}

/** A handler: sync or async, a generator, with or without the event. Its return value is not used. */
export type Handler<E> = { bivarianceHack(event: E): unknown }["bivarianceHack"];

/** A handler of a plain event on the control `C`. */
export type ControlEventHandler<C = BaseControl> = Handler<ControlEvent<C>>;

/** Dates, times of day and durations travel as extensions. */
function readExtension(data: unknown): unknown {
  if (!(data instanceof Extension)) return data ?? null;
  if (data.code === 1) return new Date(data.text);
  if (data.code === 2) return TimeOfDay.parse(data.text);
  if (data.code === 3) return Duration.fromWire(data);
  return data.code === 4 ? data.text : data;
}
