import type { ComponentChild } from "preact";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { edgesCss, edgesOf } from "../values/edges.ts";
import { textOf } from "../values/scalars.ts";
import { textStyleCss } from "../values/text-style.ts";
import { textOrChild } from "../view/children.tsx";
import type { ControlMap } from "../view/control-map.ts";
import type { LayoutContext } from "../view/layout-context.ts";
import { iconOrChild } from "./icon-of.tsx";

interface Props {
  readonly node: ControlMap;
  readonly ctx: LayoutContext;
  readonly selected: boolean;
  readonly showsLabel: boolean;
  readonly disabled: boolean;
  readonly labelStyle?: unknown;
  readonly onChoose: () => void;
}

/** One place of a navigation bar, rail or drawer. */
export function Destination({
  node,
  ctx,
  selected,
  showsLabel,
  disabled,
  labelStyle,
  onChoose,
}: Props): ComponentChild {
  const icon = selected ? (node.selected_icon ?? node.icon) : node.icon;
  const padding = edgesOf(node.padding);
  const name = textOf(node.label);
  return (
    <button
      type="button"
      data-id={node._i}
      class={`fl-destination${showsLabel ? "" : " fl-label-hidden"}`}
      disabled={disabled || node.disabled === true}
      {...(selected ? { "aria-current": "page" as const } : {})}
      {...(showsLabel || name === undefined ? {} : { "aria-label": name })}
      style={definedCss({
        background: colorOf(node.bgcolor),
        padding: padding && edgesCss(padding),
        "--fl-indicator": colorOf(node.indicator_color),
      })}
      onClick={onChoose}
    >
      <span class="fl-indicator">{iconOrChild(icon, ctx)}</span>
      <span class="fl-destination-label" style={textStyleCss(labelStyle)}>
        {textOrChild(node.label, ctx)}
      </span>
    </button>
  );
}
