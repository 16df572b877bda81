import { useCallback, useEffect, useRef } from "preact/hooks";
import { numberOf, textOf } from "../values/scalars.ts";
import { useClient, useMethods } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { loadChunk } from "../view/load-chunk.ts";
import type { Axis } from "./scroll-to.ts";

type SetElement = (element: HTMLElement | null) => void;

/**
 * Makes an element the scroll viewport of a control: `scroll` events, method `scroll_to`, `auto_scroll`.
 * Returns the element's ref, which also calls the given one.
 */
export function useScroller(
  node: ControlMap,
  axis: Axis,
  ref?: SetElement,
  active = true,
): SetElement {
  const client = useClient();
  const viewport = useRef<HTMLElement | null>(null);
  const latest = useRef(node);
  latest.current = node;
  const scroll_to = async (args: Readonly<Record<string, unknown>>) => {
    const { scrollTo } = await import("./scroll-to.ts");
    scrollTo(viewport.current, axis, args, client);
  };
  useMethods(node, active ? { scroll_to } : {});

  const listens = active && node.on_scroll === true;
  useEffect(() => {
    if (!listens || !viewport.current) return undefined;
    return watchScrolling(viewport.current, axis, {
      intervalMs: () => numberOf(latest.current.scroll_interval) ?? 10,
      tell: (data) => client.trigger(latest.current, "scroll", data),
    });
  }, [listens, axis, client]);

  const auto = active && node.auto_scroll === true;
  useEffect(() => {
    const element = viewport.current;
    if (!auto || !element) return;
    element.scrollTo({
      [axis === "x" ? "left" : "top"]: axis === "x" ? element.scrollWidth : element.scrollHeight,
      behavior: node.auto_scroll_animation ? "smooth" : "auto",
    });
  });

  return useCallback(
    (element) => {
      viewport.current = element;
      ref?.(element);
    },
    [ref],
  );
}

interface Watch {
  readonly intervalMs: () => number;
  readonly tell: (data: Readonly<Record<string, unknown>>) => void;
}

/** Most lists have no handler, so what makes the events comes when one has. */
function watchScrolling(element: HTMLElement, axis: Axis, watch: Watch): () => void {
  let stop: (() => void) | undefined;
  let stopped = false;
  const start = async () => {
    const { ScrollEvents } = await loadChunk(() => import("./scroll-events.ts"));
    if (stopped) return;
    const events = new ScrollEvents(element, axis, watch);
    stop = () => events.stop();
  };
  void start();
  return () => {
    stopped = true;
    stop?.();
  };
}

/** The classes of a scroll viewport for a `scroll` property: which axis, and whether a bar shows. */
export function scrollClass(scroll: unknown, row: boolean): string {
  const mode = textOf(scroll)?.toLowerCase();
  const bar =
    mode === "hidden" ? " fl-scroll-hidden" : mode === "always" ? " fl-scroll-always" : "";
  return `fl-scroll ${row ? "fl-scroll-row" : "fl-scroll-column"}${bar}`;
}
