import { Extension } from "@flotilla/protocol";
import { kindOf, localPoint, type Point } from "../../values/tap-data.ts";

/** The data of a pointer that moves over a control, or drags with the right button. */
export function hoverData(event: PointerEvent, last: Point | undefined) {
  const l = localPoint(event);
  return {
    k: kindOf(event),
    l,
    g: { x: event.clientX, y: event.clientY },
    ts: new Extension(3, String(Math.round(event.timeStamp * 1000))),
    dev: event.pointerId,
    ps: event.pressure,
    pMin: 0,
    pMax: 1,
    dist: 0,
    distMax: 0,
    size: 0,
    rMj: event.width / 2,
    rMn: event.height / 2,
    rMin: 0,
    rMax: 0,
    or: (event.twist * Math.PI) / 180,
    tilt: (Math.hypot(event.tiltX, event.tiltY) * Math.PI) / 180,
    ld: last ? { x: l.x - last.x, y: l.y - last.y } : { x: 0, y: 0 },
  };
}
