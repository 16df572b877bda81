/** @jest-environment jsdom */
import { expect, test } from "@jest/globals";
import { FrameClock } from "./frame-clock.ts";

const after = (ms: number) => new Promise((done) => setTimeout(done, ms));

test("in a hidden tab, which has no frames, a request is met by a timer, and only once", async () => {
  Object.defineProperty(document, "hidden", { value: true, configurable: true });
  const clock = new FrameClock(window);
  let calls = 0;
  clock.request(() => (calls += 1));
  clock.request(() => (calls += 1));
  await after(150);
  expect(calls).toBe(1);
  clock.request(() => (calls += 1));
  await after(150);
  expect(calls).toBe(2);
  Reflect.deleteProperty(document, "hidden");
});

test("in a visible tab a request is met before the next frame", async () => {
  const clock = new FrameClock(window);
  const called = new Promise<void>((done) => clock.request(done));
  const frame = new Promise<void>((done) => requestAnimationFrame(() => done()));
  await Promise.all([called, frame]);
});

test("a stopped clock calls nobody", async () => {
  const clock = new FrameClock(window);
  let calls = 0;
  clock.request(() => (calls += 1));
  clock.stop();
  await after(150);
  expect(calls).toBe(0);
});
