export { body, type ControlMap, isControl, keyOf } from "./control-map.ts";
export type { Changes } from "./control-tree/changes.ts";
export { ControlTree } from "./control-tree/control-tree.ts";
export { diffControls } from "./diff/diff-controls.ts";
export { Differ, type DiffRules, type Matching } from "./diff/differ.ts";
export { isEqual } from "./diff/is-equal.ts";
export { PatchBuilder } from "./diff/patch-builder.ts";
export { Path } from "./diff/path.ts";
export { type ListVisitor, walkList } from "./diff/walk-list.ts";
