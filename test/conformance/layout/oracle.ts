import {
  type Constraints,
  constrain,
  type Edges,
  edgesOf,
  enforce,
  loosen,
  type Size,
  tightFor,
  unlimited,
} from "./constraints.ts";
import {
  type Box,
  type LaidOut,
  type LayoutRun,
  type Point,
  place,
  type TreeNode,
} from "./laid-out.ts";
import { layLine } from "./oracle-line.ts";
import { layList, layResponsiveRow } from "./oracle-lists.ts";
import { layStack } from "./oracle-stack.ts";

type Lay = (constraints: Constraints) => LaidOut;

const tolerance = 0.5;

/** Lays a control out with the properties that all controls share. */
function layControl(node: TreeNode, constraints: Constraints, run: LayoutRun): LaidOut {
  const margin = node.margin === undefined ? undefined : edgesOf(node.margin);
  const alignment = node.align as Point | undefined;
  const ratio = node.aspect_ratio as number | undefined;
  const isContainer = node._c === "Container";
  let lay: Lay = isContainer
    ? (inner) => layContainer(node, inner, run)
    : (inner) => ({ ...layWidget(node, sized(node, inner), run), node });
  if (isContainer && margin) lay = padded(margin, lay, run);
  if (ratio) lay = withRatio(ratio, lay, run);
  if (alignment) lay = aligned(alignment, lay, run);
  if (!isContainer && margin) lay = padded(margin, lay, run);
  return lay(constraints);
}

function sized(node: TreeNode, constraints: Constraints): Constraints {
  const { width, height } = node as { width?: number; height?: number };
  if (width === undefined && height === undefined) return constraints;
  return enforce(tightFor(width, height), constraints);
}

function layContainer(node: TreeNode, constraints: Constraints, run: LayoutRun): LaidOut {
  const { content } = node;
  const alignment = node.alignment as Point | undefined;
  let lay: Lay;
  if (!content) lay = fillSpace;
  else {
    lay = (inner) => run.lay(content, inner);
    if (alignment) lay = aligned(alignment, lay, run);
  }
  if (node.padding !== undefined) lay = padded(edgesOf(node.padding), lay, run);
  const inside = lay(sized(node, constraints));
  return { ...size(inside), node, children: [{ ...inside, x: 0, y: 0 }] };
}

const fillSpace: Lay = (constraints) => ({
  ...constrain(constraints, {
    width: constraints.maxWidth === unlimited ? 0 : unlimited,
    height: constraints.maxHeight === unlimited ? 0 : unlimited,
  }),
  children: [],
});

function layWidget(node: TreeNode, constraints: Constraints, run: LayoutRun): LaidOut {
  switch (node._c) {
    case "Row":
    case "Column":
      return layLine(node, constraints, run);
    case "Stack":
      return layStack(node, constraints, run);
    case "ResponsiveRow":
      return layResponsiveRow(node, constraints, run);
    case "ListView":
      return layList(node, constraints, run);
    case "Text":
      return layText(node, constraints, run);
    default:
      run.unknown = true;
      return { width: 0, height: 0, children: [] };
  }
}

function layText(node: TreeNode, constraints: Constraints, run: LayoutRun): LaidOut {
  const wanted = run.textSize(String(node.value), (node.size as number | undefined) ?? 14);
  if (!wanted || wanted.width > constraints.maxWidth + 0.001) run.unknown = true;
  if (wanted && wanted.height > constraints.maxHeight + tolerance) run.overflows = true;
  return { ...constrain(constraints, wanted ?? { width: 0, height: 0 }), children: [] };
}

function padded(edges: Edges, lay: Lay, run: LayoutRun): Lay {
  const across = edges.left + edges.right;
  const down = edges.top + edges.bottom;
  return (constraints) => {
    const minWidth = Math.max(0, constraints.minWidth - across);
    const minHeight = Math.max(0, constraints.minHeight - down);
    const inside = lay({
      minWidth,
      maxWidth: Math.max(minWidth, constraints.maxWidth - across),
      minHeight,
      maxHeight: Math.max(minHeight, constraints.maxHeight - down),
    });
    const wanted = { width: inside.width + across, height: inside.height + down };
    const got = constrain(constraints, wanted);
    noteOverflow(wanted, got, run);
    return { ...got, children: [{ ...inside, x: edges.left, y: edges.top }] };
  };
}

function aligned(alignment: Point, lay: Lay, run: LayoutRun): Lay {
  return (constraints) => {
    const inside = lay(loosen(constraints));
    const got = constrain(constraints, {
      width: constraints.maxWidth === unlimited ? inside.width : unlimited,
      height: constraints.maxHeight === unlimited ? inside.height : unlimited,
    });
    noteOverflow(inside, got, run);
    return { ...got, children: [{ ...inside, ...place(alignment, got, inside) }] };
  };
}

/** Flutter's AspectRatio: as wide as possible, less if the height does not allow it. */
function withRatio(ratio: number, lay: Lay, run: LayoutRun): Lay {
  return (constraints) => {
    const { minWidth, maxWidth, minHeight, maxHeight } = constraints;
    let width = maxWidth;
    let height = width / ratio;
    if (minWidth === maxWidth && minHeight === maxHeight) height = maxHeight;
    else {
      if (width === unlimited) {
        height = maxHeight;
        width = height * ratio;
      }
      if (width === unlimited) {
        run.infinite = true;
        width = 0;
        height = 0;
      }
      if (width > maxWidth) [width, height] = [maxWidth, maxWidth / ratio];
      if (height > maxHeight) [width, height] = [maxHeight * ratio, maxHeight];
      if (width < minWidth) [width, height] = [minWidth, minWidth / ratio];
      if (height < minHeight) [width, height] = [minHeight * ratio, minHeight];
      ({ width, height } = constrain(constraints, { width, height }));
    }
    const inside = lay(tightFor(width, height));
    return { width, height, children: [{ ...inside, x: 0, y: 0 }] };
  };
}

function noteOverflow(wanted: Size, got: Size, run: LayoutRun): void {
  if (wanted.width > got.width + tolerance || wanted.height > got.height + tolerance) {
    run.overflows = true;
  }
}

function size({ width, height }: Size): Size {
  return { width, height };
}

/** The boxes of all controls of a tree whose root gets exactly the given size, and what is wrong with it. */
export interface TreeLayout {
  readonly boxes: ReadonlyMap<number, Box>;
  /** The tree is one that an app should have: nothing overflows, is infinite, wraps text or is not in the model. */
  readonly comparable: boolean;
}

/** Lays a tree out as Flutter does. */
export function layTree(root: TreeNode, window: Size, textSize: LayoutRun["textSize"]): TreeLayout {
  const run: LayoutRun = {
    pageWidth: window.width,
    textSize,
    lay: (node, constraints) => layControl(node, constraints, run),
    overflows: false,
    infinite: false,
    unknown: false,
  };
  const boxes = new Map<number, Box>();
  const walk = (laid: LaidOut, x: number, y: number) => {
    if (laid.node) boxes.set(laid.node._i, [x, y, laid.width, laid.height]);
    for (const child of laid.children) walk(child, x + child.x, y + child.y);
  };
  walk(run.lay(root, tightFor(window.width, window.height)), 0, 0);
  const finite = [...boxes.values()].every((box) => box.every(Number.isFinite));
  return { boxes, comparable: finite && !run.overflows && !run.infinite && !run.unknown };
}
