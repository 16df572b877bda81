import { type Constraints, loosen, tightFor, unlimited } from "./constraints.ts";
import { type LaidOut, type LayoutRun, type Point, place, type TreeNode } from "./laid-out.ts";

interface Sides {
  readonly left?: number;
  readonly top?: number;
  readonly right?: number;
  readonly bottom?: number;
}

function isPositioned({ left, top, right, bottom }: Sides): boolean {
  return [left, top, right, bottom].some((side) => side !== undefined);
}

/** Stack: as large as its largest child that is not positioned. */
export function layStack(node: TreeNode, constraints: Constraints, run: LayoutRun): LaidOut {
  const children = node.controls ?? [];
  const flowing = children.filter((child) => !isPositioned(child as Sides));
  const alignment = (node.alignment as Point | undefined) ?? { x: -1, y: -1 };
  const { maxWidth, maxHeight } = constraints;
  const endless = maxWidth === unlimited || maxHeight === unlimited;
  if (endless && (node.fit === "expand" || flowing.length === 0)) run.infinite = true;
  const boxes = new Map<TreeNode, LaidOut>();
  let width = constraints.minWidth;
  let height = constraints.minHeight;
  for (const child of flowing) {
    const box = run.lay(child, offerOf(node.fit, constraints));
    boxes.set(child, box);
    width = Math.max(width, box.width);
    height = Math.max(height, box.height);
  }
  if (flowing.length === 0) {
    width = maxWidth === unlimited ? constraints.minWidth : maxWidth;
    height = maxHeight === unlimited ? constraints.minHeight : maxHeight;
  }
  const placed = children.map((child) => {
    const known = boxes.get(child);
    if (known) return { ...known, ...place(alignment, { width, height }, known) };
    const sides = child as Sides;
    const box = run.lay(child, between(sides, width, height));
    const free = place(alignment, { width, height }, box);
    const x = sides.left ?? (sides.right === undefined ? free.x : width - sides.right - box.width);
    const y =
      sides.top ?? (sides.bottom === undefined ? free.y : height - sides.bottom - box.height);
    return { ...box, x, y };
  });
  return { width, height, children: placed };
}

function offerOf(fit: unknown, constraints: Constraints): Constraints {
  if (fit === "expand") return tightFor(constraints.maxWidth, constraints.maxHeight);
  return fit === "passThrough" ? constraints : loosen(constraints);
}

function between({ left, top, right, bottom }: Sides, width: number, height: number): Constraints {
  return tightFor(
    left === undefined || right === undefined ? undefined : Math.max(0, width - left - right),
    top === undefined || bottom === undefined ? undefined : Math.max(0, height - top - bottom),
  );
}
