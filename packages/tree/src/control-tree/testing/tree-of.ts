import type { ControlMap } from "../../control-map.ts";
import type { Changes } from "../changes.ts";
import { ControlTree } from "../control-tree.ts";

/** A text of this id. */
export const text = (id: number, value = `t${id}`): ControlMap => ({ _c: "Text", _i: id, value });
/** A column of these controls. */
export const column = (id: number, ...controls: unknown[]): ControlMap => ({
  _c: "Column",
  _i: id,
  controls,
});

/** A tree whose page has one view with these controls. */
export function treeOf(...controls: unknown[]): ControlTree {
  const tree = new ControlTree({ route: "/" });
  tree.merge({ _c: "Page", _i: 1, views: [{ _c: "View", _i: 3, controls }] });
  return tree;
}

/** The names of the changed properties, by control. */
export function changed(changes: Changes): Record<number, string[]> {
  return Object.fromEntries([...changes.changed].map(([id, names]) => [id, [...names].sort()]));
}
