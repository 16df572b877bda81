import type { ComponentChild, CSSProperties } from "preact";
import { cell } from "../../layout/cell.ts";
import { blendModeCss } from "../../values/blend-mode.ts";
import { borderRadiusCss } from "../../values/border-radius.ts";
import { gradientCss } from "../../values/gradient.ts";
import { textOf } from "../../values/scalars.ts";
import type { ControlMap } from "../../view/control-map.ts";
import type { ControlProps } from "../../view/registry.ts";
import { soleChild } from "../sole.tsx";

/** Draws its content through a gradient: as a mask of its opacity, or blended with its colors. */
export function ShaderMask({ node, ctx, frame }: ControlProps): ComponentChild {
  const mode = textOf(node.blend_mode)?.toLowerCase() ?? "modulate";
  const gradient = gradientCss(node.shader);
  const masks = mode === "dstin" || mode === "dstout";
  const radius = borderRadiusCss(node.border_radius);
  const own: CSSProperties = {
    ...cell,
    ...(radius ? { borderRadius: radius, overflow: "clip" } : {}),
    ...(masks && gradient ? maskCss(gradient, mode) : { isolation: "isolate" }),
  };
  return (
    <div {...frame} class="fl-shader" style={{ ...own, ...frame.style }}>
      {soleChild(node.content, ctx)}
      {!masks && gradient && (
        <span class="fl-shader-paint" aria-hidden="true" style={paintCss(node, gradient, mode)} />
      )}
    </div>
  );
}

function maskCss(gradient: string, mode: string): CSSProperties {
  if (mode === "dstin") return { maskImage: gradient };
  return {
    maskImage: `${gradient}, linear-gradient(black, black)`,
    maskComposite: "exclude",
  };
}

/** Colors go only where the content is where the browser can tell, else over the whole box. */
function paintCss(node: ControlMap, gradient: string, mode: string): CSSProperties {
  const blend = blendModeCss(node.blend_mode) ?? (mode === "srcin" ? "normal" : undefined);
  return { backgroundImage: gradient, ...(blend ? { mixBlendMode: blend as "multiply" } : {}) };
}
