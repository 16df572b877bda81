import { mapOf, numberOf, textOf } from "./scalars.ts";

const degrees = 180 / Math.PI;

/** Replays the calls that an app recorded for a Matrix4 (constructor, then changes). */
export function matrixOf(value: unknown): DOMMatrix | undefined {
  const recorded = mapOf(value);
  if (!recorded) return undefined;
  let matrix = new DOMMatrix();
  for (const call of [recorded.ctor, ...(Array.isArray(recorded.ops) ? recorded.ops : [])]) {
    matrix = applied(matrix, mapOf(call) ?? {});
  }
  return matrix;
}

function applied(matrix: DOMMatrix, call: Readonly<Record<string, unknown>>): DOMMatrix {
  const args: readonly unknown[] = Array.isArray(call.args) ? call.args : [];
  const [a = 0, b, c] = args.map((arg) => numberOf(arg));
  switch (textOf(call.name)) {
    case "translation_values":
    case "translate":
      return matrix.translate(a, b ?? 0, c ?? 0);
    case "diagonal3_values":
    case "scale":
      return matrix.scale(a, b ?? a, c ?? (b === undefined ? a : 1));
    case "rotation_z":
    case "rotate_z":
      return matrix.rotateAxisAngle(0, 0, 1, a * degrees);
    case "rotate_x":
      return matrix.rotateAxisAngle(1, 0, 0, a * degrees);
    case "rotate_y":
      return matrix.rotateAxisAngle(0, 1, 0, a * degrees);
    case "skew_x":
      return matrix.skewX(a * degrees);
    case "skew_y":
      return matrix.skewY(a * degrees);
    case "set_entry":
      return withEntry(matrix, a, b ?? 0, c ?? 0);
    case "multiply":
      return matrix.multiply(matrixOf(args[0]) ?? new DOMMatrix());
    default:
      return matrix;
  }
}

function withEntry(matrix: DOMMatrix, row: number, column: number, value: number): DOMMatrix {
  const entries = matrix.toFloat64Array(); // by columns
  entries[column * 4 + row] = value;
  return DOMMatrix.fromFloat64Array(entries);
}
