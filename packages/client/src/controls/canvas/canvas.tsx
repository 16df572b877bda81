import type { ComponentChild } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { cell } from "../../layout/cell.ts";
import { numberOf } from "../../values/scalars.ts";
import { useClient, useMethods } from "../../view/client-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { soleChild } from "../sole.tsx";
import { useParts } from "../use-parts.ts";
import { drawShape } from "./draw-shape.ts";
import type { Surface } from "./paint.ts";
import { usePictures } from "./use-pictures.ts";

/** A surface with shapes that the app draws, below its content. */
export function Canvas({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const canvas = useRef<HTMLCanvasElement>(null);
  const captured = useRef<HTMLCanvasElement>(undefined);
  const shapes = useParts(node.shapes);
  const latest = useRef(node);
  latest.current = node;
  const pictures = usePictures(() => draw());
  const draw = () => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    const { clientWidth: width, clientHeight: height } = element;
    const ratio = window.devicePixelRatio;
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
    context.scale(ratio, ratio);
    if (captured.current) context.drawImage(captured.current, 0, 0, width, height);
    const surface: Surface = { context, resolve: resolver(element) };
    for (const shape of shapes) drawShape(surface, shape, pictures.find);
    pictures.dropUnused();
  };
  useLayoutEffect(draw);
  const redraw = useRef(draw);
  redraw.current = draw;
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const observer = new ResizeObserver(([entry]) => {
      redraw.current();
      clearTimeout(waiting);
      const { width: w, height: h } = entry?.contentRect ?? { width: 0, height: 0 };
      const intervalMs = numberOf(latest.current.resize_interval) ?? 10;
      waiting = setTimeout(() => client.trigger(latest.current, "resize", { w, h }), intervalMs);
    });
    observer.observe(element);
    return () => {
      clearTimeout(waiting);
      observer.disconnect();
    };
  }, []);
  useMethods(node, {
    capture: () => {
      draw();
      captured.current = canvas.current?.cloneNode() as HTMLCanvasElement;
      if (canvas.current) captured.current.getContext("2d")?.drawImage(canvas.current, 0, 0);
      return null;
    },
    clear_capture: () => {
      captured.current = undefined;
      draw();
      return null;
    },
    get_capture: () => pngOf(captured.current),
  });
  return (
    <div {...frame} class="fl-canvas" style={{ ...cell, ...frame.style }}>
      <canvas ref={canvas} />
      {soleChild(node.content, ctx)}
    </div>
  );
}

async function pngOf(canvas: HTMLCanvasElement | undefined): Promise<Uint8Array | null> {
  if (!canvas) return null;
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  return blob ? new Uint8Array(await blob.arrayBuffer()) : null;
}

/** A canvas knows no variables: the element tells what its style makes of them. */
function resolver(element: HTMLElement): (color: string) => string {
  const known = new Map<string, string>();
  return (color) => {
    if (!color.includes("(")) return color;
    const found = known.get(color);
    if (found) return found;
    element.style.color = color;
    const resolved = getComputedStyle(element).color;
    element.style.color = "";
    known.set(color, resolved);
    return resolved;
  };
}
