import type { ComponentChild } from "preact";
import { decorationLook } from "../values/box-decoration.ts";
import { colorOf } from "../values/color.ts";
import { edgesCss, edgesOf, noEdges } from "../values/edges.ts";
import { child, controlsOf } from "../view/children.tsx";
import { useClient, useMethods } from "../view/client-context.ts";
import { inPlain } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { useDrawer } from "./drawer-host.tsx";
import { fabPlace } from "./fab-place.ts";
import { lineChildren } from "./flex.tsx";
import { lineOf, lineStyle, longClass } from "./line.ts";
import { scrollClass, useScroller } from "./use-scroller.ts";

const standardPadding = { left: 10, top: 10, right: 10, bottom: 10 };

/** One page of the app: bars above and below, and between them a Column that takes what is left. */
export function View({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const line = lineOf(node);
  const scroller = useScroller(node, "y", undefined, line.scrolls);
  const start = useDrawer(node.drawer, "start", ctx);
  const end = useDrawer(node.end_drawer, "end", ctx);
  useMethods(node, {
    confirm_pop: ({ should_pop }) => client.confirmPop(node, should_pop === true),
    show_drawer: start.open,
    close_drawer: start.close,
    show_end_drawer: end.open,
    close_end_drawer: end.close,
  });
  const padding = edgesOf(node.padding) ?? (node.padding === null ? noEdges : standardPadding);
  const controls = controlsOf(node.controls);
  const content = lineChildren(line, controls, ctx);
  const bar = inPlain(ctx, { width: "tight" });
  const background = colorOf(node.bgcolor) ?? colorOf(client.theme.values.scaffold_bgcolor);
  const look = decorationLook(node.decoration, client.assetUrl);
  const front = decorationLook(node.foreground_decoration, client.assetUrl);
  return (
    <main
      {...frame}
      {...{ "onfl-show-drawer": start.open }} // the app bar's own menu button asks for it
      class="fl-view"
      style={{ ...(background ? { background } : {}), ...look.style, ...frame.style }}
    >
      {child(node.appbar, bar)}
      <div
        class="fl-view-body"
        style={{ padding: edgesCss(padding) }}
        onScrollCapture={(event) => markScrolled(event.currentTarget, event.target)}
      >
        {line.scrolls ? (
          <div ref={scroller} class={scrollClass(node.scroll, false)}>
            <div class={`fl-scrolled${longClass(controls.length)}`} style={lineStyle(line)}>
              {content}
            </div>
          </div>
        ) : (
          <div style={lineStyle(line)}>{content}</div>
        )}
        {node.floating_action_button ? (
          <div class="fl-fab" style={fabPlace(node.floating_action_button_location)}>
            {child(node.floating_action_button, inPlain(ctx))}
          </div>
        ) : null}
      </div>
      {child(node.navigation_bar, bar) ?? child(node.bottom_appbar, bar)}
      {node.foreground_decoration ? <div class="fl-foreground" style={front.style} /> : null}
      {start.layer}
      {end.layer}
    </main>
  );
}

/** Bars look different over content that was scrolled under them. */
function markScrolled(body: Element, viewport: EventTarget | null): void {
  if (!(viewport instanceof Element)) return;
  body.parentElement?.classList.toggle("fl-view-scrolled", viewport.scrollTop > 0);
}
