import { Extension } from "@flotilla/protocol";

/** A time of day without a date, 00:00 to 23:59: what `TimePicker` works with. Seconds do not exist on the wire. */
class TimeOfDayClass {
  /** 0 to 23. */
  readonly hour: number;
  /** 0 to 59. */
  readonly minute: number;

  constructor(hour: number, minute = 0) {
    if (!(Number.isInteger(hour) && hour >= 0 && hour < 24)) {
      throw new RangeError(`hour must be an integer between 0 and 23, got ${hour}`);
    }
    if (!(Number.isInteger(minute) && minute >= 0 && minute < 60)) {
      throw new RangeError(`minute must be an integer between 0 and 59, got ${minute}`);
    }
    this.hour = hour;
    this.minute = minute;
  }

  /** The time of the clock now, in the time zone of the process. */
  static now(): TimeOfDay {
    return TimeOfDayClass.of(new Date());
  }

  /** The time of day of a date, in the time zone of the process. */
  static of(date: Date): TimeOfDay {
    return new TimeOfDayClass(date.getHours(), date.getMinutes());
  }

  /** Reads `13:05`, also without padding. */
  static parse(text: string): TimeOfDay {
    const [hour, minute] = text.split(":");
    return new TimeOfDayClass(Number(hour), Number(minute ?? 0));
  }

  /** Reads what a client sent; null stays null. */
  static fromWire(wire: unknown): TimeOfDay | null {
    if (wire instanceof Extension) return TimeOfDayClass.parse(wire.text);
    return wire instanceof TimeOfDayClass ? wire : null;
  }

  /** `13:05`. */
  toString(): string {
    return `${pad(this.hour)}:${pad(this.minute)}`;
  }

  toJSON(): string {
    return this.toString();
  }

  toWire(): Extension {
    return new Extension(2, this.toString());
  }
}

function pad(part: number): string {
  return String(part).padStart(2, "0");
}

export type TimeOfDay = TimeOfDayClass;

/** A time of day: `ft.TimeOfDay(13, 5)`. */
export const TimeOfDay = new Proxy(TimeOfDayClass, {
  apply: (target, _self, args: ConstructorParameters<typeof TimeOfDayClass>) => new target(...args),
}) as typeof TimeOfDayClass & ((hour: number, minute?: number) => TimeOfDay);
