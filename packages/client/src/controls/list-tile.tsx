import type { ComponentChild, CSSProperties } from "preact";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { edgesCss, edgesOf } from "../values/edges.ts";
import { numberOf, textOf } from "../values/scalars.ts";
import { shapeCss, shapeOf } from "../values/shape.ts";
import { textStyleCss } from "../values/text-style.ts";
import { textOrChild } from "../view/children.tsx";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { densityClass } from "./density.ts";
import { Hit, hitOf } from "./hit.tsx";
import { iconOrChild } from "./icon-of.tsx";
import { isShown } from "./is-shown.ts";

/** One row of a list: up to three lines of text between two icons. */
export function ListTile({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const inside = inPlain(ctx, { width: ctx.width === "free" ? "free" : "loose" });
  const edge = inPlain(ctx);
  const active =
    client.isActive(node) || node.on_long_press === true || node.toggle_inputs === true;
  const titleId = `fl-title-${node._i}`;
  const edgeStyle = textStyleCss(node.leading_and_trailing_text_style);
  const press = () => {
    if (node.toggle_inputs === true) client.elementOf(node)?.querySelector("input")?.click();
    client.activate(node);
  };
  return (
    <div
      {...frame}
      class={tileClass(node, ctx.disabled)}
      style={{ ...tileCss(node, ctx.disabled), ...frame.style }}
    >
      {active && (
        <Hit
          node={node}
          disabled={ctx.disabled}
          labelledBy={titleId}
          onPress={press}
          focusable={hitOf}
        />
      )}
      {hasPart(node.leading) && (
        <span class="fl-tile-edge fl-tile-leading" style={edgeStyle}>
          {iconOrChild(node.leading, edge)}
        </span>
      )}
      <div class="fl-tile-text">
        <div id={titleId} class="fl-tile-title fl-text" style={textStyleCss(node.title_text_style)}>
          {textOrChild(node.title, inside)}
        </div>
        {isShown(node.subtitle) && (
          <div class="fl-tile-subtitle fl-text" style={textStyleCss(node.subtitle_text_style)}>
            {textOrChild(node.subtitle, inside)}
          </div>
        )}
      </div>
      {hasPart(node.trailing) && (
        <span class="fl-tile-edge" style={edgeStyle}>
          {iconOrChild(node.trailing, edge)}
        </span>
      )}
    </div>
  );
}

/** Where leading and trailing stand beside the texts. */
const alignments: Readonly<Record<string, string>> = {
  top: "flex-start",
  center: "center",
  bottom: "flex-end",
};

function hasPart(value: unknown): boolean {
  return typeof value === "number" || isShown(value);
}

function tileClass(node: ControlMap, disabled: boolean): string {
  const lines = node.is_three_line === true ? 3 : isShown(node.subtitle) ? 2 : 1;
  return [
    `fl-tile fl-tile-${lines}`,
    node.dense === true ? " fl-dense" : "",
    node.selected === true ? " fl-selected" : "",
    disabled ? " fl-disabled" : "",
    densityClass(node.visual_density),
  ].join("");
}

function tileCss(node: ControlMap, disabled: boolean): CSSProperties {
  const padding = edgesOf(node.content_padding);
  const selected = node.selected === true;
  const pixels = (value: unknown) => {
    const number = numberOf(value);
    return number === undefined ? undefined : `${number}px`;
  };
  const selectedColor = selected ? colorOf(node.selected_color) : undefined;
  return {
    ...definedCss({
      padding: padding && edgesCss(padding),
      background:
        (selected ? colorOf(node.selected_tile_color) : undefined) ?? colorOf(node.bgcolor),
      alignItems: alignments[textOf(node.title_alignment)?.toLowerCase() ?? ""],
      columnGap: pixels(node.horizontal_spacing),
      minHeight: pixels(node.min_height),
      "--fl-title": disabled ? undefined : (selectedColor ?? colorOf(node.text_color)),
      "--fl-icon": disabled ? undefined : (selectedColor ?? colorOf(node.icon_color)),
      "--fl-overlay-hovered": colorOf(node.hover_color),
      "--fl-overlay-pressed": colorOf(node.splash_color),
      "--fl-least-leading": pixels(node.min_leading_width),
      "--fl-block-padding": pixels(node.min_vertical_padding),
    }),
    ...shapeCss(shapeOf(node.shape)),
  };
}
