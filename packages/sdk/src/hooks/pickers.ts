import type { CupertinoDatePicker, CupertinoTimerPicker } from "../generated/cupertino.ts";
import { Duration } from "../generated/values.ts";

export function dateIsPossible(picker: CupertinoDatePicker): string | undefined {
  const { value, datePickerMode: mode, itemExtent, showDayOfWeek, minuteInterval } = picker;
  if (itemExtent <= 0) return `itemExtent must be greater than 0, got ${itemExtent}`;
  const isDateOnly = mode === "date" || mode === "monthYear";
  if (isDateOnly) {
    const year = value.getFullYear();
    const { minimumYear, maximumYear } = picker;
    if (!(minimumYear >= 1 && minimumYear <= year)) {
      return `the year of value (${year}) cannot be before minimumYear (${minimumYear})`;
    }
    if (maximumYear && year > maximumYear) {
      return `the year of value (${year}) cannot be after maximumYear (${maximumYear})`;
    }
  }
  if (isDateOnly || mode === "dateAndTime") {
    const message = outsideOf(picker);
    if (message !== undefined) return message;
  }
  if (showDayOfWeek && mode !== "date") return "showDayOfWeek needs datePickerMode date";
  if (minuteInterval > 0 && value.getMinutes() % minuteInterval !== 0) {
    return `the minute of value (${value.getMinutes()}) must be a multiple of minuteInterval (${minuteInterval})`;
  }
  return undefined;
}

function outsideOf({ value, firstDate, lastDate }: CupertinoDatePicker): string | undefined {
  if (firstDate && value < firstDate)
    return `value (${value.toISOString()}) cannot be before firstDate`;
  if (lastDate && value > lastDate)
    return `value (${value.toISOString()}) cannot be after lastDate`;
  return undefined;
}

export function spanIsPossible(picker: CupertinoTimerPicker): string | undefined {
  const { minuteInterval, secondInterval, itemExtent } = picker;
  const value =
    typeof picker.value === "number" ? Duration({ seconds: picker.value }) : picker.value;
  const { inMinutes, inSeconds, inHours } = value;
  if (value.isNegative) return "value cannot be negative";
  if (inHours >= 24) return `value must be less than 24 hours, got ${inHours} hours`;
  if (minuteInterval > 0 && inMinutes % minuteInterval !== 0) {
    return `value (${inMinutes} minutes) must be a multiple of minuteInterval (${minuteInterval})`;
  }
  if (secondInterval > 0 && inSeconds % secondInterval !== 0) {
    return `value (${inSeconds} seconds) must be a multiple of secondInterval (${secondInterval})`;
  }
  return itemExtent <= 0 ? `itemExtent must be greater than 0, got ${itemExtent}` : undefined;
}
