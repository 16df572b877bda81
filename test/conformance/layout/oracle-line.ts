import { type Constraints, constrain, unlimited } from "./constraints.ts";
import type { LaidOut, LayoutRun, Point, TreeNode } from "./laid-out.ts";

interface Line {
  readonly row: boolean;
  readonly children: readonly TreeNode[];
  readonly main: string;
  readonly cross: string;
  readonly spacing: number;
}

const tolerance = 0.5;

/** Row and Column: in one line, scrolling, or in runs. */
export function layLine(node: TreeNode, constraints: Constraints, run: LayoutRun): LaidOut {
  const row = node._c === "Row";
  const line: Line = {
    row,
    children: node.controls ?? [],
    main: (node.alignment as string | undefined) ?? "start",
    cross:
      ((row ? node.vertical_alignment : node.horizontal_alignment) as string | undefined) ??
      (row ? "center" : "start"),
    spacing: (node.spacing as number | undefined) ?? 10,
  };
  if (node.wrap) {
    const runSpacing = (node.run_spacing as number | undefined) ?? 10;
    const runMain = (node.run_alignment as string | undefined) ?? "start";
    return layRuns(line, runSpacing, runMain, constraints, run);
  }
  const tight = node.tight === true;
  return node.scroll
    ? layScrolling(line, tight, constraints, run)
    : laySingle(line, tight, constraints, run);
}

function layScrolling(
  line: Line,
  tight: boolean,
  constraints: Constraints,
  run: LayoutRun,
): LaidOut {
  const { minWidth, maxWidth, minHeight, maxHeight } = constraints;
  const most = line.row ? maxWidth : maxHeight;
  const viewport = most === unlimited ? 0 : most;
  const inside = laySingle(
    line,
    tight,
    line.row
      ? { minWidth: viewport, maxWidth: unlimited, minHeight, maxHeight }
      : { minWidth, maxWidth, minHeight: viewport, maxHeight: unlimited },
    run,
  );
  return { ...constrain(constraints, inside), children: [{ ...inside, x: 0, y: 0 }] };
}

/** Leading space and additional space between, for what is left along a line. */
export function distribute(mode: string, left: number, count: number): [number, number] {
  switch (mode) {
    case "end":
      return [left, 0];
    case "center":
      return [left / 2, 0];
    case "spaceBetween":
      return [0, count > 1 ? left / (count - 1) : 0];
    case "spaceAround": {
      const between = count > 0 ? left / count : 0;
      return [between / 2, between];
    }
    case "spaceEvenly": {
      const between = count > 0 ? left / (count + 1) : 0;
      return [between, between];
    }
    default:
      return [0, 0];
  }
}

function growOf(child: TreeNode): number {
  return child.expand === true ? 1 : ((child.expand as number | undefined) ?? 0);
}

function laySingle(line: Line, tight: boolean, constraints: Constraints, run: LayoutRun): LaidOut {
  const { row, children } = line;
  const most = row ? constraints.maxWidth : constraints.maxHeight;
  const mostAcross = row ? constraints.maxHeight : constraints.maxWidth;
  const limited = most !== unlimited;
  const stretches = line.cross === "stretch";
  if (stretches && mostAcross === unlimited && children.length > 0) run.infinite = true;
  if (!limited && children.some(growOf)) run.infinite = true;
  const offer = (min: number, max: number): Constraints => {
    const across = stretches ? mostAcross : 0;
    return row
      ? { minWidth: min, maxWidth: max, minHeight: across, maxHeight: mostAcross }
      : { minWidth: across, maxWidth: mostAcross, minHeight: min, maxHeight: max };
  };
  const along = (box: LaidOut) => (row ? box.width : box.height);
  const across = (box: LaidOut) => (row ? box.height : box.width);
  const grows = (child: TreeNode) => limited && growOf(child) > 0;
  const boxes = new Map<TreeNode, LaidOut>();
  let used = line.spacing * Math.max(0, children.length - 1);
  for (const child of children.filter((child) => !grows(child))) {
    const box = run.lay(child, offer(0, unlimited));
    boxes.set(child, box);
    used += along(box);
  }
  if (limited && used > most + tolerance) run.overflows = true;
  const free = Math.max(0, (limited ? most : 0) - used);
  const growing = children.filter(grows);
  const total = growing.reduce((sum, child) => sum + growOf(child), 0);
  for (const child of growing) {
    const share = (free / total) * growOf(child);
    const box = run.lay(child, offer(child.expand_loose ? 0 : share, share));
    boxes.set(child, box);
    used += along(box);
  }
  const ordered = children.map((child) => boxes.get(child)).filter((box) => box !== undefined);
  const widest = ordered.reduce((max, box) => Math.max(max, across(box)), 0);
  const ideal = !tight && limited ? most : used;
  const size = constrain(
    constraints,
    row ? { width: ideal, height: widest } : { width: widest, height: ideal },
  );
  const length = row ? size.width : size.height;
  const breadth = row ? size.height : size.width;
  if (used > length + tolerance) run.overflows = true;
  const [lead, between] = distribute(line.main, Math.max(0, length - used), children.length);
  let at = lead;
  const placed = ordered.map((box) => {
    const point = pointOf(row, at, offsetAcross(line.cross, breadth, across(box)));
    at += along(box) + between + line.spacing;
    return { ...box, ...point };
  });
  return { ...size, children: placed };
}

/** Where a box lies across its line or run. */
export function offsetAcross(cross: string, breadth: number, size: number): number {
  if (cross === "end") return breadth - size;
  return cross === "center" ? (breadth - size) / 2 : 0;
}

function pointOf(row: boolean, along: number, across: number): Point {
  return row ? { x: along, y: across } : { x: across, y: along };
}

interface Run {
  length: number;
  breadth: number;
  readonly boxes: LaidOut[];
}

function layRuns(
  line: Line,
  runSpacing: number,
  runMain: string,
  constraints: Constraints,
  run: LayoutRun,
): LaidOut {
  const { row, spacing } = line;
  const limit = row ? constraints.maxWidth : constraints.maxHeight;
  const offer: Constraints = row
    ? { minWidth: 0, maxWidth: limit, minHeight: 0, maxHeight: unlimited }
    : { minWidth: 0, maxWidth: unlimited, minHeight: 0, maxHeight: limit };
  const boxes = line.children.map((child) => run.lay(child, offer));
  const along = (box: LaidOut) => (row ? box.width : box.height);
  const across = (box: LaidOut) => (row ? box.height : box.width);
  const runs = runsOf(boxes, along, across, spacing, limit);
  const longest = runs.reduce((max, one) => Math.max(max, one.length), 0);
  const deep =
    runs.reduce((sum, one) => sum + one.breadth, 0) + runSpacing * Math.max(0, runs.length - 1);
  const size = constrain(
    constraints,
    row ? { width: longest, height: deep } : { width: deep, height: longest },
  );
  const length = row ? size.width : size.height;
  const breadth = row ? size.height : size.width;
  if (deep > breadth + tolerance || longest > length + tolerance) run.overflows = true;
  const [lead, between] = distribute(runMain, Math.max(0, breadth - deep), runs.length);
  let down = lead;
  const placed: (LaidOut & Point)[] = [];
  for (const one of runs) {
    const [first, gap] = distribute(line.main, Math.max(0, length - one.length), one.boxes.length);
    let at = first;
    for (const box of one.boxes) {
      const offset = offsetAcross(line.cross, one.breadth, across(box));
      placed.push({ ...box, ...pointOf(row, at, down + offset) });
      at += along(box) + spacing + gap;
    }
    down += one.breadth + runSpacing + between;
  }
  return { ...size, children: placed };
}

/** Distributes boxes over runs that are not longer than the limit. */
export function runsOf(
  boxes: readonly LaidOut[],
  along: (box: LaidOut) => number,
  across: (box: LaidOut) => number,
  spacing: number,
  limit: number,
): readonly Run[] {
  const runs: Run[] = [];
  let open: Run | undefined;
  for (const box of boxes) {
    if (open && open.length + spacing + along(box) > limit + 1e-6) open = undefined;
    if (open) {
      open.length += spacing + along(box);
      open.breadth = Math.max(open.breadth, across(box));
    } else {
      open = { length: along(box), breadth: across(box), boxes: [] };
      runs.push(open);
    }
    open.boxes.push(box);
  }
  return runs;
}
