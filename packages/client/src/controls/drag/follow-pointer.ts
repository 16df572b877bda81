import type { Point } from "../../values/tap-data.ts";

/** What happens while a pointer is held down and moved. */
export interface PointerRun {
  /** It went far enough to mean it; false leaves it to others. */
  readonly start: (at: Point) => boolean | undefined;
  readonly move: (at: Point) => void;
  readonly end: (at: Point) => void;
  readonly cancel: () => void;
}

interface Options {
  /** How far the pointer goes before it drags. */
  readonly slop?: number;
  /** Only movement along this axis counts. */
  readonly axis?: "x" | "y" | undefined;
  /** A finger has to rest so long first, so that it can scroll. */
  readonly holdMs?: number;
}

const usualSlop = 6;

/** Follows the pointer of a `pointerdown` until it is released; returns the undo. */
export function followPointer(event: PointerEvent, run: PointerRun, options: Options): () => void {
  const { view, pointerId, clientX: x, clientY: y } = event;
  const slop = options.slop ?? usualSlop;
  let started = false;
  let held = options.holdMs === undefined;
  const undo = new AbortController();
  const stop = () => {
    clearTimeout(timer);
    undo.abort();
  };
  const begin = (at: Point) => {
    started = run.start(at) !== false;
    if (!started) stop();
  };
  const timer = held
    ? undefined
    : setTimeout(() => {
        held = true;
        begin({ x, y });
      }, options.holdMs);
  const listen = <T extends Event>(type: string, heard: (event: T) => void) =>
    view?.addEventListener(type, heard as (event: Event) => void, {
      signal: undo.signal,
      passive: false,
      capture: true,
    });
  listen<PointerEvent>("pointermove", (moved) => {
    if (moved.pointerId !== pointerId) return;
    const at = { x: moved.clientX, y: moved.clientY };
    const [dx, dy] = [Math.abs(at.x - x), Math.abs(at.y - y)];
    if (started) run.move(at);
    else if (!held && Math.max(dx, dy) > slop) stop();
    else if (
      held &&
      (options.axis === "x" ? dx : options.axis === "y" ? dy : Math.max(dx, dy)) > slop
    )
      begin(at);
  });
  listen<PointerEvent>("pointerup", (up) => {
    if (up.pointerId !== pointerId) return;
    stop();
    if (!started) return;
    swallowClick(view);
    run.end({ x: up.clientX, y: up.clientY });
  });
  listen<PointerEvent>("pointercancel", (gone) => {
    if (gone.pointerId !== pointerId) return;
    stop();
    if (started) run.cancel();
  });
  listen<KeyboardEvent>("keydown", (key) => {
    if (key.key !== "Escape" || !started) return;
    key.preventDefault();
    stop();
    run.cancel();
  });
  listen<TouchEvent>("touchmove", (touch) => {
    if (started && touch.cancelable) touch.preventDefault();
  });
  return () => {
    stop();
    if (started) run.cancel();
  };
}

/** The end of a drag is no click on what lies below. */
function swallowClick(view: Window | null): void {
  const swallow = (event: Event) => event.stopPropagation();
  view?.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => view?.removeEventListener("click", swallow, { capture: true }), 0);
}
