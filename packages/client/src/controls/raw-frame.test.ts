import { expect, test } from "@jest/globals";
import { readPixels } from "./raw-frame.ts";

test("colors multiplied by alpha become colors again, opaque and clear pixels stay", () => {
  const head = [4, 3, 0, 0, 0, 1, 0, 0, 0];
  const frame = Uint8Array.from([...head, 10, 20, 30, 255, 64, 0, 128, 128, 0, 0, 0, 0]);
  const { width, height, pixels } = readPixels(frame);
  expect([width, height]).toEqual([3, 1]);
  expect([...pixels]).toEqual([10, 20, 30, 255, 128, 0, 255, 128, 0, 0, 0, 0]);
});

test("a frame may lie in a larger buffer", () => {
  const large = Uint8Array.from([9, 9, 4, 1, 0, 0, 0, 1, 0, 0, 0, 1, 2, 3, 255]);
  expect([...readPixels(large.subarray(2)).pixels]).toEqual([1, 2, 3, 255]);
});
