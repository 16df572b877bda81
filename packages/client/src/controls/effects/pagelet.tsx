import type { ComponentChild } from "preact";
import { useDrawer } from "../../layout/drawer-host.tsx";
import { fabPlace } from "../../layout/fab-place.ts";
import { colorOf } from "../../values/color.ts";
import { child } from "../../view/children.tsx";
import { useMethods } from "../../view/client-context.ts";
import { inPlain } from "../../view/layout-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { soleChild } from "../sole.tsx";

/** A page within a page: bars, drawers and a floating button around its content. */
export function Pagelet({ node, ctx, frame }: ControlProps): ComponentChild {
  const start = useDrawer(node.drawer, "start", ctx);
  const end = useDrawer(node.end_drawer, "end", ctx);
  useMethods(node, {
    show_drawer: start.open,
    close_drawer: start.close,
    show_end_drawer: end.open,
    close_end_drawer: end.close,
  });
  const bar = inPlain(ctx, { width: "tight" });
  const background = colorOf(node.bgcolor);
  const height = ctx.height === "free" ? "free" : "loose";
  return (
    <div
      {...frame}
      class="fl-view fl-pagelet"
      style={{ ...(background ? { background } : {}), ...frame.style }}
    >
      {child(node.appbar, bar)}
      <div class="fl-view-body fl-pagelet-body">
        {soleChild(node.content, { ...ctx, width: "loose", height })}
        {node.floating_action_button ? (
          <div class="fl-fab" style={fabPlace(node.floating_action_button_location)}>
            {child(node.floating_action_button, inPlain(ctx))}
          </div>
        ) : null}
      </div>
      {child(node.bottom_sheet, bar)}
      {child(node.navigation_bar, bar) ?? child(node.bottom_appbar, bar)}
      {start.layer}
      {end.layer}
    </div>
  );
}
