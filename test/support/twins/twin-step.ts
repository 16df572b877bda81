import type { Page } from "playwright-core";
import type { Control, Wanted } from "./twin-tree.ts";

/** One recorded thing that the user of a session did. */
export interface Step {
  readonly session?: number;
  readonly event?: readonly [target: Wanted, name: string, data?: unknown];
  readonly update?: readonly [target: Wanted, props: Control];
  readonly route?: string;
  readonly leave?: true;
  readonly come?: Control;
  /** What calls of the app were answered with. */
  readonly answers?: Control;
}

/** A step that is about to be done, on the page that is used, with the recorded tree from before it. */
export interface Moment {
  readonly page: Page;
  readonly tree: Control;
  readonly target: Wanted;
  readonly control: Control;
  /** What an event brings, or what an update sets. */
  readonly data: unknown;
}

/** Does what a person would do for a step; false if there is nothing of that kind. */
export type Way = (moment: Moment) => Promise<unknown>;

/** What a step is called in the tables: its control and its event, or the properties that it sets. */
export function keyOf({ event, update }: Step): string {
  if (update) return `${update[0].c} =${Object.keys(update[1]).join(",")}`;
  return event ? `${event[0].c} ${event[1]}` : "";
}

/** The control that a step is about. */
export function targetOf({ event, update }: Step): Wanted | undefined {
  return (event ?? update)?.[0];
}
