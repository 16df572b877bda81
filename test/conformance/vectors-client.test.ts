import { describe, expect, test } from "@jest/globals";
import { Action, decodeMessage } from "../../packages/protocol/src/index.ts";
import { type ControlMap, ControlTree, isControl } from "../../packages/tree/src/index.ts";
import { packetOf, readVectors, toNotation, type Vector } from "./vectors-notation.ts";

/** Replays a recorded exchange as a client would see it; one tree per session. */
function replay(vector: Vector): Map<string, ControlTree> {
  const trees = new Map<string, ControlTree>();
  for (const frame of vector.frames) {
    const packet = packetOf(frame);
    if (packet[0] !== 0) continue;
    const [action, body] = decodeMessage(packet);
    const session = frame.session ?? "";
    const tree = trees.get(session);
    if (frame.dir === "c2s" && action === Action.register) {
      const fields = body.page as Record<string, unknown>;
      if (tree === undefined) trees.set(session, new ControlTree(fields));
      else tree.update(1, fields);
    } else if (frame.dir === "c2s" && action === Action.update)
      tree?.update(body.id as number, body.props as Record<string, unknown>);
    else if (frame.dir === "s2c" && action === Action.register && body.error === "")
      tree?.merge(body.page_patch as Record<string, unknown>);
    else if (action === Action.patch) {
      const changes = tree?.apply(body.id as number, body.patch as never);
      expect(changes?.failure).toBeUndefined();
    }
  }
  return trees;
}

/** All controls of a tree with the control above each. */
function* controlsIn(value: unknown, parent?: ControlMap): Generator<[ControlMap, ControlMap?]> {
  if (isControl(value)) yield parent === undefined ? [value] : [value, parent];
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return;
  for (const item of Object.values(value))
    yield* controlsIn(item, isControl(value) ? value : parent);
}

describe.each(readVectors().map((vector) => [vector.scenario, vector] as const))(
  "%s",
  (_, vector) => {
    test("[TRE1] the replayed tree is the recorded one, and its index holds just what is in it", () => {
      const trees = replay(vector);
      const finals = vector.final_trees ?? { "": vector.final_tree };
      expect([...trees.keys()].sort()).toEqual(Object.keys(finals).sort());
      for (const [session, tree] of trees) {
        expect(toNotation(tree.page)).toEqual(finals[session]);
        let count = 0;
        for (const [control, parent] of controlsIn(tree.page)) {
          count++;
          expect(tree.get(control._i)).toBe(control);
          let shown = parent;
          while (shown?._c === "C") shown = tree.parentOf(shown._i);
          expect(tree.parentOf(control._i)).toBe(shown);
        }
        expect(tree.size).toBe(count);
      }
    });
  },
);
