import { numberOf } from "./scalars.ts";

/** The numbers behind a slider. */
export interface SliderScale {
  readonly min: number;
  readonly max: number;
  readonly value: number;
  /** Where the value lies between the ends, 0 to 1. */
  readonly part: number;
  readonly divisions: number | undefined;
  /** The nearest value that the slider can have. */
  snapped(value: number): number;
  /** The value that a key goes to; undefined if the key does nothing. */
  byKey(key: string, rtl: boolean): number | undefined;
}

/** Reads `min`, `max`, `value` and `divisions` of a slider. */
export function scaleOf(node: Readonly<Record<string, unknown>>): SliderScale {
  const min = numberOf(node.min) ?? 0;
  const max = Math.max(min, numberOf(node.max) ?? 1);
  const value = clamp(numberOf(node.value) ?? min, min, max);
  const divisions = numberOf(node.divisions) || undefined;
  const unit = (max - min) / (divisions ?? 10);
  const snapped = (free: number) => {
    if (divisions === undefined) return clamp(free, min, max);
    const steps = Math.round((free - min) / unit);
    return clamp(rounded(min + steps * unit), min, max);
  };
  return {
    min,
    max,
    value,
    divisions,
    part: max === min ? 0 : (value - min) / (max - min),
    snapped,
    byKey: (key, rtl) => {
      const steps = stepsOf(key, rtl);
      if (key === "Home") return min;
      if (key === "End") return max;
      return steps === undefined ? undefined : snapped(rounded(value + steps * unit));
    },
  };
}

function stepsOf(key: string, rtl: boolean): number | undefined {
  switch (key) {
    case "ArrowUp":
      return 1;
    case "ArrowDown":
      return -1;
    case "ArrowRight":
      return rtl ? -1 : 1;
    case "ArrowLeft":
      return rtl ? 1 : -1;
    case "PageUp":
      return 2;
    case "PageDown":
      return -2;
    default:
      return undefined;
  }
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}

// 0.1 + 0.2 shall be 0.3.
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
