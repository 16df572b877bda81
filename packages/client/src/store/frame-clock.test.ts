/** @jest-environment jsdom */
import { expect, test } from "@jest/globals";
import { FrameClock } from "./frame-clock.ts";

const after = (ms: number) => new Promise((done) => setTimeout(done, ms));

test("a request that comes alone is met at the end of the task, several of one task once", async () => {
  const clock = new FrameClock(window);
  let calls = 0;
  clock.request(() => (calls += 1));
  clock.request(() => (calls += 1));
  expect(calls).toBe(0);
  await Promise.resolve();
  expect(calls).toBe(1);
});

test("what is asked for after that is met before the next frame, once", async () => {
  const clock = new FrameClock(window);
  let calls = 0;
  clock.request(() => (calls += 1));
  await Promise.resolve();
  clock.request(() => (calls += 1));
  clock.request(() => (calls += 1));
  await Promise.resolve();
  expect(calls).toBe(1);
  await new Promise((frame) => requestAnimationFrame(frame));
  expect(calls).toBe(2);
});

test("in a hidden tab, which has no frames, further requests are met by a timer, and only once", async () => {
  Object.defineProperty(document, "hidden", { value: true, configurable: true });
  const clock = new FrameClock(window);
  let calls = 0;
  clock.request(() => (calls += 1));
  await after(0);
  clock.request(() => (calls += 1));
  clock.request(() => (calls += 1));
  expect(calls).toBe(1);
  await after(150);
  expect(calls).toBe(2);
  Reflect.deleteProperty(document, "hidden");
});
