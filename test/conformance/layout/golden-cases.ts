import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Size } from "./constraints.ts";
import type { Box, TreeNode } from "./laid-out.ts";

/** A tree with the boxes that Flet's own client gave it. */
export interface GoldenCase {
  readonly name: string;
  readonly viewport: Size;
  readonly view: Readonly<Record<string, unknown>>;
  readonly controls: readonly TreeNode[];
  readonly boxes: Readonly<Record<string, Box>>;
  readonly textWraps: boolean;
  readonly overflow: boolean;
}

interface WrittenCase {
  readonly name: string;
  readonly viewport?: readonly [number, number];
  readonly view: Readonly<Record<string, unknown>>;
  readonly controls: readonly TreeNode[];
  readonly boxes: Readonly<Record<string, Box>>;
  readonly textWraps?: unknown;
  readonly overflow?: unknown;
}

/** Reads all golden cases. */
export function readGoldenCases(): readonly GoldenCase[] {
  const file = join(import.meta.dirname, "../goldens/layout.json");
  const { viewport, cases } = JSON.parse(readFileSync(file, "utf8"), withInfinity) as {
    viewport: readonly [number, number];
    cases: readonly WrittenCase[];
  };
  return cases.map((one) => {
    const [width, height] = one.viewport ?? viewport;
    return {
      ...one,
      viewport: { width, height },
      textWraps: one.textWraps !== undefined,
      overflow: one.overflow !== undefined,
    };
  });
}

/** JSON has no infinity; the trees write it as text. */
function withInfinity(_key: string, value: unknown): unknown {
  return value === "Infinity" ? Number.POSITIVE_INFINITY : value;
}
