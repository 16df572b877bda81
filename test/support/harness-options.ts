import type { Browser } from "playwright-core";

/** What a scripted host says of the page, and in which browser it is drawn. */
export interface HarnessOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: "light" | "dark";
  readonly deviceScaleFactor?: number;
  readonly userAgent?: string;
  readonly touch?: boolean;
  readonly locale?: string;
  /** Properties of the page in the registration's reply. */
  readonly page?: Readonly<Record<string, unknown>>;
  /** Text of a refused registration. */
  readonly error?: string;
  readonly route?: string;
  readonly routeUrlStrategy?: "path" | "hash";
  /** Whether the host counts inputs from the first registration on. */
  readonly counting?: boolean;
  readonly acknowledging?: boolean;
  /** Headers of every answer, beside those of the policy. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What turns shapes into pixels: the processor (the default), or the graphics pipeline, in software too. */
  readonly raster?: "processor" | "graphics";
  /** Further arguments of Chromium. */
  readonly chromiumArgs?: readonly string[];
  /** A browser that runs already and goes on, instead of one for this page alone. */
  readonly browser?: Browser;
}
