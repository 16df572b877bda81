import { alignmentOf } from "./alignment.ts";
import { colorOf } from "./color.ts";
import { mapOf, numberOf, textOf } from "./scalars.ts";

const degrees = 180 / Math.PI;
type GradientMap = Readonly<Record<string, unknown>>;

/** Width and height of a box in pixels. */
type Size = readonly [width: number, height: number];

/** A gradient (linear, radial, sweep) as CSS image, for a box of this size if it is known. */
export function gradientCss(value: unknown, size: Size = [1, 1]): string | undefined {
  const gradient = mapOf(value);
  if (!gradient) return undefined;
  const repeating = ["repeated", "mirror"].includes(
    textOf(gradient.tile_mode)?.toLowerCase() ?? "",
  );
  const prefix = repeating ? "repeating-" : "";
  switch (textOf(gradient._type)) {
    case "radial":
      return radialCss(gradient, prefix);
    case "sweep":
      return `${prefix}conic-gradient(${sweepPlace(gradient)}, ${stopsCss(gradient, sweepStop(gradient))})`;
    default:
      return linearCss(gradient, prefix, size);
  }
}

/**
 * CSS knows a line by its angle through the middle, Flutter by two points of the box, turned about the middle. Lines
 * along an axis and those of boxes with a known size are exact; others have the angle that they have in a square.
 */
function linearCss(gradient: GradientMap, prefix: string, [width, height]: Size): string {
  const begin = alignmentOf(gradient.begin) ?? { x: -1, y: 0 };
  const end = alignmentOf(gradient.end) ?? { x: 1, y: 0 };
  const [x, y] = [((end.x - begin.x) * width) / 2, ((end.y - begin.y) * height) / 2];
  const length = Math.hypot(x, y) || 1;
  const start = (begin.x * width * x + begin.y * height * y) / 2 / length;
  const angle = Math.atan2(x, -y) + (numberOf(gradient.rotation) ?? 0);
  const whole = Math.abs(width * Math.sin(angle)) + Math.abs(height * Math.cos(angle));
  const place = (stop: number) => percent(0.5 + (start + length * stop) / whole);
  return `${prefix}linear-gradient(${(angle * degrees).toFixed(3)}deg, ${stopsCss(gradient, place)})`;
}

/** The radius is a part of the shorter side; a centre at the side takes the far side of a square for it. */
function radialCss(gradient: GradientMap, prefix: string): string {
  const center = alignmentOf(gradient.center) ?? { x: 0, y: 0 };
  const radius = numberOf(gradient.radius) ?? 0.5;
  const away = Math.max(Math.abs(center.x), Math.abs(center.y));
  const side = away === 0 ? "closest-side" : "farthest-side";
  const whole = (1 + away) / 2;
  const place = (stop: number) => percent((stop * radius) / whole);
  return `${prefix}radial-gradient(circle ${side} at ${pointCss(center)}, ${stopsCss(gradient, place)})`;
}

function sweepPlace(gradient: GradientMap): string {
  const center = alignmentOf(gradient.center) ?? { x: 0, y: 0 };
  const start = (numberOf(gradient.start_angle) ?? 0) + (numberOf(gradient.rotation) ?? 0);
  return `from ${(start * degrees + 90).toFixed(3)}deg at ${pointCss(center)}`;
}

function pointCss({ x, y }: { readonly x: number; readonly y: number }): string {
  return `${(1 + x) * 50}% ${(1 + y) * 50}%`;
}

function percent(stop: number): string {
  return `${+(stop * 100).toFixed(3)}%`;
}

function sweepStop(gradient: GradientMap): (stop: number) => string {
  const span =
    (numberOf(gradient.end_angle) ?? 2 * Math.PI) - (numberOf(gradient.start_angle) ?? 0);
  return (stop) => `${(stop * span * degrees).toFixed(3)}deg`;
}

function stopsCss(gradient: GradientMap, place: (stop: number) => string): string {
  const colors: readonly unknown[] = Array.isArray(gradient.colors) ? gradient.colors : [];
  const stops: readonly unknown[] = Array.isArray(gradient.stops) ? gradient.stops : [];
  return colors
    .map((color, at) => {
      const stop = numberOf(stops[at]) ?? (colors.length > 1 ? at / (colors.length - 1) : 0);
      return `${colorOf(color) ?? "transparent"} ${place(stop)}`;
    })
    .join(", ");
}
