import { expect, test } from "@jest/globals";
import { Traffic } from "../traffic.ts";
import { AnswerClock } from "./answer-clock.ts";

test("the time of an input is split into the app's and the host's", () => {
  const traffic = new Traffic();
  const clock = new AnswerClock(traffic);
  clock.began(performance.now() - 100);
  clock.timed(30_000);
  clock.answered();
  expect(clock.isOpen).toBe(false);
  expect(traffic.appTimes.sum).toBeCloseTo(0.03, 3);
  expect(traffic.roundtrips.sum).toBeGreaterThanOrEqual(0.1);
  expect(traffic.platformTimes.sum).toBeCloseTo(traffic.roundtrips.sum - 0.03, 6);
});

test("what the app sends by itself is no answer, and an app that exaggerates takes no more than there was", () => {
  const traffic = new Traffic();
  const clock = new AnswerClock(traffic);
  clock.answered();
  expect(traffic.roundtrips.counts.every((count) => count === 0)).toBe(true);
  clock.began(performance.now() - 10);
  clock.timed(60_000_000);
  clock.answered();
  expect(traffic.platformTimes.sum).toBe(0);
  expect(traffic.appTimes.sum).toBe(traffic.roundtrips.sum);
});

test("a timing counts for the next packet only", () => {
  const traffic = new Traffic();
  const clock = new AnswerClock(traffic);
  clock.timed(5_000);
  clock.answered();
  clock.began(performance.now() - 10);
  clock.answered();
  expect(traffic.appTimes.sum).toBe(0);
  expect(traffic.roundtrips.sum).toBeGreaterThan(0);
});
