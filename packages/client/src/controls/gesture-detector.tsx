import type { ComponentChild } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { cell } from "../layout/cell.ts";
import { cursorCss } from "../values/cursor.ts";
import { kindOf } from "../values/tap-data.ts";
import { useClient } from "../view/client-context.ts";
import type { ControlProps } from "../view/registry.ts";
import { GestureController } from "./gestures/gesture-controller.ts";
import { onPress } from "./keys.ts";
import { soleChild } from "./sole.tsx";

const drags = ["pan", "horizontal_drag", "vertical_drag", "scale", "long_press"];
const dragParts = ["_down", "_start", "_update", "_end", "_move_update"];

/** Tells the app about taps, drags, pinches and movements of pointers over its content. */
export function GestureDetector({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const held = useRef<GestureController>(undefined);
  held.current ??= new GestureController(node, (event, data) =>
    client.trigger(client.get(node._i) ?? node, event, data),
  );
  const controller = held.current;
  controller.node = node;
  useEffect(() => () => controller.stop(), [controller]);
  const cursor = cursorCss(node.mouse_cursor);
  const tappable = node.on_tap === true && node.exclude_from_semantics !== true && !ctx.disabled;
  const dragging = drags.some((drag) =>
    dragParts.some((part) => node[`on_${drag}${part}`] === true),
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it has the role of a button if it can be tapped
    <div
      {...frame}
      {...(tappable ? { role: "button" as const, tabIndex: 0 } : {})}
      onKeyDown={onPress(() => {
        if (tappable) client.trigger(node, "tap");
      })}
      class="fl-gestures"
      style={{
        ...cell,
        ...(cursor ? { cursor } : {}),
        ...(dragging ? { touchAction: touchAction(node) } : {}),
        ...frame.style,
      }}
      onPointerDown={(event) => {
        if (ctx.disabled || !takes(node.allowed_devices, kindOf(event))) return;
        if (dragging && event.target === event.currentTarget)
          event.currentTarget.setPointerCapture(event.pointerId);
        controller.down(event, event.currentTarget);
      }}
      onPointerMove={(event) => {
        if (
          dragging &&
          event.buttons !== 0 &&
          !event.currentTarget.hasPointerCapture(event.pointerId)
        ) {
          event.currentTarget.setPointerCapture(event.pointerId);
        }
        controller.move(event, event.currentTarget);
      }}
      onPointerUp={(event) => controller.up(event, event.currentTarget)}
      onPointerCancel={(event) => controller.cancel(event)}
      onPointerEnter={(event) => controller.enter(event)}
      onPointerLeave={(event) => controller.leave(event)}
      onWheel={(event) => controller.wheel(event)}
      onContextMenu={(event) => {
        if (
          [
            "secondary_tap",
            "secondary_tap_down",
            "secondary_tap_up",
            "secondary_long_press",
            "right_pan_start",
          ].some((name) => node[`on_${name}`] === true)
        )
          event.preventDefault();
      }}
    >
      {soleChild(node.content, ctx)}
    </div>
  );
}

/** Whether pointers of a kind make gestures: all do, unless the author names some. */
function takes(devices: unknown, kind: string): boolean {
  if (!Array.isArray(devices)) return true;
  return devices.some((device) => String(device).toLowerCase() === kind);
}

function touchAction(node: Readonly<Record<string, unknown>>): string {
  const follows = (drag: string) => dragParts.some((part) => node[`on_${drag}${part}`] === true);
  if (follows("pan") || follows("scale")) return "none";
  if (follows("horizontal_drag")) return follows("vertical_drag") ? "none" : "pan-y";
  return follows("vertical_drag") ? "pan-x" : "manipulation";
}
