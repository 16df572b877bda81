import type { ComponentChild } from "preact";
import { edgesCss, edgesOf } from "../values/edges.ts";
import { controlsOf } from "../view/children.tsx";
import type { ControlProps } from "../view/registry.ts";
import { lineChildren, lineOf, lineStyle } from "./flex.tsx";

/** One page of the app: its body is a Column that takes the whole window. */
export function View({ node, ctx, frame }: ControlProps): ComponentChild {
  const line = lineOf(node);
  const padding = edgesOf(node.padding) ?? edgesOf(10);
  return (
    <main {...frame} class="fl-view" style={frame.style}>
      <div
        class={line.scrolls ? "fl-view-scroll" : "fl-view-body"}
        style={{ ...lineStyle(line), ...(padding ? { padding: edgesCss(padding) } : {}) }}
      >
        {lineChildren(line, controlsOf(node.controls), ctx)}
      </div>
    </main>
  );
}
