import type { ComponentChild } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { cell } from "../../layout/cell.ts";
import { numberOf, textOf } from "../../values/scalars.ts";
import type { Point } from "../../values/tap-data.ts";
import { child, controlOf } from "../../view/children.tsx";
import { useClient } from "../../view/client-context.ts";
import { inPlain } from "../../view/layout-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { soleChild } from "../sole.tsx";
import { DragSession } from "./drag-session.ts";
import { followPointer } from "./follow-pointer.ts";

interface Flight {
  readonly from: Point;
  readonly session: DragSession;
  /** Top left of the control when the drag began. */
  readonly corner: Point;
  readonly byKeys: boolean;
}

/** A control that is dragged to a target of its group, by pointer or by keys. */
export function Draggable({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const [flight, setFlight] = useState<Flight>();
  const ghost = useRef<HTMLDivElement>(null);
  const undo = useRef<() => void>(undefined);
  const target = useRef(-1);
  const group = textOf(node.group) ?? "default";
  useEffect(() => () => undo.current?.(), []);
  useLayoutEffect(() => {
    if (flight && ghost.current) lift(ghost.current, client.elementOf(node), flight.corner);
  }, [flight]);

  const start = (from: Point, byKeys: boolean): Flight | undefined => {
    const element = client.elementOf(node);
    if (!element) return undefined;
    const { left: x, top: y } = element.getBoundingClientRect();
    const document = element.ownerDocument;
    const session = new DragSession({ source: node._i, group, document });
    const begun = { from, session, corner: { x, y }, byKeys };
    setFlight(begun);
    client.trigger(node, "drag_start");
    return begun;
  };
  const finish = (drop: boolean, { session, corner }: Flight, place: Point) => {
    setFlight(undefined);
    undo.current = undefined;
    if (!drop) session.leave(corner);
    else if (session.drop(place)) client.trigger(node, "drag_complete", group);
  };
  const placeOf = ({ from, corner }: Flight, at: Point): Point => ({
    x: corner.x + (node.axis === "vertical" ? 0 : at.x - from.x),
    y: corner.y + (node.axis === "horizontal" ? 0 : at.y - from.y),
  });
  const disabled = ctx.disabled || numberOf(node.max_simultaneous_drags) === 0;

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || disabled || flight) return;
    event.stopPropagation();
    let begun: Flight | undefined;
    undo.current = followPointer(
      event,
      {
        start: (at) => {
          begun = start({ x: event.clientX, y: event.clientY }, false);
          begun?.session.moveTo(at, placeOf(begun, at));
          return begun !== undefined;
        },
        move: (at) => {
          if (!begun) return;
          const place = placeOf(begun, at);
          if (ghost.current) moveGhost(ghost.current, place);
          begun.session.moveTo(at, place);
        },
        end: (at) => {
          if (begun) finish(true, begun, placeOf(begun, at));
        },
        cancel: () => {
          if (begun) finish(false, begun, begun.corner);
        },
      },
      {
        axis: node.affinity === "horizontal" ? "x" : node.affinity === "vertical" ? "y" : undefined,
      },
    );
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || disabled) return;
    if (!flight) {
      if (event.key !== " " && event.key !== "Enter") return;
      event.preventDefault();
      target.current = -1;
      start({ x: 0, y: 0 }, true);
      client.announce("Picked up. Arrow keys choose a target, Enter drops, Escape cancels.");
      return;
    }
    if (!flight.byKeys) return;
    const targets = [...document.querySelectorAll("[data-drop]")];
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step !== undefined && targets.length > 0) {
      event.preventDefault();
      target.current =
        (Math.max(target.current, step < 0 ? 0 : -1) + step + targets.length) % targets.length;
      const element = targets[target.current];
      if (!element) return;
      const { left: x, top: y } = element.getBoundingClientRect();
      flight.session.moveOver([element], { x, y });
      if (ghost.current) moveGhost(ghost.current, { x, y });
      client.announce(`Target ${target.current + 1} of ${targets.length}`);
    } else if (event.key === "Escape") finish(false, flight, flight.corner);
    else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      finish(true, flight, flight.corner);
    }
  };

  const replaced = flight && controlOf(node.content_when_dragging);
  return (
    // biome-ignore lint/a11y/useSemanticElements: its content may hold buttons
    <div
      {...frame}
      class={`fl-draggable${flight ? " fl-dragging" : ""}`}
      role="button"
      aria-roledescription="draggable"
      aria-pressed={flight !== undefined}
      aria-disabled={disabled}
      tabIndex={disabled ? -1 : 0}
      style={{ ...cell, ...frame.style }}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      onBlur={() => {
        if (flight?.byKeys) finish(false, flight, flight.corner);
      }}
    >
      {soleChild(replaced ? node.content_when_dragging : node.content, ctx)}
      {flight && (
        <div ref={ghost} class="fl-drag-ghost" popover="manual" aria-hidden="true">
          {child(node.content_feedback, inPlain(ctx))}
        </div>
      )}
    </div>
  );
}

/** Shows the ghost above everything; without a control of its own it is a picture of the dragged one. */
function lift(ghost: HTMLElement, element: HTMLElement | undefined, corner: Point): void {
  if (ghost.childElementCount === 0) {
    for (const part of element?.children ?? []) {
      if (part !== ghost) ghost.append(pictureOf(part as HTMLElement));
    }
    ghost.classList.add("fl-drag-picture");
  }
  ghost.showPopover();
  moveGhost(ghost, corner);
}

function pictureOf(part: HTMLElement): HTMLElement {
  const copy = part.cloneNode(true) as HTMLElement;
  for (const element of [copy, ...copy.querySelectorAll<HTMLElement>("*")]) {
    element.removeAttribute("id");
    element.removeAttribute("data-id");
    element.removeAttribute("data-key");
  }
  const { width, height } = part.getBoundingClientRect();
  copy.style.width = `${width}px`;
  copy.style.height = `${height}px`;
  copy.inert = true;
  return copy;
}

function moveGhost(ghost: HTMLElement, { x, y }: Point): void {
  ghost.style.translate = `${x}px ${y}px`;
}
