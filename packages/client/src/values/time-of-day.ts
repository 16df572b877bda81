import { Extension } from "@flotilla/protocol";
import { textOf } from "./scalars.ts";

const timeExtension = 2;

/** A time of the day, without a zone. */
export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
}

/** Reads a time of the wire: `13:05`. */
export function timeOf(value: unknown): TimeOfDay | undefined {
  const text =
    value instanceof Extension && value.code === timeExtension ? value.text : textOf(value);
  const [, hour, minute] = /^(\d{1,2}):(\d{1,2})/.exec(text ?? "") ?? [];
  return hour && minute ? { hour: Number(hour), minute: Number(minute) } : undefined;
}

/** A time as it goes over the wire, figures without leading zeros as Flet's client writes them. */
export function wireTime({ hour, minute }: TimeOfDay): Extension {
  return new Extension(timeExtension, `${hour}:${minute}`);
}

/** Whether people of the language count hours to 24. */
export function counts24(locale: string): boolean {
  const { hourCycle } = new Intl.DateTimeFormat(locale, { hour: "numeric" }).resolvedOptions();
  return hourCycle === "h23" || hourCycle === "h24";
}
