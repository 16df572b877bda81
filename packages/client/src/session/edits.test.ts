import { expect, test } from "@jest/globals";
import { Edits } from "./edits.ts";

test("what the app sets is not the visitor's any more, what it takes away neither", () => {
  const edits = new Edits();
  edits.add(7, { value: "a" });
  edits.add(7, { selection: 1 });
  edits.add(8, { value: true });
  edits.overrule({
    changed: new Map([[7, new Set(["value", "label"])]]),
    added: new Set(),
    removed: new Set([8]),
  });
  expect([...edits.entries()].map(([id, names]) => [id, [...names]])).toEqual([[7, ["selection"]]]);
});
