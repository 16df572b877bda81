import { createElement } from "./declarative/jsx.ts";

export { Fragment } from "./declarative/jsx.ts";
export type { JSX } from "./declarative/jsx-types.ts";

/** What the compiler makes of a tag. */
export function jsx(
  tag: unknown,
  props: Readonly<Record<string, unknown>>,
  key?: unknown,
): unknown {
  return createElement(tag, props, key);
}

/** The same for a tag with several children. */
export const jsxs = jsx;
/** The same for development builds. */
export const jsxDEV = jsx;
