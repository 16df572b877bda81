import { expect, test } from "@jest/globals";
import { IdCounter } from "./id-counter.ts";

test("ids count from 3, whoever asks", () => {
  const ids = new IdCounter();
  expect([ids.next(), ids.next(), ids.next()]).toEqual([3, 4, 5]);
});

test("after a leap a process counts where no other one does, and it leaps once", () => {
  const processes = Array.from({ length: 20 }, () => new IdCounter());
  const starts = processes.map((ids) => {
    ids.next();
    ids.leap();
    return ids.next();
  });
  expect(new Set(starts).size).toBe(20);
  for (const start of starts) {
    expect(start).toBeGreaterThan(100_000);
    expect(start).toBeLessThan(2 ** 31);
  }
  const [ids] = processes;
  ids?.leap();
  expect(ids?.next()).toBe((starts[0] ?? 0) + 1);
});
