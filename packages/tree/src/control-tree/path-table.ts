import { FlotillaError, type Segment, type TreeIndex } from "@flotilla/protocol";

/** Paths from the root by the number that the tree index gave them. */
export type PathTable = ReadonlyMap<number, readonly Segment[]>;

/** Reads the first item of a patch. */
export function readTreeIndex(tree: TreeIndex): PathTable {
  const table = new Map<number, readonly Segment[]>();
  collect(tree, [], table);
  return table;
}

function collect(node: unknown, path: readonly Segment[], table: Map<number, readonly Segment[]>) {
  if (!Array.isArray(node) || !Number.isInteger(node[0]))
    throw new FlotillaError("PATCH_FAILED", "the patch has a malformed tree index");
  table.set(node[0], path);
  const children: unknown = node[1];
  if (children instanceof Map)
    for (const [segment, child] of children) collect(child, [...path, segment], table);
  else if (typeof children === "object" && children !== null)
    for (const [segment, child] of Object.entries(children))
      collect(child, [...path, segment], table);
}
