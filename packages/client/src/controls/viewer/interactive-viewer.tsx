import type { ComponentChild } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { durationOf } from "../../values/duration.ts";
import { edgesOf, noEdges } from "../../values/edges.ts";
import { flagOf, numberOf, textOf } from "../../values/scalars.ts";
import type { Point } from "../../values/tap-data.ts";
import { useClient, useMethods } from "../../view/client-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { velocityOf } from "../gestures/pointer-sample.ts";
import { soleChild } from "../sole.tsx";
import { glideOf, isTouchPad } from "./glide.ts";
import { home, type Limits, movedBy, type Placement, zoomedAt } from "./viewport.ts";

const keyStep = 40;
const keyFactor = 1.2;
const wheelEndMs = 150;

/** Moves and scales its content by pointers, wheel and keys. */
export function InteractiveViewer({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const content = useRef<HTMLDivElement>(null);
  const [placement, setPlacement] = useState<Placement>(home);
  const [glideMs, setGlideMs] = useState(0);
  const now = useRef(placement);
  const saved = useRef<Placement>(undefined);
  const pointers = useRef(new Map<number, Point>());
  const path = useRef<{ timeMs: number; global: Point }[]>([]);
  const begun = useRef<{ placement: Placement; at: Point }>(undefined);
  const wheelEnd = useRef<ReturnType<typeof setTimeout>>(undefined);
  const told = useRef(0);
  useEffect(() => () => clearTimeout(wheelEnd.current), []);

  const limits = (): Limits => {
    const box = client.elementOf(node);
    return {
      least: numberOf(node.min_scale) ?? 0.8,
      most: numberOf(node.max_scale) ?? 2.5,
      view: { x: box?.clientWidth ?? 0, y: box?.clientHeight ?? 0 },
      content: { x: content.current?.offsetWidth ?? 0, y: content.current?.offsetHeight ?? 0 },
      margin: edgesOf(node.boundary_margin) ?? noEdges,
    };
  };
  const put = (next: Placement, ms = 0) => {
    now.current = next;
    setGlideMs(ms);
    setPlacement(next);
  };
  const local = (event: MouseEvent): Point => {
    const box = client.elementOf(node)?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };
  const focal = (at: Point) => {
    const box = client.elementOf(node)?.getBoundingClientRect();
    return { gfp: { x: at.x + (box?.left ?? 0), y: at.y + (box?.top ?? 0) }, lfp: at };
  };
  const start = (at: Point, count: number) => {
    begun.current = { placement: now.current, at };
    client.trigger(node, "interaction_start", { ...focal(at), pc: count, ts: null });
  };
  const update = (at: Point, by: Point, count: number) => {
    const interval = numberOf(node.interaction_update_interval) ?? 200;
    if (performance.now() - told.current < interval) return;
    told.current = performance.now();
    const s = now.current.scale / (begun.current?.placement.scale ?? 1);
    client.trigger(node, "interaction_update", {
      ...focal(at),
      fpd: by,
      pc: count,
      hs: s,
      vs: s,
      s,
      rot: 0,
      ts: null,
    });
  };
  const end = (count: number, speed: Point = { x: 0, y: 0 }) => {
    begun.current = undefined;
    client.trigger(node, "interaction_end", { pc: count, v: speed });
  };
  const middle = () => {
    const all = [...pointers.current.values()];
    const sum = all.reduce((one, other) => ({ x: one.x + other.x, y: one.y + other.y }), {
      x: 0,
      y: 0,
    });
    const at = { x: sum.x / all.length, y: sum.y / all.length };
    const spread = all.reduce((total, { x, y }) => total + Math.hypot(x - at.x, y - at.y), 0);
    return { at, spread };
  };
  const onPointerDown = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (ctx.disabled || event.button !== 0) return;
    pointers.current.set(event.pointerId, local(event));
    path.current = [];
    start(middle().at, pointers.current.size);
  };
  const onPointerMove = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (!pointers.current.has(event.pointerId)) return;
    const before = middle();
    pointers.current.set(event.pointerId, local(event));
    const after = middle();
    path.current.push({ timeMs: event.timeStamp, global: after.at });
    const by = { x: after.at.x - before.at.x, y: after.at.y - before.at.y };
    if (Math.hypot(by.x, by.y) > 2) event.currentTarget.setPointerCapture(event.pointerId);
    let next = now.current;
    if (flagOf(node.scale_enabled, true) && before.spread > 0)
      next = zoomedAt(next, before.at, after.spread / before.spread, limits());
    if (flagOf(node.pan_enabled, true)) next = movedBy(next, by, limits());
    put(next);
    update(after.at, by, pointers.current.size);
  };
  const onPointerUp = (event: PointerEvent) => {
    if (!pointers.current.delete(event.pointerId)) return;
    const speed = velocityOf(path.current);
    path.current = [];
    if (flagOf(node.pan_enabled, true)) {
      const { by, ms } = glideOf(speed, numberOf(node.interaction_end_friction_coefficient));
      if (ms > 0) put(movedBy(now.current, by, limits()), ms);
    }
    end(pointers.current.size, speed);
  };
  const onWheel = (event: WheelEvent) => {
    const pans = isTouchPad(event) && node.trackpad_scroll_causes_scale !== true;
    if (ctx.disabled || !flagOf(pans ? node.pan_enabled : node.scale_enabled, true)) return;
    event.preventDefault();
    const at = local(event);
    if (!begun.current) start(at, 0);
    const by = pans ? { x: -event.deltaX, y: -event.deltaY } : { x: 0, y: 0 };
    const factor = Math.exp(-event.deltaY / (numberOf(node.scale_factor) ?? 200));
    put(pans ? movedBy(now.current, by, limits()) : zoomedAt(now.current, at, factor, limits()));
    update(at, by, 0);
    clearTimeout(wheelEnd.current);
    wheelEnd.current = setTimeout(() => end(0), wheelEndMs);
  };
  const center = (): Point => {
    const { view } = limits();
    return { x: view.x / 2, y: view.y / 2 };
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || ctx.disabled) return;
    const move = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[
      event.key
    ];
    const factor = { "+": keyFactor, "=": keyFactor, "-": 1 / keyFactor }[event.key];
    if (factor && flagOf(node.scale_enabled, true))
      put(zoomedAt(now.current, center(), factor, limits()));
    else if (move && flagOf(node.pan_enabled, true))
      put(
        movedBy(
          now.current,
          { x: (move[0] ?? 0) * keyStep, y: (move[1] ?? 0) * keyStep },
          limits(),
        ),
      );
    else return;
    event.preventDefault();
  };
  useMethods(node, {
    zoom: ({ factor }) => {
      put(zoomedAt(now.current, center(), numberOf(factor) ?? 1, limits()));
      return null;
    },
    pan: ({ dx, dy }) => {
      put(movedBy(now.current, { x: numberOf(dx) ?? 0, y: numberOf(dy) ?? 0 }, limits()));
      return null;
    },
    reset: ({ animation_duration }) => {
      put(home, durationOf(animation_duration));
      return null;
    },
    save_state: () => {
      saved.current = now.current;
      return null;
    },
    restore_state: () => {
      if (saved.current) put(saved.current);
      return null;
    },
  });
  const wheel = useRef(onWheel);
  wheel.current = onWheel;
  useEffect(() => {
    const element = client.elementOf(node);
    const turn = (event: WheelEvent) => wheel.current(event);
    element?.addEventListener("wheel", turn, { passive: false });
    return () => element?.removeEventListener("wheel", turn);
  }, []);
  const free = node.constrained === false;
  const { x, y, scale } = placement;
  return (
    // biome-ignore lint/a11y/useSemanticElements: its content may be any control
    <div
      {...frame}
      role="group"
      aria-roledescription="zoomable area"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move and scale the content
      tabIndex={0}
      class={`fl-viewer fl-cell${textOf(node.clip_behavior)?.toLowerCase() === "none" ? " fl-viewer-open" : ""}`}
      style={frame.style}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onKeyDown={onKeyDown}
    >
      <div
        ref={content}
        class={`fl-cell fl-viewer-content${free ? " fl-viewer-free" : ""}`}
        style={{
          transform: `translate(${x}px,${y}px) scale(${scale})`,
          transition: glideMs > 0 ? `transform ${glideMs}ms` : "none",
        }}
      >
        {soleChild(node.content, free ? { ...ctx, width: "free", height: "free" } : ctx)}
      </div>
    </div>
  );
}
