import type { BaseControl } from "../core/base-control.ts";
import type { Control } from "../generated/base.ts";

/** What authors wrote as one component: its function and how errors call it. */
export class Definition {
  /** Its name; empty for a function without one. */
  readonly name: string;
  readonly render: (props: never) => unknown;
  /** A stack is written, and mapped to the author's source, only when it is asked for. */
  readonly #origin: { stack?: string } = {};
  /** The context that an instance provides with its `value` property; only of providers. */
  readonly context: object | null;

  constructor(render: (props: never) => unknown, name: string, context: object | null = null) {
    this.render = render;
    this.name = name;
    this.context = context;
  }

  /** Notes where a component without a name is defined: the caller of a function. */
  locate(callee: (...args: never[]) => unknown): void {
    if (this.name === "") Error.captureStackTrace(this.#origin, callee);
  }

  /** How errors call it: by its name, else by where it is defined. */
  get label(): string {
    if (this.name !== "") return this.name;
    const place = /([^/\\\s(]+:\d+:\d+)\)?$/.exec(this.#origin.stack?.split("\n")[1] ?? "");
    return place?.[1] === undefined ? "A component" : `The component at ${place[1]}`;
  }
}

/** Reaches the definition behind a component function. */
export const definitionKey: unique symbol = Symbol("flotilla.component");

/** What every component takes beside its own properties. */
export interface Keyed {
  /** Identity among its siblings across renders. */
  readonly key?: string | number | undefined;
}

/** What stands for the result of a component's function: the same control or list, where the function returns one. */
export type ElementOf<R> = [Shown<R>] extends [BaseControl | readonly BaseControl[]]
  ? Shown<R>
  : Control;

type Shown<R> = Exclude<R, null | undefined | boolean>;

/**
 * A component: call it, or use it as a JSX tag, to place it. The result stands for what it renders: a control, or a list
 * of controls where a list is expected.
 */
export interface Component<P extends object, R = unknown> {
  (...args: Record<never, never> extends P ? [props?: P & Keyed] : [props: P & Keyed]): R;
  readonly [definitionKey]: Definition;
}

/** Whether a value is a component that `ft.component` made. */
export function isComponent(value: unknown): value is Component<object> {
  return typeof value === "function" && definitionKey in value;
}
