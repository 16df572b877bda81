import type { ComponentChild } from "preact";
import { knownIcons } from "../../icons/known-icons.ts";
import { borderCss } from "../../values/border.ts";
import { colorOf } from "../../values/color.ts";
import { definedCss } from "../../values/defined-css.ts";
import { edgesCss, edgesOf } from "../../values/edges.ts";
import { textOf } from "../../values/scalars.ts";
import { child, controlOf, textOrChild } from "../../view/children.tsx";
import { useClient } from "../../view/client-context.ts";
import { inPlain } from "../../view/layout-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { Glyph } from "../icon-of.tsx";
import { isShown } from "../is-shown.ts";

/** The bar at the top of a view as iOS draws it; a large one has its title below. */
export function CupertinoAppBar({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const inside = inPlain(ctx);
  const large = node.large === true;
  const padding = edgesOf(node.padding);
  const back = textOf(node.previous_page_title);
  const title = isShown(node.title) && (
    <h1 class="fl-cup-bar-title">{textOrChild(node.title, inPlain(ctx, { width: "loose" }))}</h1>
  );
  return (
    <header
      {...frame}
      class={`fl-cup-bar${large ? " fl-cup-bar-large" : ""}`}
      style={{
        ...(node.border ? borderCss(node.border).style : {}),
        ...definedCss({ background: colorOf(node.bgcolor) }),
        ...frame.style,
      }}
    >
      <div class="fl-cup-bar-row" style={padding ? { padding: edgesCss(padding) } : {}}>
        <div class="fl-cup-bar-edge">
          {controlOf(node.leading)
            ? child(node.leading, inside)
            : node.automatically_imply_leading !== false &&
              client.canGoBack() && (
                <button
                  type="button"
                  class="fl-cup-back"
                  aria-label="Back"
                  onClick={() => client.goBack()}
                >
                  <Glyph icon={knownIcons.arrowBack} ctx={ctx} />
                  {back}
                </button>
              )}
        </div>
        {!large && title}
        <div class="fl-cup-bar-edge fl-cup-bar-trailing">{child(node.trailing, inside)}</div>
      </div>
      {large && title}
    </header>
  );
}
