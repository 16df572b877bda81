import type { Point } from "../../values/tap-data.ts";
import { lengthOf } from "../gestures/pointer-sample.ts";

const usualFriction = 0.0000135;
const leastSpeed = 50; // pixels a second
const stillSpeed = 10;

/** How far and for how long something glides that was let go at a speed, with the friction of Flutter's viewer. */
export function glideOf(speed: Point, friction = usualFriction): { by: Point; ms: number } {
  const fast = lengthOf(speed);
  if (fast < leastSpeed || friction <= 0 || friction >= 1) return { by: { x: 0, y: 0 }, ms: 0 };
  const reach = -1 / Math.log(friction);
  const seconds = Math.log(stillSpeed / fast) / Math.log(friction / 100);
  return { by: { x: speed.x * reach, y: speed.y * reach }, ms: Math.round(seconds * 1_000) };
}

/** Whether a turn of the wheel comes from two fingers on a touch pad: a wheel goes in steps of 120. */
export function isTouchPad(event: WheelEvent): boolean {
  if (event.ctrlKey || event.deltaMode !== 0) return false;
  const { wheelDeltaX = 0, wheelDeltaY = 0 } = event as Partial<
    Record<"wheelDeltaX" | "wheelDeltaY", number>
  >;
  return wheelDeltaX % 120 !== 0 || wheelDeltaY % 120 !== 0;
}
