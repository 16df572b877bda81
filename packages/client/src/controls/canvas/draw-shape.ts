import { colorOf } from "../../values/color.ts";
import { numberOf } from "../../values/scalars.ts";
import type { ControlMap } from "../../view/control-map.ts";
import { applyPaint, compositeOf, paintPath, pointOf, type Surface } from "./paint.ts";
import { arcIn, boxOf, num, pathOf, roundRect } from "./path.ts";
import { drawText } from "./text.ts";

/** Finds the loaded picture of a source; one that is not there yet is drawn later. */
export type Pictures = (source: unknown) => CanvasImageSource | undefined;

/** Draws one shape. */
export function drawShape(surface: Surface, shape: ControlMap, pictures: Pictures): void {
  const { context } = surface;
  const path = new Path2D();
  context.save();
  switch (shape._c) {
    case "Arc":
      if (shape.use_center === true) {
        const [x, y, width, height] = boxOf(shape);
        path.moveTo(x + width / 2, y + height / 2);
      }
      arcIn(path, shape, num(shape.start_angle), num(shape.sweep_angle));
      if (shape.use_center === true) path.closePath();
      paintPath(surface, path, shape.paint);
      break;
    case "Circle":
      path.arc(num(shape.x), num(shape.y), Math.max(num(shape.radius), 0), 0, 2 * Math.PI);
      paintPath(surface, path, shape.paint);
      break;
    case "Oval":
      arcIn(path, shape, 0, 2 * Math.PI);
      paintPath(surface, path, shape.paint);
      break;
    case "Rect":
      roundRect(path, shape);
      paintPath(surface, path, shape.paint);
      break;
    case "Line":
      path.moveTo(num(shape.x1), num(shape.y1));
      path.lineTo(num(shape.x2), num(shape.y2));
      applyPaint(surface, shape.paint);
      context.stroke(path);
      break;
    case "Path":
      paintPath(surface, pathOf(shape.elements), shape.paint);
      break;
    case "Points":
      drawPoints(surface, shape);
      break;
    case "Fill":
      applyPaint(surface, shape.paint);
      fillAll(context);
      break;
    case "Color":
      context.globalCompositeOperation = compositeOf(shape.blend_mode);
      context.fillStyle = surface.resolve(colorOf(shape.color) ?? "#000000");
      fillAll(context);
      break;
    case "Shadow":
      drawShadow(surface, shape);
      break;
    case "Text":
      drawText(surface, shape);
      break;
    case "Image":
      drawPicture(surface, shape, pictures);
      break;
    default: // a shape of a later version
  }
  context.restore();
}

function fillAll(context: CanvasRenderingContext2D): void {
  context.save();
  context.resetTransform();
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
}

function drawPoints(surface: Surface, shape: ControlMap): void {
  const { context } = surface;
  const list: readonly unknown[] = Array.isArray(shape.points) ? shape.points : [];
  const points = list.map(pointOf);
  applyPaint(surface, shape.paint);
  const mode = String(shape.point_mode ?? "points").toLowerCase();
  const path = new Path2D();
  points.forEach(([x, y], at) => {
    if (mode === "points") {
      path.moveTo(x, y);
      path.lineTo(x, y + 0.001);
    } else if (at === 0 || (mode === "lines" && at % 2 === 0)) path.moveTo(x, y);
    else path.lineTo(x, y);
  });
  context.stroke(path);
}

function drawShadow({ context, resolve }: Surface, shape: ControlMap): void {
  const elevation = numberOf(shape.elevation) ?? 0;
  const path = pathOf(shape.path);
  context.shadowColor = resolve(colorOf(shape.color) ?? "#000000");
  context.shadowBlur = elevation * 2;
  context.shadowOffsetY = elevation / 2;
  context.globalAlpha = 0.4;
  context.fillStyle = context.shadowColor;
  context.fill(path);
}

function drawPicture(surface: Surface, shape: ControlMap, pictures: Pictures): void {
  const picture = pictures(shape.src);
  if (!picture) return;
  const { context } = surface;
  applyPaint(surface, shape.paint);
  const [width, height] = [numberOf(shape.width), numberOf(shape.height)];
  if (width === undefined || height === undefined) {
    context.drawImage(picture, num(shape.x), num(shape.y));
  } else context.drawImage(picture, num(shape.x), num(shape.y), width, height);
}
