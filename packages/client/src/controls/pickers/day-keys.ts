import { dayFrom, monthFrom, monthLength } from "../../values/calendar.ts";

/** The day that a key goes to in a calendar; undefined if it does nothing. */
export function dayByKey(
  { key, shiftKey }: Pick<KeyboardEvent, "key" | "shiftKey">,
  day: Date,
  rtl: boolean,
): Date | undefined {
  const forward = rtl ? -1 : 1;
  switch (key) {
    case "ArrowLeft":
      return dayFrom(day, -forward);
    case "ArrowRight":
      return dayFrom(day, forward);
    case "ArrowUp":
      return dayFrom(day, -7);
    case "ArrowDown":
      return dayFrom(day, 7);
    case "PageUp":
      return inMonth(day, shiftKey ? -12 : -1);
    case "PageDown":
      return inMonth(day, shiftKey ? 12 : 1);
    case "Home":
      return dayFrom(day, 1 - day.getDate());
    case "End":
      return dayFrom(day, monthLength(day) - day.getDate());
    default:
      return undefined;
  }
}

function inMonth(day: Date, months: number): Date {
  const month = monthFrom(day, months);
  return dayFrom(month, Math.min(day.getDate(), monthLength(month)) - 1);
}
