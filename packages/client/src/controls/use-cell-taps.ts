import { useRef } from "preact/hooks";
import { tapData } from "../values/tap-data.ts";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { onPress } from "./keys.ts";

const longPressMs = 500;
const doubleTapMs = 300;

/** Handlers for the taps that an app follows on a cell; none if it follows no tap. */
export function useCellTaps(cell: ControlMap, disabled: boolean) {
  const client = useClient();
  const hold = useRef<ReturnType<typeof setTimeout>>(undefined);
  const last = useRef(Number.NEGATIVE_INFINITY);
  const events = ["tap", "double_tap", "long_press", "tap_cancel", "tap_down"];
  if (disabled || !events.some((name) => cell[`on_${name}`] === true)) return {};
  const tap = () => client.trigger(cell, "tap");
  return {
    "data-taps": true,
    tabIndex: 0,
    onKeyDown: onPress(tap),
    onPointerDown: (event: PointerEvent) => {
      client.trigger(cell, "tap_down", tapData(event));
      hold.current = setTimeout(() => client.trigger(cell, "long_press"), longPressMs);
    },
    onPointerUp: () => clearTimeout(hold.current),
    onPointerCancel: () => {
      clearTimeout(hold.current);
      client.trigger(cell, "tap_cancel");
    },
    onClick: (event: MouseEvent) => {
      const twice = event.timeStamp - last.current < doubleTapMs;
      last.current = event.timeStamp;
      if (twice && cell.on_double_tap === true) client.trigger(cell, "double_tap");
      else tap();
    },
  };
}
