import { useEffect, useRef } from "preact/hooks";
import { useClient, useMethods } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";

const longPressMs = 500;

interface PressOptions {
  readonly disabled: boolean;
  /** What a click does; by default the control's `url`, `action` and `click`. */
  readonly onPress?: () => void;
  /** The element of the control's box that takes the focus, if it is not the box. */
  readonly focusable?: (box: HTMLElement) => HTMLElement | null;
}

/** Handlers of everything that acts like a button: click, long press, hover, focus, and the method `focus`. */
export function usePress(node: ControlMap, { disabled, onPress, focusable }: PressOptions) {
  const client = useClient();
  useFocus(node, focusable);
  const hold = useRef<ReturnType<typeof setTimeout>>(undefined);
  const held = useRef(false);
  const release = () => clearTimeout(hold.current);
  useEffect(() => release, []);
  if (disabled) return {};
  return {
    onClick: ({ detail }: MouseEvent) => {
      const endsHold = held.current && detail > 0; // keys click with 0, whatever the pointer did before
      held.current = false;
      if (endsHold) return;
      if (onPress) onPress();
      else client.activate(node);
    },
    onPointerEnter: () => client.trigger(node, "hover", true),
    onPointerLeave: () => {
      release();
      client.trigger(node, "hover", false);
    },
    onFocus: () => client.trigger(node, "focus"),
    onBlur: () => client.trigger(node, "blur"),
    onPointerDown: () => {
      held.current = false;
      if (node.on_long_press !== true) return;
      hold.current = setTimeout(() => {
        held.current = true;
        client.trigger(node, "long_press");
      }, longPressMs);
    },
    onPointerUp: release,
    onPointerCancel: release,
  };
}

/** Answers the method `focus`, and focuses a control with `autofocus` when it appears. */
export function useFocus(node: ControlMap, pick?: (box: HTMLElement) => HTMLElement | null): void {
  const client = useClient();
  const focus = () => {
    const box = client.elementOf(node);
    (box && pick ? pick(box) : box)?.focus();
  };
  useMethods(node, { focus });
  useEffect(() => {
    if (node.autofocus === true) focus();
  }, []);
}
