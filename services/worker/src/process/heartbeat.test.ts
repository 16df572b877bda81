import { afterEach, beforeEach, expect, jest, test } from "@jest/globals";
import { Heartbeat } from "./heartbeat.ts";

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

function open(answering: () => boolean, isDeaf = () => false) {
  const events: string[] = [];
  const heartbeat: Heartbeat = new Heartbeat(
    { intervalMs: 10, warnMs: 40, killMs: 120 },
    {
      ping: (n) => {
        if (answering()) heartbeat.answered(n);
      },
      isDeaf,
      onSilent: () => events.push("silent"),
      onBack: () => events.push("back"),
      onDead: () => events.push("dead"),
    },
  );
  heartbeat.start();
  return { events, heartbeat, [Symbol.dispose]: () => heartbeat.stop() };
}

test("a process that answers is left alone", () => {
  using opened = open(() => true);
  jest.advanceTimersByTime(200);
  expect(opened.events).toEqual([]);
});

test("a silent one is warned of once, then given up once", () => {
  using opened = open(() => false);
  jest.advanceTimersByTime(300);
  expect(opened.events).toEqual(["silent", "dead"]);
});

test("one that answers again in time starts anew", () => {
  let answers = false;
  using opened = open(() => answers);
  jest.advanceTimersByTime(80);
  answers = true;
  jest.advanceTimersByTime(150);
  expect(opened.events).toEqual(["silent", "back"]);
});

test("one whose answers are not read is not called silent", () => {
  using opened = open(
    () => false,
    () => true,
  );
  jest.advanceTimersByTime(200);
  expect(opened.events).toEqual([]);
});

test("a probe is answered by its own answer or a later one, not by an earlier one", async () => {
  using opened = open(() => false);
  const { heartbeat } = opened;
  let isAnswered = false;
  const probe = heartbeat.probe().then(() => {
    isAnswered = true;
  });
  heartbeat.answered(0);
  await Promise.resolve();
  expect(isAnswered).toBe(false);
  heartbeat.answered(1_000);
  await probe;
  expect(isAnswered).toBe(true);
});
