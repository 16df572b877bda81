import { type Constraints, clamp, constrain, edgesOf, unlimited } from "./constraints.ts";
import type { LaidOut, LayoutRun, TreeNode } from "./laid-out.ts";
import { distribute, offsetAcross, runsOf } from "./oracle-line.ts";

const breakpoints: readonly (readonly [name: string, width: number])[] = [
  ["", -1],
  ["xs", 0],
  ["sm", 576],
  ["md", 768],
  ["lg", 992],
  ["xl", 1200],
  ["xxl", 1400],
];
const tolerance = 0.5;
const nothing: LaidOut = { width: 0, height: 0, children: [] };

function numberAt(value: unknown, pageWidth: number, fallback: number): number {
  if (typeof value === "number") return value;
  const map = (value ?? {}) as Readonly<Record<string, number>>;
  const reached = breakpoints.filter(([name, width]) => width <= pageWidth && name in map);
  return map[reached.at(-1)?.[0] ?? "none"] ?? fallback;
}

/** ResponsiveRow: a Row, or runs if the columns of its children exceed its own. */
export function layResponsiveRow(
  node: TreeNode,
  constraints: Constraints,
  run: LayoutRun,
): LaidOut {
  const { maxWidth } = constraints;
  if (maxWidth === unlimited) {
    run.infinite = true;
    return nothing;
  }
  const columns = numberAt(node.columns, run.pageWidth, 12);
  const spacing = numberAt(node.spacing, run.pageWidth, 10);
  const runSpacing = numberAt(node.run_spacing, run.pageWidth, 10);
  const one = (maxWidth - spacing * (columns - 1)) / columns;
  const shown = (node.controls ?? [])
    .map((child) => ({ child, columns: numberAt(child.col, run.pageWidth, 12) }))
    .filter((entry) => entry.columns > 0);
  const wraps = shown.reduce((sum, entry) => sum + entry.columns, 0) > columns;
  const gap = wraps ? spacing - 0.1 : spacing;
  const boxes = shown.map((entry) => {
    const wanted = Math.max(0, one * entry.columns + spacing * (entry.columns - 1));
    const width = wraps ? clamp(wanted, 0, unlimited) : wanted;
    const maxHeight = wraps ? unlimited : constraints.maxHeight;
    const offer = { minWidth: width, maxWidth: width, minHeight: 0, maxHeight };
    return run.lay(entry.child, offer);
  });
  const runs = runsOf(
    boxes,
    (box) => box.width,
    (box) => box.height,
    gap,
    wraps ? maxWidth : unlimited,
  );
  const deep =
    runs.reduce((sum, { breadth }) => sum + breadth, 0) + runSpacing * Math.max(0, runs.length - 1);
  const longest = runs.reduce((max, { length }) => Math.max(max, length), 0);
  const size = constrain(constraints, { width: wraps ? longest : maxWidth, height: deep });
  if (deep > size.height + tolerance) run.overflows = true;
  const main = (node.alignment as string | undefined) ?? "start";
  const cross = (node.vertical_alignment as string | undefined) ?? "start";
  let y = 0;
  const children = runs.flatMap(({ length, breadth, boxes: inRun }) => {
    const [lead, between] = distribute(main, Math.max(0, size.width - length), inRun.length);
    let x = lead;
    const placed = inRun.map((box) => {
      const at = { x, y: y + offsetAcross(cross, breadth, box.height) };
      x += box.width + gap + between;
      return { ...box, ...at };
    });
    y += breadth + runSpacing;
    return placed;
  });
  return { ...size, children };
}

/** ListView: as large as it may be, its children as broad as it is. */
export function layList(node: TreeNode, constraints: Constraints, run: LayoutRun): LaidOut {
  const horizontal = node.horizontal === true;
  const spacing = (node.spacing as number | undefined) ?? 0;
  const padding = edgesOf(node.padding);
  const most = horizontal ? constraints.maxWidth : constraints.maxHeight;
  const mostAcross = horizontal ? constraints.maxHeight : constraints.maxWidth;
  if (mostAcross === unlimited) {
    run.infinite = true;
    return nothing;
  }
  const used = horizontal ? padding.top + padding.bottom : padding.left + padding.right;
  const breadth = Math.max(0, mostAcross - used);
  let at = horizontal ? padding.left : padding.top;
  const children = (node.controls ?? []).map((child, index) => {
    if (index > 0) at += spacing;
    const box = run.lay(
      child,
      horizontal
        ? { minWidth: 0, maxWidth: unlimited, minHeight: breadth, maxHeight: breadth }
        : { minWidth: breadth, maxWidth: breadth, minHeight: 0, maxHeight: unlimited },
    );
    const placed = horizontal
      ? { ...box, x: at, y: padding.top }
      : { ...box, x: padding.left, y: at };
    at += horizontal ? box.width : box.height;
    return placed;
  });
  at += horizontal ? padding.right : padding.bottom;
  const length = most === unlimited ? at : most;
  const size = constrain(
    constraints,
    horizontal ? { width: length, height: mostAcross } : { width: mostAcross, height: length },
  );
  return { ...size, children };
}
