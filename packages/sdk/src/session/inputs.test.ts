import { expect, test } from "@jest/globals";
import { Inputs, isApplied, numbersIn } from "./inputs.ts";

/** Applies inputs whose handlers end at once. */
function apply(inputs: Inputs, ...numbers: number[]): boolean[] {
  return numbers.map((number) => {
    const isNew = inputs.begin(number);
    if (isNew) inputs.end(number);
    return isNew;
  });
}

test("[EXT5] each number is applied once", () => {
  const inputs = new Inputs();
  expect(apply(inputs, 1, 2, 2, 1, 3)).toEqual([true, true, false, false, true]);
  expect(inputs.applied).toEqual({ low: 3, above: [], received: 3 });
});

test("[EXT5] an input that runs is not applied yet, and is not begun again", () => {
  const inputs = new Inputs();
  expect(inputs.begin(1)).toBe(true);
  expect(apply(inputs, 2, 3)).toEqual([true, true]);
  expect(inputs.begin(1)).toBe(false);
  expect(inputs.applied).toEqual({ low: 0, above: [[2, 3]], received: 3 });
  inputs.end(1);
  expect(inputs.applied).toEqual({ low: 3, above: [], received: 3 });
});

test("numbers that were skipped may still come", () => {
  const inputs = new Inputs();
  expect(apply(inputs, 2, 5, 7, 6, 4)).toEqual([true, true, true, true, true]);
  expect(inputs.applied).toEqual({
    low: 0,
    above: [
      [2, 2],
      [4, 7],
    ],
    received: 7,
  });
  expect(numbersIn(inputs.applied.above)).toEqual([2, 4, 5, 6, 7]);
  expect([1, 2, 3, 4, 8].map((number) => isApplied(inputs.applied, number))).toEqual([
    false,
    true,
    false,
    true,
    false,
  ]);
  apply(inputs, 3, 1);
  expect(inputs.applied).toEqual({ low: 7, above: [], received: 7 });
});

test("an input that never ends holds up the count of a thousand others, then it counts as applied", () => {
  const inputs = new Inputs();
  inputs.begin(1);
  for (let number = 2; number <= 1_001; number++) apply(inputs, number);
  expect(inputs.applied).toEqual({ low: 0, above: [[2, 1_001]], received: 1_001 });
  apply(inputs, 1_002);
  expect(inputs.applied).toEqual({ low: 1_002, above: [], received: 1_002 });
  inputs.end(1);
  expect(apply(inputs, 1, 1_003)).toEqual([false, true]);
  expect(inputs.applied.low).toBe(1_003);
});

test("what was kept goes on where it was", () => {
  const inputs = new Inputs();
  inputs.begin(1);
  apply(inputs, 2, 4);
  const again = new Inputs(inputs.applied);
  expect(again.applied).toEqual(inputs.applied);
  expect(apply(again, 1, 2, 3, 4, 5)).toEqual([true, false, true, false, true]);
  expect(again.applied).toEqual({ low: 5, above: [], received: 5 });
});

test("any order of the same numbers leads to the same state", () => {
  let seed = 7;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return seed % below;
  };
  for (let round = 0; round < 50; round++) {
    const numbers = Array.from({ length: 40 }, (_, i) => i + 1);
    for (let i = numbers.length - 1; i > 0; i--) {
      const j = random(i + 1);
      [numbers[i], numbers[j]] = [numbers[j] ?? 0, numbers[i] ?? 0];
    }
    const inputs = new Inputs();
    const missing = random(40) + 1;
    for (const number of numbers) if (number !== missing) apply(inputs, number);
    expect(inputs.applied.low).toBe(missing - 1);
    expect(numbersIn(inputs.applied.above)).toHaveLength(40 - missing);
    apply(inputs, missing);
    expect(inputs.applied).toEqual({ low: 40, above: [], received: 40 });
  }
});

test("a number far ahead of all others is refused", () => {
  const inputs = new Inputs();
  expect(() => inputs.begin(1_000_001)).toThrow(
    expect.objectContaining({ code: "EXTENSION_INVALID" }),
  );
  expect(apply(inputs, 1_000_000, 2_000_000)).toEqual([true, true]);
});
