import { mapOf, numberOf } from "./scalars.ts";

/** What a tap event tells the app: kind of pointer, place in the control and on the page. */
export interface TapData {
  readonly k: string;
  readonly l: Point;
  readonly g: Point;
}

/** A place in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The data of a tap on the element that handles the event. */
export function tapData(event: PointerEvent | MouseEvent): TapData {
  return { k: kindOf(event), l: localPoint(event), g: { x: event.clientX, y: event.clientY } };
}

/** The place of a pointer in the box of the element that handles the event. */
export function localPoint(event: MouseEvent, element = event.currentTarget): Point {
  const { clientX, clientY } = event;
  if (!(element instanceof Element)) return { x: clientX, y: clientY };
  const { left, top } = element.getBoundingClientRect();
  return { x: clientX - left, y: clientY - top };
}

/** Flutter's name of the kind of pointer; there is always one, as the app's side requires it. */
export function kindOf(event: MouseEvent): "touch" | "mouse" | "stylus" {
  if (!("pointerType" in event)) return "mouse";
  return event.pointerType === "touch" ? "touch" : event.pointerType === "pen" ? "stylus" : "mouse";
}

/** Reads a point or an offset. */
export function pointOf(value: unknown): Point | undefined {
  const map = mapOf(value);
  return map && { x: numberOf(map.x) ?? 0, y: numberOf(map.y) ?? 0 };
}
