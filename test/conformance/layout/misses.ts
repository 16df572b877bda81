import type { Box, TreeNode } from "./laid-out.ts";

/** A tree whose boxes are not where they should be, told by the first that differs. */
export interface Miss {
  readonly name: string;
  readonly control: string;
  readonly wanted: Box;
  readonly got: Box | undefined;
  readonly cause: string;
}

const tolerance = 0.6;

/** The first box that differs; boxes without area are nowhere to be seen. */
export function firstMiss(
  wanted: Iterable<readonly [id: number | string, box: Box]>,
  got: (id: number | string) => Box | undefined,
): Pick<Miss, "control" | "wanted" | "got"> | undefined {
  for (const [id, box] of wanted) {
    if (box[2] === 0 || box[3] === 0) continue;
    const other = got(id);
    const near = other?.every((value, at) => Math.abs(value - (box[at] ?? 0)) <= tolerance);
    if (!near) return { control: String(id), wanted: box, got: other };
  }
  return undefined;
}

/** Why the client cannot be equal for a tree; the rules are tried in order. */
export function causeOf(
  trees: readonly TreeNode[],
  flags: { overflow?: boolean; textWraps?: boolean } = {},
): string {
  const nodes = trees.flatMap(allNodes);
  const has = (test: (node: TreeNode) => boolean) => nodes.some(test);
  if (flags.overflow) return "overflows in Flutter, which paints outside of the box";
  if (flags.textWraps)
    return "a text wraps: the browser breaks a word at another letter, or lets it overflow to the other side";
  const sharing = (node: TreeNode) =>
    node.tight === true && (node.controls ?? []).some((child) => child.expand_loose === true);
  if (has(sharing)) {
    return "a tight line with a loose child, in an element that is sized by the line: the share depends on itself";
  }
  if (has((node) => node._c === "ResponsiveRow")) {
    return "a ResponsiveRow of several runs in an element that is sized by it: its width depends on itself";
  }
  if (has((node) => node.wrap === true)) {
    return "a line that wraps in an element that is sized by it: its length depends on itself";
  }
  const other = nodes.find((node) => !layoutTypes.has(node._c));
  if (other) return "the size of a control that is not one of layout";
  return "not analysed";
}

const layoutTypes = new Set([
  "Row",
  "Column",
  "Container",
  "Stack",
  "Text",
  "ListView",
  "SafeArea",
]);

function allNodes(node: TreeNode): TreeNode[] {
  const below = [...(node.controls ?? []), ...(node.content ? [node.content] : [])];
  return [node, ...below.flatMap(allNodes)];
}

/** The page that lists all misses. */
export function missesPage(sections: readonly MissSection[]): string {
  const lines = [
    "# Layout: where the web client differs from Flet's own",
    "",
    "Written by `test/conformance/layout/layout.test.ts`. A box counts as equal if it differs by at most 0.6 px.",
  ];
  for (const { title, total, misses } of sections) {
    lines.push("", `## ${title}: ${total - misses.length} of ${total} trees equal`, "");
    if (misses.length === 0) continue;
    lines.push(
      ...table([
        ["tree", "control", "wanted x, y, w, h", "drawn", "cause"],
        ...misses.map(({ name, control, wanted, got, cause }) => [
          name,
          control,
          boxText(wanted),
          boxText(got),
          cause,
        ]),
      ]),
    );
  }
  return `${lines.join("\n")}\n`;
}

/** A table with aligned columns, as the formatter wants it; the first row is its head. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const [head, ...body] = rows.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`,
  );
  const line = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [head ?? "", line, ...body];
}

export interface MissSection {
  readonly title: string;
  readonly total: number;
  readonly misses: readonly Miss[];
}

function boxText(box: Box | undefined): string {
  return box ? box.map((value) => Math.round(value * 10) / 10).join(", ") : "nothing";
}
