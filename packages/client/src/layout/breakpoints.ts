import { createContext } from "preact";
import { mapOf, numberOf } from "../values/scalars.ts";

const widths: Readonly<Record<string, number>> = {
  xs: 0,
  sm: 576,
  md: 768,
  lg: 992,
  xl: 1200,
  xxl: 1400,
};

/** Picks values that depend on the page's width. */
export class BreakpointPicker {
  readonly #pageWidth: number;

  constructor(pageWidth: number) {
    this.#pageWidth = pageWidth;
  }

  /** A number, or the one of the widest breakpoint that the page reaches; `own` replaces the usual breakpoints. */
  pick(value: unknown, own?: Readonly<Record<string, unknown>>): number | undefined {
    const map = mapOf(value);
    if (!map) return numberOf(value);
    let best: { width: number; value: number } | undefined;
    for (const [name, entry] of Object.entries(map)) {
      const width = name === "" ? -1 : numberOf(own?.[name] ?? widths[name]);
      const number = numberOf(entry);
      if (width === undefined || number === undefined || width > this.#pageWidth) continue;
      if (!best || width >= best.width) best = { width, value: number };
    }
    return best?.value;
  }
}

/** Provided by the page with its width. */
export const Breakpoints = createContext(new BreakpointPicker(0));
