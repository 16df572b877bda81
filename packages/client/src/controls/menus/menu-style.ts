import type { CSSProperties } from "preact";
import { borderSideCss } from "../../values/border-side.ts";
import { colorOf } from "../../values/color.ts";
import { definedCss } from "../../values/defined-css.ts";
import { edgesCss, edgesOf } from "../../values/edges.ts";
import { elevationShadow } from "../../values/elevation.ts";
import { mapOf } from "../../values/scalars.ts";
import { shapeCss, shapeOf } from "../../values/shape.ts";
import { stateValue } from "../../values/state-value.ts";

/** The CSS of a menu style. */
export function menuStyleCss(value: unknown): CSSProperties {
  const style = mapOf(value);
  if (!style) return {};
  const padding = edgesOf(stateValue(style.padding, []));
  return {
    ...definedCss({
      background: colorOf(stateValue(style.bgcolor, [])),
      boxShadow: elevationShadow(stateValue(style.elevation, [])),
      border: borderSideCss(stateValue(style.side, [])),
      padding: padding && edgesCss(padding),
    }),
    ...shapeCss(shapeOf(stateValue(style.shape, []))),
  };
}
