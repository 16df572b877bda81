import type { ComponentChild } from "preact";
import { colorOf } from "../../values/color.ts";
import { definedCss } from "../../values/defined-css.ts";
import { edgesCss, edgesOf } from "../../values/edges.ts";
import { numberOf } from "../../values/scalars.ts";
import { textOrChild } from "../../view/children.tsx";
import { useClient } from "../../view/client-context.ts";
import { inPlain } from "../../view/layout-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { Hit } from "../hit.tsx";
import { iconOrChild } from "../icon-of.tsx";
import { isShown } from "../is-shown.ts";

/** One row of a list as iOS draws it. */
export function CupertinoListTile({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const inside = inPlain(ctx, { width: ctx.width === "free" ? "free" : "loose" });
  const active = client.isActive(node) || node.toggle_inputs === true;
  const titleId = `fl-title-${node._i}`;
  const padding = edgesOf(node.padding);
  const press = () => {
    if (node.toggle_inputs === true) client.elementOf(node)?.querySelector("input")?.click();
    client.activate(node);
  };
  const pixels = (value: unknown) => {
    const number = numberOf(value);
    return number === undefined ? undefined : `${number}px`;
  };
  return (
    <div
      {...frame}
      class={`fl-cup-tile${node.notched === true ? " fl-cup-notched" : ""}${isShown(node.subtitle) ? " fl-cup-two" : ""}`}
      style={{
        ...definedCss({
          padding: padding && edgesCss(padding),
          background: colorOf(node.bgcolor),
          "--fl-overlay-pressed": colorOf(node.bgcolor_activated),
          "--fl-leading-size": pixels(node.leading_size),
          "--fl-leading-gap": pixels(node.leading_to_title),
        }),
        ...frame.style,
      }}
    >
      {active && <Hit node={node} disabled={ctx.disabled} labelledBy={titleId} onPress={press} />}
      {(typeof node.leading === "number" || isShown(node.leading)) && (
        <span class="fl-cup-leading">{iconOrChild(node.leading, inPlain(ctx))}</span>
      )}
      <div class="fl-cup-tile-text">
        <div id={titleId} class="fl-cup-tile-title">
          {textOrChild(node.title, inside)}
        </div>
        {isShown(node.subtitle) && (
          <div class="fl-cup-tile-subtitle">{textOrChild(node.subtitle, inside)}</div>
        )}
      </div>
      {isShown(node.additional_info) && (
        <span class="fl-cup-tile-info">{textOrChild(node.additional_info, inPlain(ctx))}</span>
      )}
      {(typeof node.trailing === "number" || isShown(node.trailing)) && (
        <span class="fl-cup-tile-trailing">{iconOrChild(node.trailing, inPlain(ctx))}</span>
      )}
    </div>
  );
}
