import { alignmentOf } from "../../values/alignment.ts";
import { blendModeCss } from "../../values/blend-mode.ts";
import { blurCss } from "../../values/blur.ts";
import { colorOf } from "../../values/color.ts";
import { choiceOf, mapOf, numberOf } from "../../values/scalars.ts";

/** What shapes are drawn on. */
export interface Surface {
  readonly context: CanvasRenderingContext2D;
  /** Turns a CSS color with the theme's variables into one that a canvas knows. */
  readonly resolve: (color: string) => string;
}

type Properties = Readonly<Record<string, unknown>>;

/** Sets up how the next shape is drawn, and tells whether it is filled or stroked. */
export function applyPaint({ context, resolve }: Surface, value: unknown): "fill" | "stroke" {
  const paint = mapOf(value) ?? {};
  const style = choiceOf(paint.style, ["fill", "stroke"], "fill");
  const ink =
    gradientOf({ context, resolve }, mapOf(paint.gradient)) ??
    resolve(colorOf(paint.color) ?? "#000000");
  context.fillStyle = ink;
  context.strokeStyle = ink;
  // A width of zero is a hair line.
  context.lineWidth = numberOf(paint.stroke_width) || 1;
  context.lineCap = choiceOf(paint.stroke_cap, ["butt", "round", "square"], "butt");
  context.lineJoin = choiceOf(paint.stroke_join, ["miter", "round", "bevel"], "miter");
  context.miterLimit = numberOf(paint.stroke_miter_limit) ?? 4;
  const dashes: readonly unknown[] = Array.isArray(paint.stroke_dash_pattern)
    ? paint.stroke_dash_pattern
    : [];
  context.setLineDash(dashes.flatMap((dash) => numberOf(dash) ?? []));
  context.globalCompositeOperation = compositeOf(paint.blend_mode);
  context.filter = blurCss(paint.blur_image) ?? "none";
  return style;
}

/** Fills or strokes a path as the paint says. */
export function paintPath(surface: Surface, path: Path2D, paint: unknown): void {
  const { context } = surface;
  if (applyPaint(surface, paint) === "fill") context.fill(path);
  else context.stroke(path);
}

const composites: Readonly<Record<string, GlobalCompositeOperation>> = {
  dstatop: "destination-atop",
  dstin: "destination-in",
  dstout: "destination-out",
  dstover: "destination-over",
  plus: "lighter",
  src: "copy",
  srcatop: "source-atop",
  srcin: "source-in",
  srcout: "source-out",
  xor: "xor",
};

/** A blend mode as a canvas knows it. */
export function compositeOf(value: unknown): GlobalCompositeOperation {
  const name = typeof value === "string" ? value.toLowerCase() : "";
  const blend = blendModeCss(value);
  if (name === "clear") return "destination-out";
  return composites[name] ?? (blend as GlobalCompositeOperation | undefined) ?? "source-over";
}

function gradientOf(
  surface: Surface,
  gradient: Properties | undefined,
): CanvasGradient | undefined {
  if (!gradient) return undefined;
  const made = shapeOf(surface.context, gradient);
  const colors: readonly unknown[] = Array.isArray(gradient.colors) ? gradient.colors : [];
  const stops: readonly unknown[] = Array.isArray(gradient.color_stops) ? gradient.color_stops : [];
  colors.forEach((color, at) => {
    const stop = numberOf(stops[at]) ?? (colors.length > 1 ? at / (colors.length - 1) : 0);
    made.addColorStop(
      Math.min(Math.max(stop, 0), 1),
      surface.resolve(colorOf(color) ?? "transparent"),
    );
  });
  return made;
}

function shapeOf(context: CanvasRenderingContext2D, gradient: Properties): CanvasGradient {
  const [cx, cy] = pointOf(gradient.center);
  switch (gradient._type) {
    case "radial": {
      const [fx, fy] = gradient.focal ? pointOf(gradient.focal) : [cx, cy];
      const inner = numberOf(gradient.focal_radius) ?? 0;
      return context.createRadialGradient(fx, fy, inner, cx, cy, numberOf(gradient.radius) ?? 0);
    }
    case "sweep": {
      const turn = (numberOf(gradient.start_angle) ?? 0) + (numberOf(gradient.rotation) ?? 0);
      return context.createConicGradient(turn, cx, cy);
    }
    default: {
      const [from, to] = [pointOf(gradient.begin), pointOf(gradient.end)];
      return context.createLinearGradient(...from, ...to);
    }
  }
}

/** A point as a pair or as a map. */
export function pointOf(value: unknown): [x: number, y: number] {
  if (Array.isArray(value)) return [numberOf(value[0]) ?? 0, numberOf(value[1]) ?? 0];
  const point = alignmentOf(value);
  return [point?.x ?? 0, point?.y ?? 0];
}
