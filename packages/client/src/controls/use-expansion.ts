import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { AnimationStyle } from "../values/animation-style.ts";

interface Expansion {
  readonly ref: RefObject<HTMLDivElement | null>;
  /** The body is to be seen: it is open or on its way to be closed. */
  readonly seen: boolean;
}

/** Lets the body of a tile grow when it is opened and shrink when it is closed. */
export function useExpansion(open: boolean, style: AnimationStyle): Expansion {
  const ref = useRef<HTMLDivElement>(null);
  const before = useRef(open);
  const seen = useRef(open);
  const [, redraw] = useState(0);
  if (open) seen.current = true;
  useLayoutEffect(() => {
    if (before.current === open) return;
    before.current = open;
    const gone = () => {
      if (open) return;
      seen.current = false;
      redraw((count) => count + 1);
    };
    const [duration, easing] = open
      ? [style.durationMs, style.curve]
      : [style.reverseMs, style.reverseCurve];
    const { current } = ref;
    if (!current || duration === 0 || matchMedia("(prefers-reduced-motion: reduce)").matches)
      return gone();
    const full = { height: `${current.offsetHeight}px`, overflow: "clip" };
    const frames = [{ height: "0px", paddingBlock: "0px", overflow: "clip" }, full];
    const run = current.animate(open ? frames : frames.reverse(), { duration, easing });
    run.onfinish = gone;
    return () => run.cancel();
  }, [open]);
  return { ref, seen: open || seen.current };
}
