import type { ComponentChild, CSSProperties } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useScroller } from "../../layout/use-scroller.ts";
import { edgesCss, edgesOf, noEdges } from "../../values/edges.ts";
import { flagOf, numberOf } from "../../values/scalars.ts";
import type { Point } from "../../values/tap-data.ts";
import { child, controlsOf } from "../../view/children.tsx";
import { useClient } from "../../view/client-context.ts";
import { inPlain } from "../../view/layout-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { followPointer } from "./follow-pointer.ts";
import { landingPlace, moved, offsetsFor } from "./reorder.ts";
import { ReorderItem } from "./reorder-item.tsx";

interface Order {
  /** The controls as the app has them; another list drops the visitor's order. */
  readonly given: string;
  readonly ids: readonly number[];
}

interface Drag {
  readonly from: number;
  readonly to: number;
  readonly by: number;
}

const touchHoldMs = 500;
const settleMs = 250;

/** A list whose items the visitor puts in order, by pointer or by the arrow keys of their handles. */
export function ReorderableListView({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const row = flagOf(node.horizontal);
  const scroller = useScroller(node, row ? "x" : "y", frame.ref);
  const controls = controlsOf(node.controls);
  const given = controls.map(({ _i }) => _i).join();
  const [order, setOrder] = useState<Order>({ given, ids: [] });
  const [drag, setDrag] = useState<Drag>();
  const undo = useRef<() => void>(undefined);
  useEffect(() => () => undo.current?.(), []);
  const ids =
    order.given === given && order.ids.length > 0 ? order.ids : controls.map(({ _i }) => _i);

  const finish = (from: number, to: number) => {
    client.trigger(node, "reorder_end", { new_index: to > from ? to + 1 : to });
    setDrag(undefined);
    if (to === from) return;
    setOrder({ given, ids: moved(ids, from, to) });
    client.trigger(node, "reorder", { old_index: from, new_index: to });
  };
  const step = (from: number, by: number) => {
    const to = from + by;
    if (to < 0 || to >= ids.length) return;
    client.trigger(node, "reorder_start", { old_index: from });
    finish(from, to);
    client.announce(`Moved to place ${to + 1} of ${ids.length}`);
  };
  const grab = (event: PointerEvent, from: number) => {
    const list = client.elementOf(node);
    if (event.button !== 0 || ctx.disabled || drag || !list) return;
    const boxes = [...list.querySelectorAll(":scope > .fl-reorder-item")].map((item) => {
      const { left, top, width, height } = item.getBoundingClientRect();
      return row ? { start: left, size: width } : { start: top, size: height };
    });
    const begin = row ? event.clientX : event.clientY;
    const along = (at: Point) => (row ? at.x : at.y) - begin;
    let last: Drag = { from, to: from, by: 0 };
    const follow = (at: Point) => {
      last = { from, by: along(at), to: landingPlace(boxes, from, along(at)) };
      setDrag(last);
    };
    undo.current = followPointer(
      event,
      {
        start: (at) => {
          client.trigger(node, "reorder_start", { old_index: from });
          follow(at);
          return true;
        },
        move: follow,
        end: () => {
          const { to } = last;
          setDrag({ from, to, by: restingPlace(boxes, from, to) });
          const timer = setTimeout(() => finish(from, to), settleMs);
          undo.current = () => clearTimeout(timer);
        },
        cancel: () => setDrag(undefined),
      },
      event.pointerType === "touch" && !isHandle(event) ? { holdMs: touchHoldMs } : { slop: 3 },
    );
  };

  const offsets = drag ? offsetsFor(ids.length, drag) : [];
  const spacing = numberOf(node.spacing) ?? 0;
  const direction = row ? "row" : "column";
  const own: CSSProperties = {
    display: "flex",
    flexDirection: flagOf(node.reverse) ? `${direction}-reverse` : direction,
    gap: `${spacing}px`,
    padding: edgesCss(edgesOf(node.padding) ?? noEdges),
    overflow: row ? "auto hidden" : "hidden auto",
  };
  const extent = numberOf(node.item_extent);
  return (
    <div
      {...frame}
      ref={scroller}
      class={`fl-list fl-reorder${row ? " fl-reorder-row" : ""}${drag ? " fl-reordering" : ""}`}
      style={{ ...own, ...frame.style }}
    >
      {child(node.header, inPlain(ctx))}
      {ids.map((id, index) => (
        <ReorderItem
          key={id}
          id={id}
          ctx={ctx}
          row={row}
          extent={extent}
          handle={node.show_default_drag_handles !== false && client.density === "compact"}
          lifted={drag?.from === index}
          shift={drag ? (drag.from === index ? drag.by : (offsets[index] ?? 0)) : 0}
          shiftsBySize={drag !== undefined && drag.from !== index}
          whole={node.show_default_drag_handles !== false && client.density !== "compact"}
          place={`${index + 1} of ${ids.length}`}
          onGrab={(event) => grab(event, index)}
          onStep={(by) => step(index, by)}
        />
      ))}
      {child(node.footer, inPlain(ctx))}
    </div>
  );
}

function isHandle(event: PointerEvent): boolean {
  return event.target instanceof Element && event.target.closest("[data-drag-handle]") !== null;
}

function restingPlace(
  boxes: readonly { readonly start: number; readonly size: number }[],
  from: number,
  to: number,
): number {
  const [own, other] = [boxes[from], boxes[to]];
  if (!own || !other) return 0;
  return to > from ? other.start + other.size - own.start - own.size : other.start - own.start;
}
