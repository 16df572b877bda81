import { expect, test } from "@jest/globals";
import { StartGate, type StartLimits } from "./start-gate.ts";

const limits: StartLimits = { atOnce: 2, perSecond: 1_000, queueLength: 100, queueMs: 60_000 };

/** Starts that wait for their turn; `order` is who got one, and `end` ends the oldest that is under way. */
function crowd(gate: StartGate) {
  const order: string[] = [];
  const turns: Disposable[] = [];
  const refused: string[] = [];
  const join = (team: string): Promise<void> =>
    gate.enter(team).then(
      (turn) => {
        order.push(team);
        turns.push(turn);
      },
      () => void refused.push(team),
    );
  const end = async (): Promise<void> => {
    turns.shift()?.[Symbol.dispose]();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { order, refused, join, end };
}

const passed = () => new Promise((resolve) => setImmediate(resolve));

test("so many start at once as may, the others when one is ready", async () => {
  const gate = new StartGate(limits);
  const { order, join, end } = crowd(gate);
  for (const team of ["a", "a", "a", "a"]) void join(team);
  await passed();
  expect([order.length, gate.waiting]).toEqual([2, 2]);
  await end();
  expect([order.length, gate.waiting]).toEqual([3, 1]);
  gate.stop();
});

test("one team's crowd does not hold up the others: they are next", async () => {
  const gate = new StartGate(limits);
  const { order, join, end } = crowd(gate);
  for (let i = 0; i < 50; i++) void join("crowd");
  for (const team of ["b", "c", "b"]) void join(team);
  await passed();
  for (let i = 0; i < 6; i++) await end();
  expect(order.slice(0, 8)).toEqual(["crowd", "crowd", "b", "crowd", "c", "b", "crowd", "crowd"]);
  gate.stop();
});

test("in the long run only so many start in a second", async () => {
  let now = 0;
  const gate = new StartGate({ ...limits, atOnce: 100, perSecond: 50 }, () => now);
  const { order, join } = crowd(gate);
  for (let i = 0; i < 80; i++) void join(`t${i % 3}`);
  await passed();
  expect(order).toHaveLength(50);
  now += 200;
  while (order.length < 60) await passed(); // its timer asks again
  await passed();
  expect(order).toHaveLength(60);
  gate.stop();
});

test("a team may let only so many wait, and no start waits for ever", async () => {
  const gate = new StartGate({ ...limits, atOnce: 1, queueLength: 2, queueMs: 20 });
  const { order, refused, join, end } = crowd(gate);
  await join("a");
  const waiting = ["a", "a", "a", "b"].map((team) => join(team));
  await passed();
  expect(refused).toEqual(["a"]);
  await Promise.all(waiting);
  expect([order, refused, gate.waiting]).toEqual([["a"], ["a", "a", "a", "b"], 0]);
  await end();
  await join("c");
  expect(order).toEqual(["a", "c"]);
});
