import { expect, test } from "@jest/globals";
import { Backoff, defaultBackoff } from "./backoff.ts";

test("the first delay is at most 100 ms, then bounds double up to 5 s", () => {
  const backoff = new Backoff(defaultBackoff, () => 1);
  const delays = Array.from({ length: 8 }, () => backoff.next());
  expect(delays).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000]);
});

test("a delay is a random part of its bound, so that visitors do not come back together", () => {
  const backoff = new Backoff(defaultBackoff, () => 0.25);
  expect([backoff.next(), backoff.next()]).toEqual([25, 50]);
});

test("a close code may ask for patience", () => {
  expect(new Backoff(defaultBackoff, () => 0).next(2000)).toBe(2000);
});

test("a reset starts with short delays again", () => {
  const backoff = new Backoff(defaultBackoff, () => 1);
  backoff.next();
  backoff.next();
  backoff.reset();
  expect(backoff.next()).toBe(100);
});
