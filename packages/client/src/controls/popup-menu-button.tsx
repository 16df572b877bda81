import type { ComponentChild, CSSProperties } from "preact";
import { useState } from "preact/hooks";
import { knownIcons } from "../icons/known-icons.ts";
import { animationStyleOf } from "../values/animation-style.ts";
import { colorOf } from "../values/color.ts";
import { definedCss } from "../values/defined-css.ts";
import { edgesCss, edgesOf } from "../values/edges.ts";
import { elevationShadow } from "../values/elevation.ts";
import { mapOf, numberOf } from "../values/scalars.ts";
import { shapeCss, shapeOf } from "../values/shape.ts";
import { textStyleCss } from "../values/text-style.ts";
import { textOrChild } from "../view/children.tsx";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { inPlain, type LayoutContext } from "../view/layout-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { Glyph, iconOrChild } from "./icon-of.tsx";
import { isShown } from "./is-shown.ts";
import { Popup } from "./popup.tsx";
import { focusFirst, roving } from "./roving.ts";
import { tooltipText } from "./tooltip-text.ts";
import { useParts } from "./use-parts.ts";

/** A button that opens a menu. */
export function PopupMenuButton({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const [open, setOpen] = useState(false);
  const [byKeys, setByKeys] = useState(false);
  const items = useParts(node.items);
  const box = () => client.elementOf(node);
  const finish = () => {
    setOpen(false);
    box()?.focus();
  };
  const choose = (item: ControlMap) => {
    finish();
    client.trigger(item, "click", typeof item.checked === "boolean" ? !item.checked : undefined);
    client.trigger(node, "select", String(item._i));
  };
  const own = isShown(node.content);
  const size = numberOf(node.icon_size);
  const padding = edgesOf(node.padding);
  return (
    <>
      <button
        {...frame}
        type="button"
        class={own ? "fl-menu-opener" : "fl-button fl-icon-button"}
        disabled={ctx.disabled}
        aria-haspopup="menu"
        aria-expanded={open}
        {...(own ? {} : { "aria-label": tooltipText(node) ?? "Show menu" })}
        style={{
          ...definedCss({
            "--fl-fg": colorOf(node.icon_color) ?? "light-dark(rgb(0 0 0 / 0.87), #ffffff)",
            "--fl-icon-size": size === undefined ? undefined : `${size}px`,
            padding: padding && !own ? edgesCss(padding) : undefined,
          }),
          ...frame.style,
        }}
        onClick={(event) => {
          setByKeys(event.detail === 0); // a click without a pointer
          setOpen(true);
          client.trigger(node, "open");
        }}
      >
        {own
          ? textOrChild(node.content, inPlain(ctx))
          : iconOrChild(node.icon ?? knownIcons.moreVert, inPlain(ctx))}
      </button>
      {open && (
        <Popup
          anchor={box()}
          placement={node.menu_position === "under" ? "below" : "over"}
          widthStep={56}
          onShow={(menu) => (byKeys ? focusFirst(menu) : menu.focus({ preventScroll: true }))}
          onClose={() => {
            finish();
            client.trigger(node, "cancel");
          }}
          role="menu"
          tabIndex={-1}
          id={menuId(node)}
          class="fl-menu fl-popup-menu"
          style={menuCss(node)}
          onKeyDown={roving("vertical")}
        >
          {items.map((item) => (
            <MenuEntry key={item._i} item={item} ctx={inPlain(ctx)} onChoose={() => choose(item)} />
          ))}
        </Popup>
      )}
    </>
  );
}

interface EntryProps {
  readonly item: ControlMap;
  readonly ctx: LayoutContext;
  readonly onChoose: () => void;
}

/** One item of a menu: a choice, one that can be on, or a line. */
export function MenuEntry({ item, ctx, onChoose }: EntryProps): ComponentChild {
  const hasIcon = typeof item.icon === "number" || isShown(item.icon);
  const checkable = typeof item.checked === "boolean";
  if (!hasIcon && !checkable && !isShown(item.content))
    return <hr class="fl-menu-line" data-id={item._i} />;
  const padding = edgesOf(item.padding);
  return (
    <button
      type="button"
      role={checkable ? "menuitemcheckbox" : "menuitem"}
      {...(checkable ? { "aria-checked": item.checked === true } : {})}
      data-id={item._i}
      class={`fl-menu-item fl-type fl-label-large${checkable ? " fl-menu-checkable" : ""}`}
      tabIndex={-1}
      disabled={item.disabled === true}
      style={{
        ...textStyleCss(item.label_text_style),
        minBlockSize: `${numberOf(item.height) ?? 48}px`,
        ...(padding ? { padding: edgesCss(padding) } : {}),
      }}
      onClick={onChoose}
    >
      {checkable &&
        (item.checked === true ? (
          <Glyph icon={knownIcons.check} ctx={ctx} />
        ) : (
          <span class="fl-menu-gap" />
        ))}
      {hasIcon && iconOrChild(item.icon, ctx)}
      <span class="fl-menu-text">{textOrChild(item.content, ctx)}</span>
    </button>
  );
}

function menuId(node: ControlMap): string {
  return `fl-menu-${node._i}`;
}

function menuCss(node: ControlMap): CSSProperties {
  const padding = edgesOf(node.menu_padding);
  const limits = mapOf(node.size_constraints);
  const motion = animationStyleOf(node.popup_animation_style, 300, "ease");
  const least = numberOf(limits?.min_width);
  return {
    ...definedCss({
      background: colorOf(node.bgcolor),
      animation: node.popup_animation_style
        ? `fl-menu-appear ${motion.durationMs}ms ${motion.curve}`
        : undefined,
      boxShadow: elevationShadow(node.elevation),
      padding: padding && edgesCss(padding),
      minInlineSize: least === undefined ? undefined : `${least}px`,
    }),
    ...shapeCss(shapeOf(node.shape)),
  };
}
