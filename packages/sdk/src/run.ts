import type { RouteUrlStrategy } from "./generated/enums.ts";
import type { Migrate } from "./keeping/migrate.ts";
import type { Page } from "./page/page.ts";

/** An app's entry: called once for each session. */
export type Main = (page: Page) => unknown;

/** Options of `ft.run`. */
export interface RunOptions {
  /** Runs before the client gets the page for the first time: for theme, title, fonts. */
  readonly beforeMain?: (page: Page) => unknown;
  readonly assetsDir?: string;
  readonly uploadDir?: string;
  readonly routeUrlStrategy?: RouteUrlStrategy;
  /** Takes over what sessions of other releases have kept; without it they go on from it as it is. */
  readonly migrate?: Migrate;
  /** Whether the page updates itself after each handler; true if left out. */
  readonly autoUpdate?: boolean;
}

/** What an app's program registers. */
export interface AppDefinition {
  readonly main: Main;
  readonly options: RunOptions;
}

/** What `ft.run` needs from the process that hosts the app. */
export interface RuntimePort {
  register(definition: AppDefinition): void;
}

/** Where the hosting process puts its `RuntimePort` on `globalThis`. */
export const runtimeKey: unique symbol = Symbol.for("flotilla.runtime") as never;

/** Registers the app; to be called once per program. */
export function run(main: Main, options: RunOptions = {}): void {
  const runtime = Reflect.get(globalThis, runtimeKey) as RuntimePort | undefined;
  if (runtime === undefined) {
    throw new Error("ft.run needs the Flotilla host: start the app with `flotilla dev`");
  }
  runtime.register({ main, options });
}
