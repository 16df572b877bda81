import { Extension } from "@flotilla/protocol";
import { mapOf, textOf } from "./scalars.ts";

const dateExtension = 1;
const dateOnly = /^(\d{4,6})-(\d\d)-(\d\d)$/;

/** Reads a date or date-time of the wire; a date without time is that day here. */
export function dateOf(value: unknown): Date | undefined {
  if (value instanceof Date) return value;
  const text =
    value instanceof Extension && value.code === dateExtension ? value.text : textOf(value);
  if (text === undefined) return undefined;
  const [, year, month, day] = dateOnly.exec(text) ?? [];
  const date = day ? new Date(Number(year), Number(month) - 1, Number(day)) : new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** The day of a date, without its time. */
export function dayOf(date: Date): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

/** The first day of the month that lies `months` away. */
export function monthFrom(date: Date, months: number): Date {
  return new Date(date.getFullYear(), date.getMonth() + months, 1);
}

/** The day that lies `days` away. */
export function dayFrom(date: Date, days: number): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);
}

/** How many months lie between the months of two dates. */
export function monthsBetween(from: Date, to: Date): number {
  return (to.getFullYear() - from.getFullYear()) * 12 + to.getMonth() - from.getMonth();
}

/** How many days the month of a date has. */
export function monthLength(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth() + 1, 0).getDate();
}

/** How many days of the week lie before the first of the month. */
export function monthOffset(month: Date, firstWeekday: number): number {
  return (new Date(month.getFullYear(), month.getMonth(), 1).getDay() - firstWeekday + 7) % 7;
}

/** Whether two dates are the same day. */
export function sameDay(one: Date | undefined, other: Date | undefined): boolean {
  return one !== undefined && other !== undefined && +dayOf(one) === +dayOf(other);
}

/** The date, or the end of the range that it lies beyond. */
export function clampDate(date: Date, first: Date, last: Date): Date {
  return date < first ? first : date > last ? last : date;
}

/** The language of a `locale` property, or the first one of the browser. */
export function localeOf(value: unknown, locales: readonly string[]): string {
  const map = mapOf(value);
  const parts = [map?.language_code, map?.script_code, map?.country_code].flatMap(
    (part) => textOf(part) || [],
  );
  return parts.length > 0 ? parts.join("-") : (locales[0] ?? "en-US");
}

/** The day that a week starts with: 0 is Sunday. */
export function firstWeekday(locale: string): number {
  const { maximize } = Intl.Locale.prototype;
  const info = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?(): { firstDay: number } };
  const region = maximize.call(info).region ?? "";
  return (info.getWeekInfo?.().firstDay ?? (sundayRegions.has(region) ? 7 : 1)) % 7;
}

// For browsers that do not know the weeks of a region.
const sundayRegions = new Set(["US", "CA", "MX", "BR", "JP", "IN", "IL", "KR", "TW", "ZA"]);

/** Reads a date as people of the language write it in figures. */
export function parseDate(text: string, locale: string): Date | undefined {
  const figures = text.split(/\D+/).filter((part) => part !== "");
  const order = new Intl.DateTimeFormat(locale)
    .formatToParts(new Date(2000, 0, 1))
    .flatMap(({ type }): string[] => (["year", "month", "day"].includes(type) ? [type] : []));
  if (figures.length !== 3 || order.length !== 3) return undefined;
  const figure = (wanted: string) => Number(figures[order.indexOf(wanted)]);
  const [year, month, day] = [figure("year"), figure("month"), figure("day")];
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day ? date : undefined;
}

/** A date in figures as people of the language write it: `03/14/2025`, `14.3.2025`. */
export function figuresOf(date: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale).format(date);
}

/** How a date in figures is to be written: `mm/dd/yyyy`. */
export function figuresHint(locale: string): string {
  const names: Readonly<Record<string, string>> = { day: "dd", month: "mm", year: "yyyy" };
  return new Intl.DateTimeFormat(locale)
    .formatToParts(new Date(2000, 0, 1))
    .map(({ type, value }) => names[type] ?? value)
    .join("");
}
