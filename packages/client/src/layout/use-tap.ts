import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";

/** Handlers besides `click` that make a box listen. */
export const tapFlags = ["on_tap_down", "on_long_press", "on_hover"] as const;

const longPressMs = 500;
const interactive = "a[href],button,input,select,textarea,[tabindex],[contenteditable=true]";
const pointerKinds: Readonly<Record<string, string>> = {
  mouse: "mouse",
  touch: "touch",
  pen: "stylus",
};

type Handlers = Readonly<Record<string, unknown>>;

/**
 * Handlers of a box that can be tapped: `click` with `url` and `action`, `tap_down`, `long_press`, `hover`. What
 * happens on a control inside that takes input itself is not the box's. Without such a control inside, the box
 * is a button for keyboard and assistive technology too.
 */
export function useTap(node: ControlMap, disabled: boolean): Handlers {
  const client = useClient();
  const active = !disabled && client.isActive(node);
  const [isButton, setIsButton] = useState(false);
  const hold = useRef<ReturnType<typeof setTimeout>>(undefined);
  const held = useRef(false);
  useLayoutEffect(() => {
    const box = client.elementOf(node);
    setIsButton(active && box !== undefined && box.querySelector(interactive) === null);
  });
  useEffect(() => () => clearTimeout(hold.current), []);
  if (disabled) return {};
  const activate = () => {
    if (held.current) held.current = false;
    else client.activate(node);
  };
  return {
    ...(active ? { class: `fl-tap${node.ink === true ? " fl-ink" : ""}` } : {}),
    ...(isButton ? { role: "button", tabIndex: 0 } : {}),
    onClick: (event: MouseEvent) => {
      if (active && isOwn(event)) activate();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (!isButton || event.target !== event.currentTarget) return;
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      client.activate(node);
    },
    onPointerDown: (event: PointerEvent) => {
      if (!isOwn(event)) return;
      held.current = false;
      client.trigger(node, "tap_down", tapData(event));
      if (node.on_long_press !== true) return;
      hold.current = setTimeout(() => {
        held.current = true;
        client.trigger(node, "long_press");
      }, longPressMs);
    },
    onPointerUp: () => clearTimeout(hold.current),
    onPointerCancel: () => clearTimeout(hold.current),
    onPointerEnter: () => client.trigger(node, "hover", true),
    onPointerLeave: () => {
      clearTimeout(hold.current);
      client.trigger(node, "hover", false);
    },
  };
}

/** Whether no control between the box and the touched element takes the input for itself. */
function isOwn(event: Event): boolean {
  const { target, currentTarget } = event;
  if (!(target instanceof Element)) return false;
  const inner = target.closest(`${interactive},.fl-tap`);
  return inner === null || inner === currentTarget || !(currentTarget as Element).contains(inner);
}

/** Flutter's tap data: kind of device, local and global position. */
function tapData(event: PointerEvent): Readonly<Record<string, unknown>> {
  const { left, top } = (event.currentTarget as Element).getBoundingClientRect();
  return {
    k: pointerKinds[event.pointerType] ?? "unknown",
    l: { x: event.clientX - left, y: event.clientY - top },
    g: { x: event.clientX, y: event.clientY },
  };
}
