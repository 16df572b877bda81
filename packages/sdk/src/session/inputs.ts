import { FlotillaError } from "@flotilla/protocol";

/** Numbers from the first to the last of a range, both included. */
export type NumberRange = readonly [first: number, last: number];

/** Which of a client's inputs are applied: all up to `low`, those in the ranges above it, and how many there were. */
export interface AppliedInputs {
  readonly low: number;
  readonly above: readonly NumberRange[];
  readonly received: number;
}

/** Nothing was received yet. */
export const noInputs: AppliedInputs = { low: 0, above: [], received: 0 };

/** How far ahead of the others a number may be. */
const maxLead = 1_000_000;
/** How many later inputs an input that still runs, or never came, may keep from being counted as one range. */
const maxAbove = 1_000;

/** The numbered inputs of a session, each to be applied once. One counts as applied when its handlers have ended. */
export class Inputs {
  #low: number;
  #above: [first: number, last: number][];
  #countAbove = 0;
  #received: number;
  #running: Set<number> | null = null;

  constructor({ low, above, received }: AppliedInputs = noInputs) {
    this.#low = low;
    this.#above = above.map(([first, last]) => [first, last]);
    for (const [first, last] of above) this.#countAbove += last - first + 1;
    this.#received = received;
  }

  get applied(): AppliedInputs {
    const above =
      this.#above.length === 0 ? noInputs.above : this.#above.map(([a, b]) => [a, b] as const);
    return { low: this.#low, above, received: this.#received };
  }

  /** Whether an input is to be applied now: false if it was or is being applied. */
  begin(number: number): boolean {
    if (number > this.#received + maxLead) {
      throw new FlotillaError(
        "EXTENSION_INVALID",
        `input ${number} came after ${this.#received}: numbers may be ${maxLead} ahead at most`,
      );
    }
    this.#received = Math.max(this.#received, number);
    if (number <= this.#low || this.#running?.has(number) || this.#isAbove(number)) return false;
    this.#running ??= new Set();
    this.#running.add(number);
    return true;
  }

  /** The handlers of an input have ended. */
  end(number: number): void {
    this.#running?.delete(number);
    if (number <= this.#low) return;
    if (number > this.#low + 1) this.#add(number);
    else {
      this.#low = number;
      this.#absorb(number + 1);
    }
    while (this.#countAbove > maxAbove) this.#absorb(this.#above[0]?.[0] ?? 0);
  }

  #isAbove(number: number): boolean {
    return this.#above.some(([first, last]) => first <= number && number <= last);
  }

  #add(number: number): void {
    this.#countAbove++;
    let at = this.#above.length;
    while (at > 0 && (this.#above[at - 1]?.[0] ?? 0) > number) at--;
    const before = this.#above[at - 1];
    const after = this.#above[at];
    const isNext = before?.[1] === number - 1;
    if (isNext && after?.[0] === number + 1) {
      before[1] = after[1];
      this.#above.splice(at, 1);
    } else if (isNext) before[1] = number;
    else if (after?.[0] === number + 1) after[0] = number;
    else this.#above.splice(at, 0, [number, number]);
  }

  /** The lowest range becomes part of what is below, if it begins at a number. */
  #absorb(first: number): void {
    const range = this.#above[0];
    if (range === undefined || range[0] !== first) return;
    this.#low = range[1];
    this.#countAbove -= range[1] - range[0] + 1;
    this.#above.shift();
  }
}

/** The numbers in ranges, one by one. */
export function numbersIn(ranges: readonly NumberRange[]): number[] {
  return ranges.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, i) => first + i),
  );
}

/** Whether a number is among the applied ones. */
export function isApplied({ low, above }: AppliedInputs, number: number): boolean {
  return number <= low || above.some(([first, last]) => first <= number && number <= last);
}
