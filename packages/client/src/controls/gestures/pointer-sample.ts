import { Extension } from "@flotilla/protocol";
import { kindOf, type Point } from "../../values/tap-data.ts";

/** Where a pointer is at a moment. */
export interface PointerSample {
  readonly id: number;
  readonly kind: string;
  readonly button: number;
  readonly local: Point;
  readonly global: Point;
  readonly timeMs: number;
}

/** Reads a pointer event in the coordinates of the element that listens. */
export function sampleOf(event: PointerEvent, element: Element): PointerSample {
  const { left, top } = element.getBoundingClientRect();
  return {
    id: event.pointerId,
    kind: kindOf(event),
    button: event.button,
    local: { x: event.clientX - left, y: event.clientY - top },
    global: { x: event.clientX, y: event.clientY },
    timeMs: event.timeStamp,
  };
}

/** The time of a sample as the app gets it. */
export function timeOf(sample: PointerSample): Extension {
  return new Extension(3, String(Math.round(sample.timeMs * 1000)));
}

/** The way from one point to another. */
export function between(from: Point, to: Point): Point {
  return { x: to.x - from.x, y: to.y - from.y };
}

/** The length of a way. */
export function lengthOf({ x, y }: Point): number {
  return Math.hypot(x, y);
}

/** The speed of the last movements in pixels per second. */
export function velocityOf(samples: readonly Pick<PointerSample, "timeMs" | "global">[]): Point {
  const last = samples.at(-1);
  const first = samples.find((sample) => last !== undefined && last.timeMs - sample.timeMs < 100);
  if (!last || !first || last.timeMs === first.timeMs) return { x: 0, y: 0 };
  const { x, y } = between(first.global, last.global);
  const seconds = (last.timeMs - first.timeMs) / 1000;
  return { x: x / seconds, y: y / seconds };
}
