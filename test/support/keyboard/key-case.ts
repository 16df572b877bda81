import type { WireControl } from "../client-harness.ts";

/** What is true after keys were pressed. */
export type Expectation =
  | { readonly type: "event"; readonly name: string; readonly data: unknown }
  | { readonly type: "update"; readonly props: Readonly<Record<string, unknown>> }
  | { readonly type: "shown"; readonly selector: string }
  | { readonly type: "hidden"; readonly selector: string }
  | { readonly type: "focused"; readonly selector: string };

/** Keys, one after the other, and what they lead to. */
export type Step = readonly [keys: string, ...Expectation[]];

/** How a control is used by keys alone. */
export interface KeyCase {
  readonly name: string;
  readonly control: WireControl;
  /** A dialog takes the focus by itself; other controls are reached by Tab. */
  readonly isDialog?: boolean;
  /** Which of the places that take the focus is meant, if it is not the first. */
  readonly selector?: string;
  readonly steps: readonly Step[];
}

/** An event, with this data unless anything is right. */
export function event(name: string, data?: unknown): Expectation {
  return { type: "event", name, data };
}

/** Properties that the client changed. */
export function update(props: Readonly<Record<string, unknown>>): Expectation {
  return { type: "update", props };
}

export function shown(selector: string): Expectation {
  return { type: "shown", selector };
}

export function hidden(selector: string): Expectation {
  return { type: "hidden", selector };
}

/** The element that has the focus matches. */
export function focused(selector: string): Expectation {
  return { type: "focused", selector };
}
