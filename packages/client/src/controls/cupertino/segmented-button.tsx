import type { ComponentChild } from "preact";
import { colorOf } from "../../values/color.ts";
import { definedCss } from "../../values/defined-css.ts";
import { edgesCss, edgesOf } from "../../values/edges.ts";
import type { ControlProps } from "../../view/registry.ts";
import { Segments } from "./segments.tsx";

/** A row of segments with a border around, one of them chosen. */
export function CupertinoSegmentedButton({ node, ctx, frame }: ControlProps): ComponentChild {
  const padding = edgesOf(node.padding);
  return (
    <div
      {...frame}
      class={`fl-cup-segmented${ctx.disabled ? " fl-disabled" : ""}`}
      style={{
        ...definedCss({
          padding: padding && edgesCss(padding),
          "--fl-selected": colorOf(node.selected_color),
          "--fl-unselected": colorOf(node.unselected_color),
          "--fl-line": colorOf(node.border_color),
          "--fl-pressed-color": colorOf(node.click_color),
          "--fl-disabled-color": colorOf(node.disabled_color),
          "--fl-disabled-ink": colorOf(node.disabled_text_color),
        }),
        ...frame.style,
      }}
    >
      <Segments node={node} ctx={ctx} class="fl-cup-segments" />
    </div>
  );
}

/** A row of segments under a thumb that slides to the chosen one. */
export function CupertinoSlidingSegmentedButton({
  node,
  ctx,
  frame,
}: ControlProps): ComponentChild {
  const padding = edgesOf(node.padding);
  return (
    <div
      {...frame}
      class={`fl-cup-sliding${node.proportional_width === true ? " fl-cup-proportional" : ""}${ctx.disabled ? " fl-disabled" : ""}`}
      style={{
        ...definedCss({
          padding: padding && edgesCss(padding),
          background: colorOf(node.bgcolor),
          "--fl-thumb": colorOf(node.thumb_color),
        }),
        ...frame.style,
      }}
    >
      <Segments node={node} ctx={ctx} class="fl-cup-slides" />
    </div>
  );
}
