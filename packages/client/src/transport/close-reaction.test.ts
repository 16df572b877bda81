import { expect, test } from "@jest/globals";
import { reactToClose } from "./close-reaction.ts";

test.each([
  [1000, "ended"],
  [4404, "gone"],
  [1001, "retry"],
  [1006, "retry"],
  [1008, "retry"],
  [1009, "retry"],
  [1011, "retry"],
  [1013, "retry"],
  [4409, "retry"],
  [4503, "retry"],
])("close code %i means %s", (code, type) => {
  expect(reactToClose(code).type).toBe(type);
});

test("a host without capacity is given time, one that has moved is asked at once", () => {
  expect(reactToClose(1013)).toEqual({ type: "retry", leastMs: 2_000 });
  expect(reactToClose(4503)).toEqual({ type: "retry", leastMs: 0 });
});
