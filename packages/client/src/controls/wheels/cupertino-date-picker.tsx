import type { ComponentChild } from "preact";
import {
  clampDate,
  dateOf,
  dayFrom,
  dayOf,
  localeOf,
  monthLength,
  sameDay,
} from "../../values/calendar.ts";
import { choiceOf, numberOf, textOf } from "../../values/scalars.ts";
import { useClient } from "../../view/client-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { type Column, Columns } from "./columns.tsx";

const modes = ["time", "date", "dateAndTime", "monthYear"] as const;
const manyDays = 36_500;

/** Wheels for a date, a time, or both. */
export function CupertinoDatePicker(props: ControlProps): ComponentChild {
  const { node } = props;
  const client = useClient();
  const mode = choiceOf(node.date_picker_mode, modes, "dateAndTime");
  const locale = localeOf(node.locale, client.locales);
  const value = dateOf(node.value) ?? new Date();
  const least = numberOf(node.minimum_year) ?? 1;
  const most = numberOf(node.maximum_year) ?? 9999;
  const set = (next: Date) => {
    const clamped = clampDate(
      next,
      dateOf(node.first_date) ?? new Date(-8.64e15),
      dateOf(node.last_date) ?? new Date(8.64e15),
    );
    client.update(node, { value: clamped });
    client.trigger(node, "change", clamped);
  };
  const [year, month, day] = [value.getFullYear(), value.getMonth(), value.getDate()];
  const [hour, minute] = [value.getHours(), value.getMinutes()];
  const withDay = (y: number, m: number, d: number) =>
    set(new Date(y, m, Math.min(d, monthLength(new Date(y, m, 1))), hour, minute));
  const withTime = (h: number, m: number) => set(new Date(year, month, day, h, m));
  const names = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const named = node.show_day_of_week === true;
  const weekday = names({ weekday: "short" });
  const monthName = names({ month: "long" });
  const wheels: Readonly<Record<"y" | "m" | "d", Column>> = {
    m: {
      label: "Month",
      width: 140,
      count: 12,
      index: month,
      looping: true,
      text: (at) => monthName.format(new Date(2000, at, 1)),
      onChange: (at) => withDay(year, at, day),
    },
    d: {
      label: "Day",
      width: named ? 90 : 60,
      count: monthLength(value),
      index: day - 1,
      looping: true,
      text: (at) =>
        named ? `${weekday.format(new Date(year, month, at + 1))} ${at + 1}` : String(at + 1),
      onChange: (at) => withDay(year, month, at + 1),
    },
    y: {
      label: "Year",
      width: 90,
      count: most - least + 1,
      index: year - least,
      looping: false,
      text: (at) => String(at + least),
      onChange: (at) => withDay(at + least, month, day),
    },
  };
  const long = node.use_24h_format === true;
  const step = numberOf(node.minute_interval) ?? 1;
  const two = (number: number) => String(number).padStart(2, "0");
  const times: Column[] = [
    {
      label: "Hour",
      width: 50,
      count: long ? 24 : 12,
      index: long ? hour : hour % 12,
      looping: true,
      text: (at) => two(long ? at : at || 12),
      onChange: (at) => withTime(long ? at : at + (hour >= 12 ? 12 : 0), minute),
    },
    {
      label: "Minute",
      width: 50,
      count: Math.ceil(60 / step),
      index: Math.floor(minute / step),
      looping: true,
      text: (at) => two(at * step),
      onChange: (at) => withTime(hour, at * step),
    },
    ...(long
      ? []
      : [
          {
            label: "Half of the day",
            width: 56,
            count: 2,
            index: hour >= 12 ? 1 : 0,
            looping: false,
            text: (at: number) => (at === 0 ? "AM" : "PM"),
            onChange: (at: number) => withTime((hour % 12) + at * 12, minute),
          },
        ]),
  ];
  const dayName = names({ weekday: "short", month: "short", day: "numeric" });
  const dates: Column = {
    label: "Date",
    width: 130,
    count: 2 * manyDays + 1,
    index: manyDays,
    looping: false,
    text: (at) => {
      const shown = dayFrom(dayOf(value), at - manyDays);
      return sameDay(shown, new Date()) ? "Today" : dayName.format(shown);
    },
    onChange: (at) => {
      const next = dayFrom(value, at - manyDays);
      set(new Date(next.getFullYear(), next.getMonth(), next.getDate(), hour, minute));
    },
  };
  const order = orderOf(textOf(node.date_order), locale);
  const columns = {
    date: order.map((part) => wheels[part]),
    monthYear: order.filter((part) => part !== "d").map((part) => wheels[part]),
    time: times,
    dateAndTime: [dates, ...times],
  }[mode];
  return <Columns {...props} columns={columns} />;
}

/** The order of year, month and day: as the author says, else as the language has it. */
function orderOf(order: string | undefined, locale: string): ("y" | "m" | "d")[] {
  const asked = order?.toLowerCase();
  if (asked && /^[ymd]{3}$/.test(asked)) return [...asked] as ("y" | "m" | "d")[];
  return new Intl.DateTimeFormat(locale)
    .formatToParts(new Date(2000, 0, 1))
    .flatMap(({ type }) =>
      type === "year" ? ["y"] : type === "month" ? ["m"] : type === "day" ? ["d"] : [],
    ) as ("y" | "m" | "d")[];
}
