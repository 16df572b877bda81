import type { ComponentChild } from "preact";
import { colorOf } from "../values/color.ts";
import { edgesCss, edgesOf, noEdges } from "../values/edges.ts";
import { child, controlsOf } from "../view/children.tsx";
import { useClient, useMethods } from "../view/client-context.ts";
import { inPlain } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { lineChildren } from "./flex.tsx";
import { lineOf, lineStyle } from "./line.ts";
import { scrollClass, useScroller } from "./use-scroller.ts";

/** One page of the app: bars above and below, and between them a Column that takes what is left. */
export function View({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const line = lineOf(node);
  const scroller = useScroller(node, "y", undefined, line.scrolls);
  useMethods(node, {
    confirm_pop: ({ should_pop }) => client.confirmPop(node, should_pop === true),
  });
  const padding = edgesOf(node.padding) ?? edgesOf(10) ?? noEdges;
  const content = lineChildren(line, controlsOf(node.controls), ctx);
  const bar = inPlain(ctx, { width: "tight" });
  const background = colorOf(node.bgcolor);
  return (
    <main
      {...frame}
      class="fl-view"
      style={{ ...(background ? { background } : {}), ...frame.style }}
    >
      {child(node.appbar, bar)}
      <div class="fl-view-body" style={{ padding: edgesCss(padding) }}>
        {line.scrolls ? (
          <div ref={scroller} class={scrollClass(node.scroll, false)}>
            <div class="fl-scrolled" style={lineStyle(line)}>
              {content}
            </div>
          </div>
        ) : (
          <div style={lineStyle(line)}>{content}</div>
        )}
      </div>
      {child(node.navigation_bar, bar) ?? child(node.bottom_appbar, bar)}
    </main>
  );
}
