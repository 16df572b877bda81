import { expect, test } from "@jest/globals";
import { edgesCss, edgesOf } from "./edges.ts";

test("one number is all sides, a map leaves missing sides at zero", () => {
  expect(edgesCss(edgesOf(4) ?? edgesOf(0) ?? never())).toBe("4px 4px 4px 4px");
  expect(edgesOf({ left: 1, top: 2 })).toEqual({ left: 1, top: 2, right: 0, bottom: 0 });
  expect(edgesOf({})).toEqual({ left: 0, top: 0, right: 0, bottom: 0 });
});

test("what is neither is undefined", () => {
  expect(edgesOf(null)).toBeUndefined();
  expect(edgesOf("wide")).toBeUndefined();
});

function never(): never {
  throw new Error("a number is always read");
}
