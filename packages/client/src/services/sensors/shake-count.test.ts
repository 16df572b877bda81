import { expect, test } from "@jest/globals";
import { ShakeCount } from "./shake-count.ts";

const jolt = { x: 30, y: 0, z: 0 };
const rule = { minimumCount: 2, slopMs: 500, resetMs: 3000, thresholdGravity: 2.7 };

test("as many jolts as wanted are a shake, and each further one", () => {
  const count = new ShakeCount(() => rule);
  expect([0, 600, 1200].map((now) => count.isShake(jolt, now))).toEqual([false, true, true]);
});

test("what follows at once is the same jolt", () => {
  const count = new ShakeCount(() => rule);
  expect([0, 100, 499].map((now) => count.isShake(jolt, now))).toEqual([false, false, false]);
});

test("after a long pause counting starts anew", () => {
  const count = new ShakeCount(() => rule);
  expect([0, 3001].map((now) => count.isShake(jolt, now))).toEqual([false, false]);
});

test("the gravity of the earth alone is no jolt", () => {
  const count = new ShakeCount(() => ({ ...rule, minimumCount: 1 }));
  expect(count.isShake({ x: 0, y: 0, z: 9.8 }, 0)).toBe(false);
});
