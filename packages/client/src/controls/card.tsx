import type { ComponentChild, CSSProperties } from "preact";
import { cell } from "../layout/cell.ts";
import { clipCss } from "../values/clip.ts";
import { colorOf } from "../values/color.ts";
import { edgesCss, edgesOf } from "../values/edges.ts";
import { elevationShadow } from "../values/elevation.ts";
import { choiceOf } from "../values/scalars.ts";
import { shapeOf } from "../values/shape.ts";
import type { ControlMap } from "../view/control-map.ts";
import type { ControlProps } from "../view/registry.ts";
import { soleChild } from "./sole.tsx";

/** A raised, filled or outlined surface; its box includes its margin. */
export function Card({ node, ctx, frame }: ControlProps): ComponentChild {
  const variant = choiceOf(node.variant, ["elevated", "filled", "outlined"], "elevated");
  const margin = edgesOf(node.margin) ?? { left: 4, top: 4, right: 4, bottom: 4 };
  return (
    <div {...frame} style={{ ...cell, ...frame.style, padding: edgesCss(margin) }}>
      <div
        class={`fl-card-face fl-card-${variant}${node.show_border_on_foreground === false ? " fl-border-below" : ""}`}
        style={{ ...cell, ...faceCss(node) }}
      >
        {soleChild(node.content, ctx)}
      </div>
    </div>
  );
}

function faceCss(node: ControlMap): CSSProperties {
  const shape = shapeOf(node.shape);
  const css: CSSProperties = {};
  const background = colorOf(node.bgcolor);
  if (background) css["--fl-bg"] = background;
  const shadow = elevationShadow(node.elevation);
  if (shadow) css["--fl-shadow"] = shadow;
  if (shape) css["--fl-radius"] = shape.radius;
  if (shape?.side) css["--fl-side"] = shape.side;
  return { ...css, ...clipCss(node.clip_behavior) };
}
