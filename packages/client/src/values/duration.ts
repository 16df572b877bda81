import { mapOf, numberOf } from "./scalars.ts";

const unitMs: Readonly<Record<string, number>> = {
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1_000,
  milliseconds: 1,
  microseconds: 0.001,
};

/** Reads a duration in milliseconds: a number or a map of units; anything else is the default. */
export function durationOf(value: unknown, fallback = 0): number {
  const number = numberOf(value);
  if (number !== undefined) return number;
  const map = mapOf(value);
  if (!map) return fallback;
  return Object.entries(unitMs).reduce(
    (sum, [unit, ms]) => sum + (numberOf(map[unit]) ?? 0) * ms,
    0,
  );
}
