import { expect, test } from "@jest/globals";
import { IdleTrim } from "./idle-trim.ts";

function trimmed(heapBytes = 10_000_000) {
  const state = { workedMs: 0, collections: 0 };
  const trim = new IdleTrim({
    workedMs: () => state.workedMs,
    heapBytes: () => heapBytes,
    collect: () => {
      state.collections += 1;
      state.workedMs += 30;
    },
  });
  const look = (worked: number) => {
    state.workedMs += worked;
    trim.look();
    return state.collections;
  };
  return { look };
}

test("a process that was busy is trimmed when it has been quiet since the last look, and only once", () => {
  const { look } = trimmed();
  expect(look(400)).toBe(0); // it is starting
  expect(look(5)).toBe(1);
  expect([look(5), look(5), look(5)]).toEqual([1, 1, 1]);
});

test("a busy process is left alone until it rests", () => {
  const { look } = trimmed();
  expect([look(400), look(300), look(25)]).toEqual([0, 0, 0]);
  expect(look(1)).toBe(1);
});

test("after another burst it is trimmed again, after a few clicks it is not", () => {
  const { look } = trimmed();
  look(400);
  expect(look(0)).toBe(1);
  expect([look(30), look(0)]).toEqual([1, 1]);
  expect([look(90), look(0)]).toEqual([1, 2]);
});

test("a large heap is left alone", () => {
  const { look } = trimmed(100_000_000);
  expect([look(400), look(0), look(0)]).toEqual([0, 0, 0]);
});
