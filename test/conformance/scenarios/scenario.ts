import type * as ft from "@flotilla/sdk";

/** A recorded scenario as an app of its own: plain author's code, run by any host. */
export interface Scenario {
  /** The vector's file name. */
  readonly name: string;
  readonly main: (page: ft.Page) => unknown;
  readonly options?: ft.RunOptions;
}
