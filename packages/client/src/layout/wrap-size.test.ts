import { expect, test } from "@jest/globals";
import { wrapSize } from "./wrap-size.ts";

const boxes = [40, 50, 60].map((width) => ({ width, height: width / 2 }));

test("a box around runs is as long as the longest and as deep as all of them", () => {
  const rules = { row: true, limit: 105, spacing: 10, runSpacing: 5 };
  expect(wrapSize(boxes, rules)).toEqual({ width: 100, height: 25 + 5 + 30 });
});

test("columns go on to the side", () => {
  const rules = { row: false, limit: 50, spacing: 4, runSpacing: 8 };
  expect(wrapSize(boxes, rules)).toEqual({ width: 50 + 8 + 60, height: 49 });
});

test("nothing takes no space", () => {
  const rules = { row: true, limit: 100, spacing: 10, runSpacing: 5 };
  expect(wrapSize([], rules)).toEqual({ width: 0, height: 0 });
});
