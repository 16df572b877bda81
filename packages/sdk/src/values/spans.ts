import { Extension } from "@flotilla/protocol";
import type { Duration } from "../generated/values.ts";

type Make<T> = (props: Readonly<Record<string, unknown>>) => T;

/** Amounts of the units of a duration, 0 where left out. */
interface DurationUnits {
  readonly days?: number | undefined;
  readonly hours?: number | undefined;
  readonly minutes?: number | undefined;
  readonly seconds?: number | undefined;
  readonly milliseconds?: number | undefined;
  readonly microseconds?: number | undefined;
}

/** Helpers of `Duration`. */
export interface DurationStatics {
  /** The same span with each unit below its next: 90 seconds become 1 minute and 30 seconds. */
  fromUnit(units: DurationUnits): Duration;
  /** Reads what a client sent. */
  fromWire(wire: unknown): Duration;
}

/** Totals, comparison and arithmetic of durations. */
export interface DurationMembers {
  readonly inMicroseconds: number;
  readonly inMilliseconds: number;
  readonly inSeconds: number;
  readonly inMinutes: number;
  readonly inHours: number;
  readonly inDays: number;
  readonly isNegative: boolean;
  abs(): Duration;
  plus(other: Duration): Duration;
  minus(other: Duration): Duration;
  times(factor: number): Duration;
  /** Divides and rounds down to microseconds. */
  dividedBy(divisor: number): Duration;
  equals(other: Duration): boolean;
  /** Negative if shorter than `other`, 0 if equal, positive if longer. */
  compare(other: Duration): number;
}

const microseconds = {
  days: 86_400_000_000,
  hours: 3_600_000_000,
  minutes: 60_000_000,
  seconds: 1_000_000,
  milliseconds: 1000,
  microseconds: 1,
} as const;

type Unit = keyof typeof microseconds;
const units = Object.keys(microseconds) as Unit[];

export function durationStatics(make: Make<Duration>): DurationStatics {
  return {
    fromUnit: (given) => make(split(total(given))),
    fromWire(wire) {
      if (wire instanceof Extension) return make(split(Number(wire.text)));
      return make((wire ?? {}) as Readonly<Record<string, unknown>>);
    },
  };
}

export const durationMembers: DurationMembers & ThisType<Duration> = {
  get inMicroseconds() {
    return total(this as unknown as Duration);
  },
  get inMilliseconds() {
    return Math.floor(this.inMicroseconds / microseconds.milliseconds);
  },
  get inSeconds() {
    return Math.floor(this.inMicroseconds / microseconds.seconds);
  },
  get inMinutes() {
    return Math.floor(this.inMicroseconds / microseconds.minutes);
  },
  get inHours() {
    return Math.floor(this.inMicroseconds / microseconds.hours);
  },
  get inDays() {
    return Math.floor(this.inMicroseconds / microseconds.days);
  },
  get isNegative() {
    return this.inMicroseconds < 0;
  },
  abs() {
    return this.copy(split(Math.abs(this.inMicroseconds)));
  },
  plus(other) {
    return this.copy(split(this.inMicroseconds + other.inMicroseconds));
  },
  minus(other) {
    return this.copy(split(this.inMicroseconds - other.inMicroseconds));
  },
  times(factor) {
    return this.copy(split(Math.round(this.inMicroseconds * factor)));
  },
  dividedBy(divisor) {
    if (divisor === 0) throw new RangeError("a duration cannot be divided by zero");
    return this.copy(split(Math.floor(this.inMicroseconds / divisor)));
  },
  equals(other) {
    return this.inMicroseconds === other.inMicroseconds;
  },
  compare(other) {
    return this.inMicroseconds - other.inMicroseconds;
  },
};

function total(amounts: DurationUnits): number {
  return units.reduce((sum, unit) => sum + (amounts[unit] ?? 0) * microseconds[unit], 0);
}

/** A negative span has negative days, the rest is positive. */
function split(total: number): Record<Unit, number> {
  const amounts: Partial<Record<Unit, number>> = {};
  let rest = total;
  for (const unit of units) {
    amounts[unit] = Math.floor(rest / microseconds[unit]);
    rest -= amounts[unit] * microseconds[unit];
  }
  return amounts as Record<Unit, number>;
}
