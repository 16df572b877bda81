import type { ComponentChild, CSSProperties } from "preact";
import { useEffect, useLayoutEffect } from "preact/hooks";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { edgesCss, edgesOf, paddingCss } from "../values/edges.ts";
import { elevationShadow } from "../values/elevation.ts";
import { numberOf } from "../values/scalars.ts";
import { textStyleCss } from "../values/text-style.ts";
import { children, controlsOf, textOrChild } from "../view/children.tsx";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { iconOrChild } from "./icon-of.tsx";
import { isShown } from "./is-shown.ts";
import { useOpen } from "./use-open.ts";

/** A message across the top of the view, which makes room for it. */
export function Banner({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const { phase } = useOpen(node, { farewell: { _dismissed: true } });
  useEffect(() => {
    if (phase === "open") client.trigger(node, "visible");
  }, [phase]);
  useLayoutEffect(() => {
    const banner = client.elementOf(node);
    const view = banner
      ?.closest(".fl-page")
      ?.querySelector<HTMLElement>(".fl-layer:not([hidden]) .fl-view");
    const body = view?.querySelector<HTMLElement>(":scope > .fl-view-body");
    if (phase !== "open" || !banner || !view || !body) return;
    banner.style.insetBlockStart = `${body.offsetTop}px`;
    body.style.marginBlockStart = `${banner.offsetHeight}px`;
    return () => body.style.removeProperty("margin-block-start");
  }, [phase]);
  if (phase === "hidden") return null;
  const inside = inPlain(ctx, { width: "loose" });
  const below = node.force_actions_below === true || controlsOf(node.actions).length > 1;
  return (
    <div
      {...frame}
      role="alert"
      class={`fl-banner${below ? " fl-banner-tall" : ""}${phase === "closing" ? " fl-closing" : ""}`}
      style={bannerCss(node)}
    >
      <div class="fl-banner-row" style={paddingCss(node.content_padding)}>
        {(typeof node.leading === "number" || isShown(node.leading)) && (
          <div class="fl-banner-leading" style={paddingCss(node.leading_padding)}>
            {iconOrChild(node.leading, inPlain(ctx))}
          </div>
        )}
        <div
          class="fl-banner-content fl-type fl-body-medium"
          style={textStyleCss(node.content_text_style)}
        >
          {textOrChild(node.content, inside)}
        </div>
        {!below && (
          <div class="fl-banner-actions" style={barCss(node)}>
            {children(node.actions, inPlain(ctx))}
          </div>
        )}
      </div>
      {below && (
        <div class="fl-banner-actions" style={barCss(node)}>
          {children(node.actions, inPlain(ctx))}
        </div>
      )}
    </div>
  );
}

function bannerCss(node: ControlMap): CSSProperties {
  const margin = edgesOf(node.margin);
  return definedCss({
    background: colorOf(node.bgcolor),
    boxShadow: elevationShadow(node.elevation),
    borderBlockEndColor: colorOf(node.divider_color),
    margin: margin && edgesCss(margin),
  });
}

function barCss(node: ControlMap): CSSProperties {
  const least = numberOf(node.min_action_bar_height);
  return definedCss({ minBlockSize: least === undefined ? undefined : `${least}px` });
}
