import { expect, test } from "@jest/globals";
import { Backoff } from "./backoff.ts";

function open() {
  let now = 0;
  const backoff = new Backoff({ firstMs: 1_000, maxMs: 60_000, healthyMs: 30_000 }, () => now);
  return { backoff, pass: (ms: number) => (now += ms) };
}

test("[FM-5] each failure in a row doubles the wait, up to the longest", () => {
  const { backoff, pass } = open();
  const waits = Array.from({ length: 8 }, () => {
    backoff.failed("r", 10, false);
    const wait = backoff.waitMs("r");
    pass(wait);
    return wait;
  });
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
});

test("a process that lived long enough starts the count again", () => {
  const { backoff } = open();
  backoff.failed("r", 10, false);
  backoff.failed("r", 10, false);
  backoff.failed("r", 30_000, false);
  expect(backoff.waitMs("r")).toBe(1_000);
});

test("[FM-5] one release's failures do not hold up another, nor itself after a good end", () => {
  const { backoff } = open();
  backoff.failed("r", 10, false);
  expect(backoff.waitMs("other")).toBe(0);
  expect(backoff.size).toBe(1);
  backoff.ended("r");
  expect(backoff.waitMs("r")).toBe(0);
});

test("a process that was ready is replaced at once; the next ones that end soon have to wait up to 5 s", () => {
  const { backoff, pass } = open();
  const waits = Array.from({ length: 8 }, () => {
    backoff.failed("r", 10, true);
    const wait = backoff.waitMs("r");
    pass(wait);
    return wait;
  });
  expect(waits).toEqual([0, 250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
});
