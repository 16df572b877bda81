import type { ComponentChild } from "preact";
import { borderRadiusCss } from "../values/border-radius.ts";
import { clipCss } from "../values/clip.ts";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { edgesCss, edgesOf } from "../values/edges.ts";
import { elevationShadow } from "../values/elevation.ts";
import { child } from "../view/children.tsx";
import { useClient } from "../view/client-context.ts";
import { inPlain } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { notchCss } from "./bottom-app-bar-notch.ts";

/** A bar at the bottom of a view with one control, mostly a Row of buttons. */
export function BottomAppBar({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const padding = edgesOf(node.padding);
  const css = definedCss({
    "--fl-bg": colorOf(node.bgcolor),
    padding: padding && edgesCss(padding),
    borderRadius: borderRadiusCss(node.border_radius),
    boxShadow: elevationShadow(node.elevation),
    ...(clipCss(node.clip_behavior) as Readonly<Record<string, string>>),
  });
  return (
    <div
      {...frame}
      class="fl-bottom-app-bar"
      style={{ ...css, ...notchCss(node, client.parentOf(node), ctx.rtl), ...frame.style }}
    >
      {child(node.content, inPlain(ctx, { width: "tight", height: "tight" }))}
    </div>
  );
}
