export {
  Arc,
  Canvas,
  Circle,
  Color,
  Fill,
  Image,
  Line,
  Oval,
  Path,
  Points,
  Rect,
  Shadow,
  Shape,
  Text,
} from "./generated/canvas.ts";
export { PointMode } from "./generated/enums.ts";
export { CanvasResizeEvent } from "./generated/events.ts";
export {
  PathArc,
  PathArcTo,
  PathClose,
  PathCubicTo,
  PathElement,
  PathLineTo,
  PathMoveTo,
  PathOval,
  PathQuadraticTo,
  PathRect,
  PathSubPath,
} from "./generated/values.ts";
