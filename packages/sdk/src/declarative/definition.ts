import type { Children } from "./children.ts";

/** What authors wrote as one component: its function and how errors call it. */
export class Definition {
  readonly name: string;
  readonly render: (props: never) => unknown;
  /** The context that an instance provides with its `value` property; only of providers. */
  readonly context: object | null;

  constructor(render: (props: never) => unknown, name: string, context: object | null = null) {
    this.render = render;
    this.name = name === "" ? "Component" : name;
    this.context = context;
  }
}

/** Reaches the definition behind a component function. */
export const definitionKey: unique symbol = Symbol("flotilla.component");

/** What every component takes beside its own properties. */
export interface Keyed {
  /** Identity among its siblings across renders. */
  readonly key?: string | number | undefined;
}

/** What a component may return. */
export type Rendered = Children;

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
