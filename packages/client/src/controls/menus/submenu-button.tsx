import type { ComponentChild } from "preact";
import { useContext, useEffect, useMemo, useState } from "preact/hooks";
import { buttonStyleCss } from "../../values/button-style.ts";
import { clipCss } from "../../values/clip.ts";
import { stateValue } from "../../values/state-value.ts";
import { pointOf } from "../../values/tap-data.ts";
import { textStyleCss } from "../../values/text-style.ts";
import { child, children, textOrChild } from "../../view/children.tsx";
import { useClient } from "../../view/client-context.ts";
import { inPlain } from "../../view/layout-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { styleOf } from "../button.tsx";
import { densityClass } from "../density.ts";
import { Glyph } from "../icon-of.tsx";
import { Popup } from "../popup.tsx";
import { focusFirst, roving } from "../roving.ts";
import { usePress } from "../use-press.ts";
import { hasMoved, MenuPlaceProvider, MenuStack } from "./menu-stack.ts";
import { menuStyleCss } from "./menu-style.ts";

const arrowRight = 66017;

/** A button that opens a menu: below it in a bar, beside it in another menu. */
export function SubmenuButton({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const around = useContext(MenuPlaceProvider);
  const own = useMemo(() => new MenuStack((menu) => client.trigger(menu, "close")), []);
  const place = around ?? { stack: own, depth: 0, inBar: true };
  const [open, setOpen] = useState(false);
  const [byKeys, setByKeys] = useState(false);
  const menuId = `fl-menu-${node._i}`;
  const box = () => client.elementOf(node);
  const show = (keys: boolean) => {
    if (open) return;
    place.stack.open({ depth: place.depth, node, hide: () => setOpen(false) });
    setByKeys(keys);
    setOpen(true);
    client.trigger(node, "open");
  };
  const hide = () => {
    place.stack.closeFrom(place.depth);
    box()?.focus();
  };
  const press = usePress(node, {
    disabled: ctx.disabled,
    onPress: () => (open ? hide() : show(true)),
  });
  useEffect(() => () => place.stack.closeFrom(place.depth), []);
  const style = styleOf(node);
  const forward = place.inBar ? "ArrowDown" : ctx.rtl ? "ArrowLeft" : "ArrowRight";
  const shift = pointOf(node.alignment_offset);
  const back = ctx.rtl ? "ArrowRight" : "ArrowLeft";
  return (
    <>
      <button
        {...frame}
        {...press}
        type="button"
        {...(around ? { role: "menuitem" as const } : {})}
        aria-haspopup="menu"
        aria-expanded={open}
        disabled={ctx.disabled}
        class={`fl-menu-button fl-type fl-label-large${open ? " fl-open" : ""}${densityClass(style.visual_density)}`}
        style={{
          ...buttonStyleCss(style, ctx.disabled ? ["disabled"] : []),
          ...textStyleCss(stateValue(style.text_style, [])),
          ...clipCss(node.clip_behavior),
          ...frame.style,
        }}
        onPointerMove={(event) => {
          if (hasMoved(event) && (!place.inBar || place.stack.isOpen)) show(false);
        }}
        onKeyDown={(event) => {
          if (event.key !== forward || open) return;
          event.preventDefault();
          event.stopPropagation();
          show(true);
        }}
      >
        {child(node.leading, inPlain(ctx))}
        <span class="fl-menu-label">{textOrChild(node.content, inPlain(ctx))}</span>
        {child(node.trailing, inPlain(ctx))}
        {!place.inBar && <Glyph icon={arrowRight} ctx={ctx} />}
      </button>
      {open && (
        <Popup
          anchor={box()}
          placement={place.inBar ? "below" : "beside"}
          onClose={hide}
          {...(byKeys ? { onShow: focusFirst } : {})}
          role="menu"
          id={menuId}
          class="fl-menu fl-bar-menu"
          style={menuStyleCss(node.menu_style)}
          {...(shift ? { shift } : {})}
          onKeyDown={(event) => {
            if (event.key === back && !place.inBar) {
              event.preventDefault();
              event.stopPropagation();
              hide();
            } else roving("vertical")(event);
          }}
        >
          <MenuPlaceProvider.Provider
            value={{ stack: place.stack, depth: place.depth + 1, inBar: false }}
          >
            {children(node.controls, inPlain(ctx, { width: "tight" }))}
          </MenuPlaceProvider.Provider>
        </Popup>
      )}
    </>
  );
}
