import { mapOf, numberOf } from "../../values/scalars.ts";

type Properties = Readonly<Record<string, unknown>>;

const corners = ["top_left", "top_right", "bottom_right", "bottom_left"];

/** A rectangle with round corners, as a path. */
export function roundRect(path: Path2D, box: Properties): void {
  const [x, y, width, height] = boxOf(box);
  const all = numberOf(box.border_radius);
  const map = mapOf(box.border_radius);
  const radii = corners.map((corner) => all ?? numberOf(map?.[corner]) ?? 0);
  path.roundRect(x, y, width, height, radii);
}

/** The ellipse, or a part of it, that fits in a box. */
export function arcIn(path: Path2D, box: Properties, start: number, sweep: number): void {
  const [x, y, width, height] = boxOf(box);
  const [rx, ry] = [width / 2, height / 2];
  path.ellipse(x + rx, y + ry, Math.abs(rx), Math.abs(ry), 0, start, start + sweep, sweep < 0);
}

/** Left, top, width and height of a shape. */
export function boxOf(box: Properties): [x: number, y: number, width: number, height: number] {
  return [num(box.x), num(box.y), num(box.width), num(box.height)];
}

/** Builds a path of elements. */
export function pathOf(
  elements: unknown,
  moved: { x: number; y: number } = { x: 0, y: 0 },
): Path2D {
  const path = new Path2D();
  let [atX, atY] = [0, 0];
  const list: readonly unknown[] = Array.isArray(elements) ? elements : [];
  for (const item of list) {
    const element = mapOf(item);
    if (!element) continue;
    const [x, y] = [num(element.x), num(element.y)];
    switch (String(element._type).toLowerCase()) {
      case "moveto":
        path.moveTo(x, y);
        break;
      case "lineto":
        path.lineTo(x, y);
        break;
      case "quadraticto":
        conicTo(path, { x: atX, y: atY }, element);
        break;
      case "cubicto":
        path.bezierCurveTo(
          num(element.cp1x),
          num(element.cp1y),
          num(element.cp2x),
          num(element.cp2y),
          x,
          y,
        );
        break;
      case "arc":
        path.addPath(
          partOf((part) =>
            arcIn(part, element, num(element.start_angle), num(element.sweep_angle)),
          ),
        );
        break;
      case "arcto":
        path.addPath(svgArc(atX, atY, element));
        path.moveTo(x, y);
        break;
      case "oval":
        path.addPath(partOf((part) => arcIn(part, element, 0, 2 * Math.PI)));
        break;
      case "rect":
        path.addPath(partOf((part) => roundRect(part, element)));
        break;
      case "subpath":
        path.addPath(pathOf(element.elements, { x, y }));
        break;
      case "close":
        path.closePath();
        break;
      default:
    }
    [atX, atY] = [x, y];
  }
  if (moved.x === 0 && moved.y === 0) return path;
  const shifted = new Path2D();
  shifted.addPath(path, new DOMMatrix().translate(moved.x, moved.y));
  return shifted;
}

const conicSteps = 24;

/** A curve whose control point has a weight; browsers know only the weight 1. */
function conicTo(path: Path2D, from: { x: number; y: number }, element: Properties): void {
  const weight = numberOf(element.w) ?? 1;
  const [cx, cy, x, y] = [num(element.cp1x), num(element.cp1y), num(element.x), num(element.y)];
  if (weight === 1) {
    path.quadraticCurveTo(cx, cy, x, y);
    return;
  }
  for (let step = 1; step <= conicSteps; step++) {
    const t = step / conicSteps;
    const [a, b, c] = [(1 - t) ** 2, 2 * weight * t * (1 - t), t ** 2];
    const sum = a + b + c;
    path.lineTo((a * from.x + b * cx + c * x) / sum, (a * from.y + b * cy + c * y) / sum);
  }
}

function svgArc(fromX: number, fromY: number, element: Properties): Path2D {
  const radius = num(element.radius);
  const large = element.large_arc === true ? 1 : 0;
  const sweep = element.clockwise === false ? 0 : 1;
  const end = `${num(element.x)} ${num(element.y)}`;
  return new Path2D(
    `M${fromX} ${fromY}A${radius} ${radius} ${num(element.rotation)} ${large} ${sweep} ${end}`,
  );
}

function partOf(draw: (part: Path2D) => void): Path2D {
  const part = new Path2D();
  draw(part);
  return part;
}

/** A number, zero if there is none. */
export function num(value: unknown): number {
  return numberOf(value) ?? 0;
}
