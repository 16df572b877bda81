import type { ComponentChild, CSSProperties } from "preact";
import { borderRadiusCss } from "../values/border-radius.ts";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { numberOf, textOf } from "../values/scalars.ts";
import type { ControlMap } from "../view/control-map.ts";
import type { ControlProps } from "../view/registry.ts";
import { tooltipText } from "./tooltip-text.ts";

/** A bar that shows how much is done, or moves while that is unknown. */
export function ProgressBar({ node, ctx, frame }: ControlProps): ComponentChild {
  const value = partOf(node.value);
  return (
    <div
      {...frame}
      {...progressAttributes(node, value)}
      class={`fl-progress${node.year_2023 === false ? " fl-progress-split" : ""}${value === undefined ? " fl-progress-moving" : ""}`}
      style={{ ...barCss(node, value, ctx.width === "free"), ...frame.style }}
    >
      <span />
    </div>
  );
}

/** The value of a progress control, 0 to 1; undefined while it is unknown. */
export function partOf(value: unknown): number | undefined {
  const number = numberOf(value);
  return number === undefined ? undefined : Math.min(Math.max(number, 0), 1);
}

/** Role, name and value of a progress control. */
export function progressAttributes(node: ControlMap, value: number | undefined) {
  const label = textOf(node.semantics_label) ?? tooltipText(node) ?? "Progress";
  const said = textOf(node.semantics_value);
  return {
    role: "progressbar" as const,
    "aria-label": label,
    "aria-valuemin": 0,
    "aria-valuemax": 100,
    ...(value === undefined ? {} : { "aria-valuenow": Math.round(value * 100) }),
    ...(said === undefined ? {} : { "aria-valuetext": said }),
  };
}

function barCss(node: ControlMap, value: number | undefined, free: boolean): CSSProperties {
  const height = numberOf(node.bar_height);
  const gap = numberOf(node.track_gap);
  const stop = numberOf(node.stop_indicator_radius);
  return definedCss({
    height: height === undefined ? undefined : `${height}px`,
    width: free ? "200px" : undefined,
    borderRadius: borderRadiusCss(node.border_radius),
    "--fl-value": value,
    "--fl-active": colorOf(node.color),
    "--fl-inactive": colorOf(node.bgcolor),
    "--fl-gap": gap === undefined ? undefined : `${gap}px`,
    "--fl-stop": stop === undefined ? undefined : `${stop}px`,
    "--fl-stop-color": colorOf(node.stop_indicator_color),
  });
}
