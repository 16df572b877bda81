import { useEffect, useRef } from "preact/hooks";
import { useClient } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { followPointer } from "./drag/follow-pointer.ts";

/** Where something may be dragged to go: along one axis, to both of its ends or to one. */
export interface Swipe {
  readonly axis: "x" | "y";
  /** -1 is left or up, 1 right or down, 0 both. */
  readonly toward: -1 | 0 | 1;
}

const enough = 0.4; // of its size
const flingSpeed = 0.7; // pixels a millisecond
const backMs = 150;

/** Lets the element of a control be dragged away; if it is not dragged far enough or fast, it goes back. */
export function useSwipeAway(node: ControlMap, swipe: Swipe | undefined, away: () => void) {
  const client = useClient();
  const undo = useRef<() => void>(undefined);
  useEffect(() => () => undo.current?.(), []);
  return (event: PointerEvent) => {
    const element = client.elementOf(node);
    if (!swipe || !element || event.button !== 0 || isOwnDrag(event.target, element)) return;
    const { axis, toward } = swipe;
    const from = axis === "x" ? event.clientX : event.clientY;
    const size = (axis === "x" ? element.offsetWidth : element.offsetHeight) || 1;
    let [by, speed, lastMs] = [0, 0, event.timeStamp];
    const shift = (pixels: number) => {
      element.style.translate = axis === "x" ? `${pixels}px` : `0 ${pixels}px`;
    };
    const back = () => {
      element.animate([{ translate: element.style.translate }, { translate: "0" }], backMs);
      element.style.translate = "";
    };
    const move = (at: { readonly x: number; readonly y: number }) => {
      const now = performance.now();
      const wanted = at[axis] - from;
      const next = toward !== 0 && wanted * toward < 0 ? 0 : wanted;
      speed = (next - by) / Math.max(now - lastMs, 1);
      [by, lastMs] = [next, now];
      shift(by);
    };
    undo.current = followPointer(
      event,
      {
        start: (at) => {
          if (toward !== 0 && (at[axis] - from) * toward < 0) return false;
          move(at);
          return true;
        },
        move,
        end: () => {
          const flung = Math.abs(speed) > flingSpeed && speed * by > 0;
          if (Math.abs(by) > size * enough || flung) away();
          else back();
        },
        cancel: back,
      },
      { axis },
    );
  };
}

/** Fields and what is scrolled have a use of their own for being dragged. */
function isOwnDrag(target: EventTarget | null, root: HTMLElement): boolean {
  let element = target instanceof Element ? target : null;
  while (element) {
    if (element.matches("input, textarea") || element.scrollTop > 0) return true;
    if (element === root) return false;
    element = element.parentElement;
  }
  return false;
}
