import { expect, test } from "@jest/globals";
import { nowAndThen } from "./now-and-then.ts";

test("what goes wrong again and again is told at once, then once in each pause", () => {
  let now = 5;
  const told: string[] = [];
  const tell = nowAndThen(
    10,
    (text: string) => told.push(text),
    () => now,
  );
  for (; now < 30; now += 4) tell(`at ${now}`);
  expect(told).toEqual(["at 5", "at 17", "at 29"]);
});
