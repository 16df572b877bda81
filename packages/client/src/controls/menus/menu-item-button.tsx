import type { ComponentChild } from "preact";
import { useContext } from "preact/hooks";
import { buttonStyleCss } from "../../values/button-style.ts";
import { clipCss } from "../../values/clip.ts";
import { textOf } from "../../values/scalars.ts";
import { stateValue } from "../../values/state-value.ts";
import { textStyleCss } from "../../values/text-style.ts";
import { child, textOrChild } from "../../view/children.tsx";
import { useClient } from "../../view/client-context.ts";
import { inPlain } from "../../view/layout-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { styleOf } from "../button.tsx";
import { densityClass } from "../density.ts";
import { isShown } from "../is-shown.ts";
import { usePress } from "../use-press.ts";
import { hasMoved, MenuPlaceProvider } from "./menu-stack.ts";

/** A choice of a menu. */
export function MenuItemButton({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const place = useContext(MenuPlaceProvider);
  const press = usePress(node, {
    disabled: ctx.disabled,
    onPress: () => {
      const root = place?.stack.root;
      if (node.close_on_click !== false) place?.stack.closeFrom(0);
      if (root && node.close_on_click !== false) client.elementOf(root)?.focus();
      client.activate(node);
    },
  });
  const style = styleOf(node);
  const label = textOf(node.semantic_label);
  return (
    <button
      {...frame}
      {...press}
      type="button"
      {...(place ? { role: "menuitem" as const } : {})}
      {...(label ? { "aria-label": label } : {})}
      disabled={ctx.disabled}
      class={`fl-menu-button fl-type fl-label-large${node.overflow_axis === "vertical" ? " fl-menu-wraps" : ""}${densityClass(style.visual_density)}`}
      style={{
        ...buttonStyleCss(style, ctx.disabled ? ["disabled"] : []),
        ...textStyleCss(stateValue(style.text_style, [])),
        ...clipCss(node.clip_behavior),
        ...frame.style,
      }}
      onPointerMove={(event) => {
        if (!hasMoved(event)) return;
        if (node.focus_on_hover !== false && place && !place.inBar) event.currentTarget.focus();
        place?.stack.closeFrom(place.depth);
      }}
    >
      {child(node.leading, inPlain(ctx))}
      <span class="fl-menu-label">{textOrChild(node.content, inPlain(ctx))}</span>
      {isShown(node.trailing) && child(node.trailing, inPlain(ctx))}
    </button>
  );
}
