import type { ComponentChild, CSSProperties } from "preact";
import { borderRadiusCss } from "../values/border-radius.ts";
import { colorOf } from "../values/color.ts";
import { numberOf } from "../values/scalars.ts";
import type { ControlMap } from "../view/control-map.ts";
import type { ControlProps } from "../view/registry.ts";

/** A horizontal line with space above and below. */
export function Divider({ node, frame }: ControlProps): ComponentChild {
  const height = numberOf(node.height) ?? 16;
  return (
    <div {...frame} class="fl-divider" style={{ ...frame.style, height: `${height}px` }}>
      <hr style={lineCss(node, "width", height)} />
    </div>
  );
}

/** A vertical line with space on both sides. */
export function VerticalDivider({ node, frame }: ControlProps): ComponentChild {
  const width = numberOf(node.width) ?? 16;
  return (
    <div
      {...frame}
      class="fl-divider fl-divider-vertical"
      style={{ ...frame.style, width: `${width}px` }}
    >
      <hr aria-orientation="vertical" style={lineCss(node, "height", width)} />
    </div>
  );
}

function lineCss(node: ControlMap, along: "width" | "height", space: number): CSSProperties {
  const thickness = numberOf(node.thickness) ?? 1;
  const css: CSSProperties = {
    "--fl-thickness": `${thickness}px`,
    marginInlineStart: along === "width" ? `${numberOf(node.leading_indent) ?? 0}px` : "auto",
    marginInlineEnd: along === "width" ? `${numberOf(node.trailing_indent) ?? 0}px` : "auto",
    marginBlockStart: along === "height" ? `${numberOf(node.leading_indent) ?? 0}px` : "auto",
    marginBlockEnd: along === "height" ? `${numberOf(node.trailing_indent) ?? 0}px` : "auto",
  };
  const color = colorOf(node.color);
  if (color) css["--fl-line"] = color;
  const radius = borderRadiusCss(node.radius);
  if (radius) css.borderRadius = radius;
  // A line between two rows of pixels is drawn over both at half strength.
  if (thickness % 1 === 0 && (space - thickness) % 2 !== 0) {
    css["--fl-thickness"] = `${thickness + 1}px`;
    css["--fl-edge"] = "50%";
  }
  return css;
}
