import type { CSSProperties } from "preact";

/** The entries of a style that have a value. */
export function definedCss(
  css: Readonly<Record<string, string | number | undefined>>,
): CSSProperties {
  return Object.fromEntries(Object.entries(css).filter(([, value]) => value !== undefined));
}
