import { alignmentOf } from "./alignment.ts";
import { colorOf } from "./color.ts";
import { mapOf, numberOf, textOf } from "./scalars.ts";

const degrees = 180 / Math.PI;
type GradientMap = Readonly<Record<string, unknown>>;

/** A gradient (linear, radial, sweep) as CSS image. */
export function gradientCss(value: unknown): string | undefined {
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
      return linearCss(gradient, prefix);
  }
}

/**
 * CSS knows a line by its angle, Flutter by two points of the box. Lines along an axis are exact; others have
 * the angle that they have in a square.
 */
function linearCss(gradient: GradientMap, prefix: string): string {
  const begin = alignmentOf(gradient.begin) ?? { x: -1, y: 0 };
  const end = alignmentOf(gradient.end) ?? { x: 1, y: 0 };
  const rotation = (numberOf(gradient.rotation) ?? 0) * degrees;
  const [x, y] = [end.x - begin.x, end.y - begin.y];
  const angle = `${(Math.atan2(x, -y) * degrees + rotation).toFixed(3)}deg`;
  const [from, to] = y === 0 ? [begin.x, end.x] : x === 0 ? [begin.y, end.y] : [-1, 1];
  const direction = Math.sign(to - from) || 1;
  const place = (stop: number) => percent((1 + direction * (from + (to - from) * stop)) / 2);
  return `${prefix}linear-gradient(${angle}, ${stopsCss(gradient, place)})`;
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
  return `${stop * 100}%`;
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
