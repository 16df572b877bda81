import { expect, test } from "@jest/globals";
import { Action, decodeMessage, type Patch } from "../../packages/protocol/src/index.ts";
import { type ControlMap, ControlTree, diffControls } from "../../packages/tree/src/index.ts";
import { packetOf, readVectors, toNotation } from "./vectors-notation.ts";

const wholeObject =
  "the recording app gave a new value object, which is sent whole; plain data shows only its fields";
const noChange = "the recorded operation sets what the client has already";
const elsewhere = "the client's own list or map differs from the app's at that point";

/** Recorded patches that plain data cannot tell, and why; all others must come out the same, in any order of properties. */
const differs: Readonly<Record<string, string>> = {
  "client_action_update 5": wholeObject,
  "client_action_update 7": "the recording app sends the same operation twice",
  "declarative_dialog 9": noChange,
  "dict_props 5": noChange,
  "dict_props 6": wholeObject,
  "event_handler_flags 5": noChange,
  "form_field_borders 4": wholeObject,
  "nested_dataclass_props 4":
    "a field that a value object gains is added, the recording app replaces a default",
  "nested_dataclass_props 5": wholeObject,
  "primitive_lists 8": elsewhere,
  "quirk_enum_dict_keys 5": elsewhere,
};

test("[DIF1] the difference of the trees around a recorded patch is that patch", () => {
  const others: string[] = [];
  let compared = 0;
  for (const vector of readVectors()) {
    const trees = new Map<string, ControlTree>();
    for (const frame of vector.frames) {
      const packet = packetOf(frame);
      if (packet[0] !== 0) continue;
      const [action, body] = decodeMessage(packet);
      const session = frame.session ?? "";
      const tree = trees.get(session) ?? new ControlTree(body.page as Record<string, unknown>);
      trees.set(session, tree);
      if (frame.dir === "c2s" && action === Action.update)
        tree.update(body.id as number, body.props as Record<string, unknown>);
      if (frame.dir === "s2c" && action === Action.register)
        tree.merge(body.page_patch as Record<string, unknown>);
      if (action !== Action.patch) continue;
      const id = body.id as number;
      const before = copy(tree.get(id)) as ControlMap | undefined;
      tree.apply(id, body.patch as Patch);
      const after = tree.get(id);
      if (before === undefined || after === undefined) continue;
      compared++;
      const own = diffControls(before, after);
      if (text(own) !== text(body.patch)) others.push(`${vector.scenario} ${frame.n}`);
    }
  }
  expect(compared).toBeGreaterThan(250);
  expect(others.sort()).toEqual(Object.keys(differs).sort());
});

/** A patch as text; properties of one control may come in any order, with other numbers, so operations name their paths. */
function text(patch: unknown): string {
  const [tree, ...ops] = (toNotation(patch) ?? [[0]]) as [unknown, ...unknown[][]];
  const paths = new Map<unknown, string>();
  const walk = (node: unknown, path: string): void => {
    const [number, children] = node as [
      number,
      Record<string, unknown> | { $map: [unknown, unknown][] },
    ];
    paths.set(number, path);
    const entries = Object.hasOwn(children ?? {}, "$map")
      ? (children as { $map: [unknown, unknown][] }).$map
      : Object.entries(children ?? {});
    for (const [segment, child] of entries) walk(child, `${path}/${segment}`);
  };
  walk(tree, "");
  const lines = ops.map((op) =>
    op[0] === 3
      ? JSON.stringify([3, paths.get(op[1]), op[2], paths.get(op[3]), op[4]])
      : JSON.stringify([op[0], paths.get(op[1]), ...op.slice(2)]),
  );
  const isScalar = (line: string): boolean => line.startsWith("[0,");
  return [...lines.filter((line) => !isScalar(line)), ...lines.filter(isScalar).sort()].join("\n");
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== "object" || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copy(item)]));
}
