import type { ComponentChild } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { durationOf } from "../../values/duration.ts";
import { choiceOf, mapOf, numberOf } from "../../values/scalars.ts";
import type { Point } from "../../values/tap-data.ts";
import { controlOf } from "../../view/children.tsx";
import { useClient, useMethods } from "../../view/client-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { soleChild } from "../sole.tsx";
import { followPointer } from "./follow-pointer.ts";

type Way = "startToEnd" | "endToStart" | "up" | "down" | "none";

const ways = ["startToEnd", "endToStart", "up", "down", "horizontal", "vertical", "none"] as const;
const usualThreshold = 0.4;
const flingSpeed = 0.7; // pixels a millisecond
const answerMs = 300_000;

/** A control that is swiped away, or taken away by its button. */
export function Dismissible({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const [shift, setShift] = useState(0);
  const [phase, setPhase] = useState<"still" | "dragged" | "moving" | "shrinking" | "gone">(
    "still",
  );
  const answer = useRef<(dismiss: boolean) => void>(undefined);
  const undo = useRef<() => void>(undefined);
  const reached = useRef(false);
  const allowed = choiceOf(node.dismiss_direction, ways, "horizontal");
  const vertical = allowed === "up" || allowed === "down" || allowed === "vertical";
  const moveMs = durationOf(node.movement_duration, 200);
  const shrinkMs = durationOf(node.resize_duration, 300);
  useEffect(() => () => undo.current?.(), []);
  useMethods(node, {
    confirm_dismiss: ({ dismiss }) => answer.current?.(dismiss === true),
  });

  const wayOf = (by: number): Way => {
    if (by === 0) return "none";
    if (vertical) return by < 0 ? "up" : "down";
    return by > 0 === !ctx.rtl ? "startToEnd" : "endToStart";
  };
  const permits = (way: Way) =>
    allowed === way ||
    (allowed === "horizontal" && (way === "startToEnd" || way === "endToStart")) ||
    (allowed === "vertical" && (way === "up" || way === "down"));
  const size = () => {
    const element = client.elementOf(node);
    return (vertical ? element?.offsetHeight : element?.offsetWidth) || 1;
  };
  const thresholdOf = (way: Way) =>
    numberOf(mapOf(node.dismiss_thresholds)?.[way]) ?? usualThreshold;
  const follow = (by: number) => {
    const way = wayOf(by);
    const next = permits(way) ? by : 0;
    const progress = Math.min(Math.abs(next) / size(), 1);
    const before = reached.current;
    reached.current = progress > thresholdOf(way);
    setShift(next);
    client.trigger(node, "update", {
      direction: way,
      progress,
      reached: reached.current,
      previous_reached: before,
    });
  };
  const settle = () => {
    setPhase("moving");
    setShift(0);
    reached.current = false;
    later(moveMs, () => setPhase("still"));
  };
  const later = (ms: number, action: () => void) => {
    const timer = setTimeout(action, ms);
    undo.current = () => clearTimeout(timer);
  };
  const leave = async (way: Way) => {
    setPhase("moving");
    const forward = vertical ? way === "down" : (way === "startToEnd") === !ctx.rtl;
    setShift(forward ? size() : -size());
    if (node.on_confirm_dismiss === true && !(await confirmed(way))) return settle();
    later(moveMs, () => {
      setPhase("shrinking");
      client.trigger(node, "resize");
      later(shrinkMs, () => {
        setPhase("gone");
        client.trigger(node, "dismiss", { direction: way });
      });
    });
  };
  const confirmed = (way: Way) =>
    new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), answerMs);
      answer.current = (dismiss) => {
        clearTimeout(timer);
        answer.current = undefined;
        resolve(dismiss);
      };
      undo.current = () => clearTimeout(timer);
      client.trigger(node, "confirm_dismiss", { direction: way });
    });
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || ctx.disabled || phase !== "still" || allowed === "none") return;
    const begin = vertical ? event.clientY : event.clientX;
    const along = (at: Point) => (vertical ? at.y : at.x) - begin;
    let [last, speed, lastMs] = [0, 0, event.timeStamp];
    undo.current = followPointer(
      event,
      {
        start: (at) => {
          if (!permits(wayOf(along(at)))) return false;
          setPhase("dragged");
          follow(along(at));
          return true;
        },
        move: (at) => {
          const now = performance.now();
          speed = (along(at) - last) / Math.max(now - lastMs, 1);
          [last, lastMs] = [along(at), now];
          follow(along(at));
        },
        end: (at) => {
          const by = along(at);
          const way = wayOf(by);
          const flung = Math.abs(speed) > flingSpeed && speed > 0 === by > 0;
          if (permits(way) && (reached.current || (flung && thresholdOf(way) < 1))) void leave(way);
          else settle();
        },
        cancel: settle,
      },
      { axis: vertical ? "y" : "x", slop: 8 },
    );
  };
  if (phase === "gone") return null;
  const way = wayOf(shift);
  const offset = numberOf(node.cross_axis_end_offset);
  const aside = offset && shift ? offset * Math.abs(shift / size()) : 0; // its size is asked for only then
  const second = controlOf(node.secondary_background) && (way === "endToStart" || way === "up");
  const keyWay: Way = vertical
    ? allowed === "down"
      ? "down"
      : "up"
    : allowed === "startToEnd"
      ? "startToEnd"
      : "endToStart";
  return (
    <div
      {...frame}
      class={`fl-dismissible fl-${phase}${vertical ? " fl-dismiss-y" : ""}`}
      style={{
        "--fl-shift": `${shift}px`,
        "--fl-cross": `${aside * 100}%`,
        "--fl-move": `${moveMs}ms`,
        "--fl-shrink": `${shrinkMs}ms`,
        ...frame.style,
      }}
      onPointerDown={onPointerDown}
    >
      {phase !== "still" && (
        <div class="fl-dismiss-behind fl-cell">
          {soleChild(second ? node.secondary_background : node.background, {
            ...ctx,
            width: "tight",
            height: "tight",
          })}
        </div>
      )}
      <div class="fl-dismiss-front fl-cell">{soleChild(node.content, ctx)}</div>
      {allowed !== "none" && (
        <button
          type="button"
          class="fl-dismiss-key fl-button fl-filled"
          disabled={ctx.disabled}
          onClick={() => void leave(keyWay)}
        >
          Dismiss
        </button>
      )}
    </div>
  );
}
