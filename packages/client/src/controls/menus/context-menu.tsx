import type { ComponentChild } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { cell } from "../../layout/cell.ts";
import { textOf } from "../../values/scalars.ts";
import { localPoint, type Point, pointOf } from "../../values/tap-data.ts";
import { controlsOf } from "../../view/children.tsx";
import { useClient, useMethods } from "../../view/client-context.ts";
import type { ControlMap } from "../../view/control-map.ts";
import { inPlain } from "../../view/layout-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { Popup } from "../popup.tsx";
import { MenuEntry } from "../popup-menu-button.tsx";
import { focusFirst, roving } from "../roving.ts";
import { soleChild } from "../sole.tsx";
import { useParts } from "../use-parts.ts";

const buttons = ["primary", "tertiary", "secondary"] as const; // in the order of the browser's numbers
const longPressMs = 500;

interface Opened {
  readonly items: readonly ControlMap[];
  readonly button: (typeof buttons)[number] | null;
  readonly trigger: "down" | "longPress" | null;
  readonly global: Point;
  readonly local: Point | null;
}

/** Opens a menu where its content is pressed. */
export function ContextMenu({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const [opened, setOpened] = useState<Opened>();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const before = useRef<Element | null>(null);
  const hold = useRef<ReturnType<typeof setTimeout>>(undefined);
  const menuId = `fl-menu-${node._i}`;
  for (const name of ["items", "primary_items", "secondary_items", "tertiary_items"])
    useParts(node[name]);
  const [isStop, setIsStop] = useState(false);
  useEffect(() => () => clearTimeout(hold.current), []);
  // The menu key opens the menu of what has the focus; where nothing inside can have it, the box does.
  useLayoutEffect(() => {
    if (opened) return; // the menu is inside
    const box = client.elementOf(node);
    setIsStop(!ctx.disabled && !box?.querySelector("a[href],button,input,textarea,[tabindex]"));
  });

  const itemsFor = (button: Opened["button"]): readonly ControlMap[] => {
    const own = button ? controlsOf(node[`${button}_items`]) : [];
    return own.length > 0 ? own : controlsOf(node.items);
  };
  const triggerOf = (button: (typeof buttons)[number]): string | undefined => {
    const value = node[`${button}_trigger`];
    if (value === undefined && button !== "primary") return "down";
    return textOf(value)?.toLowerCase();
  };
  const open = (next: Omit<Opened, "items">): boolean => {
    const items = itemsFor(next.button);
    if (items.length === 0 || ctx.disabled) return false;
    before.current = document.activeElement;
    setOpened({ ...next, items });
    return true;
  };
  useMethods(node, {
    open: ({ global_position, local_position }) => {
      const box = client.elementOf(node)?.getBoundingClientRect();
      const local = pointOf(local_position);
      const corner = { x: box?.left ?? 0, y: box?.top ?? 0 };
      const middle = { x: corner.x + (box?.width ?? 0) / 2, y: corner.y + (box?.height ?? 0) / 2 };
      const inside = local && { x: corner.x + local.x, y: corner.y + local.y };
      const global = pointOf(global_position) ?? inside ?? middle;
      open({ button: null, trigger: null, global, local: local ?? null });
    },
  });
  const press = (event: PointerEvent) => {
    const button = buttons[event.button];
    if (!button) return;
    const global = { x: event.clientX, y: event.clientY };
    const local = localPoint(event);
    const trigger = triggerOf(button);
    if (trigger === "down" && button !== "secondary") {
      if (open({ button, trigger: "down", global, local })) event.preventDefault();
    } else if (
      trigger === "longpress" ||
      (event.pointerType === "touch" && triggerOf("secondary"))
    ) {
      const by = trigger === "longpress" ? button : "secondary";
      clearTimeout(hold.current);
      hold.current = setTimeout(
        () => open({ button: by, trigger: "longPress", global, local }),
        longPressMs,
      );
    }
  };
  const release = () => clearTimeout(hold.current);
  const close = () => {
    setOpened(undefined);
    setAnchor(null);
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  const tell = (event: "select" | "dismiss", menu: Opened, item?: ControlMap) =>
    client.trigger(node, event, {
      b: menu.button,
      tr: menu.trigger,
      id: item?._i ?? null,
      idx: item ? menu.items.indexOf(item) : null,
      ic: menu.items.length,
      g: menu.global,
      l: menu.local,
    });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the browser's menu key and right click
    <div
      {...frame}
      {...(isStop ? { tabIndex: 0, role: "group" as const } : {})}
      class="fl-context"
      style={{ ...cell, ...frame.style }}
      onPointerDown={press}
      onPointerUp={release}
      onPointerCancel={release}
      onPointerMove={(event) => {
        if (Math.hypot(event.movementX, event.movementY) > 6) release();
      }}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget || event.key !== "Enter" || opened) return;
        event.preventDefault(); // else the key goes on to the first item
        const { left, bottom, height } = event.currentTarget.getBoundingClientRect();
        const [global, local] = [
          { x: left, y: bottom },
          { x: 0, y: height },
        ];
        open({ button: "secondary", trigger: "down", global, local });
      }}
      onContextMenu={(event) => {
        if (triggerOf("secondary") !== "down" || opened) return;
        const global = { x: event.clientX, y: event.clientY };
        const local = localPoint(event);
        if (open({ button: "secondary", trigger: "down", global, local })) event.preventDefault();
      }}
    >
      {soleChild(node.content, ctx)}
      {opened && (
        <span
          ref={setAnchor}
          class="fl-context-point"
          style={{ left: `${opened.global.x}px`, top: `${opened.global.y}px` }}
        />
      )}
      {opened && anchor && (
        <Popup
          anchor={anchor}
          placement="below"
          widthStep={56}
          onShow={focusFirst}
          onClose={() => {
            close();
            tell("dismiss", opened);
          }}
          role="menu"
          id={menuId}
          class="fl-menu fl-popup-menu"
          onKeyDown={roving("vertical")}
        >
          {opened.items.map((item) => (
            <MenuEntry
              key={item._i}
              item={item}
              ctx={inPlain(ctx)}
              onChoose={() => {
                close();
                const toggled = typeof item.checked === "boolean" ? !item.checked : undefined;
                client.trigger(item, "click", toggled);
                tell("select", opened, item);
              }}
            />
          ))}
        </Popup>
      )}
    </div>
  );
}
