import type { ComponentChild } from "preact";
import { createContext } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { cell } from "../../layout/cell.ts";
import { children, textOrChild } from "../../view/children.tsx";
import { useClient } from "../../view/client-context.ts";
import { inPlain } from "../../view/layout-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { iconOrChild } from "../icon-of.tsx";
import { isShown } from "../is-shown.ts";
import { Popup } from "../popup.tsx";
import { focusFirst, roving } from "../roving.ts";
import { soleChild } from "../sole.tsx";
import { usePress } from "../use-press.ts";

const longPressMs = 500;
const slack = 6;
const buzzMs = 25;

/** Closes the menu that the action is in. */
const CloseMenu = createContext<() => void>(() => undefined);

/** Opens its actions when its content is held, right clicked, or asked by the menu key or Enter. */
export function CupertinoContextMenu({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const [open, setOpen] = useState(false);
  const hold = useRef<ReturnType<typeof setTimeout>>(undefined);
  const menuId = `fl-menu-${node._i}`;
  const box = () => client.elementOf(node);
  const release = () => clearTimeout(hold.current);
  useEffect(() => release, []);
  const show = () => {
    release();
    if (ctx.disabled) return;
    if (node.enable_haptic_feedback === true) navigator.vibrate?.(buzzMs);
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    box()?.focus();
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: what is inside may be buttons */}
      <div
        {...frame}
        role="group"
        aria-label="More actions"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the menu key needs the focus
        tabIndex={0}
        class="fl-cup-held"
        style={{ ...cell, ...frame.style }}
        onContextMenu={(event) => {
          event.preventDefault();
          show();
        }}
        onKeyDown={(event) => {
          if (event.target !== event.currentTarget || event.key !== "Enter") return;
          event.preventDefault(); // else the key goes on to the first action
          show();
        }}
        onPointerDown={() => {
          release();
          hold.current = setTimeout(show, longPressMs);
        }}
        onPointerUp={release}
        onPointerCancel={release}
        onPointerMove={({ movementX, movementY }) => {
          if (Math.hypot(movementX, movementY) > slack) release();
        }}
      >
        {soleChild(node.content, ctx)}
      </div>
      {open && (
        <Popup
          anchor={box()}
          placement="below"
          width={250}
          onShow={focusFirst}
          onClose={close}
          role="menu"
          aria-label="More actions"
          id={menuId}
          class="fl-cup-menu"
          onKeyDown={roving("vertical")}
        >
          <CloseMenu.Provider value={close}>
            {children(node.actions, inPlain(ctx, { width: "tight" }))}
          </CloseMenu.Provider>
        </Popup>
      )}
    </>
  );
}

/** One of the actions of a context menu. */
export function CupertinoContextMenuAction({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const close = useContext(CloseMenu);
  const press = usePress(node, {
    disabled: ctx.disabled,
    onPress: () => {
      close();
      client.activate(node);
    },
  });
  const flags = [
    "fl-cup-menu-action",
    node.default === true ? "fl-cup-default" : "",
    node.destructive === true ? "fl-cup-destructive" : "",
  ];
  const inside = inPlain(ctx);
  return (
    <button
      {...frame}
      {...press}
      type="button"
      role="menuitem"
      disabled={ctx.disabled}
      class={flags.filter((flag) => flag !== "").join(" ")}
      style={frame.style}
    >
      <span class="fl-cup-menu-label">{textOrChild(node.content, inside)}</span>
      {(typeof node.trailing_icon === "number" || isShown(node.trailing_icon)) &&
        iconOrChild(node.trailing_icon, inside)}
    </button>
  );
}
