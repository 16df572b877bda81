import type { ComponentChild } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import {
  clampDate,
  dayOf,
  firstWeekday,
  monthFrom,
  monthLength,
  monthOffset,
  monthsBetween,
  sameDay,
} from "../../values/calendar.ts";
import type { LayoutContext } from "../../view/layout-context.ts";
import { dayByKey } from "./day-keys.ts";
import { MonthGrid, WeekdayRow } from "./month-grid.tsx";

interface Props {
  /** Nothing, the first day, or the first and the last. */
  readonly range: readonly Date[];
  readonly today: Date;
  readonly first: Date;
  readonly last: Date;
  readonly locale: string;
  readonly ctx: LayoutContext;
  readonly onChange: (range: readonly Date[]) => void;
}

// As the style sheet has them: months that are not painted yet shall have their size, too.
const [headPx, weekPx] = [62, 50];

/** All months one below the other; those far away from the view are not painted. */
export function RangeCalendar(props: Props): ComponentChild {
  const { range, first, last, locale, ctx } = props;
  const [start, end] = range;
  const [focused, setFocused] = useState(() => clampDate(start ?? props.today, first, last));
  const list = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  const weekday = firstWeekday(locale);
  const heading = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric" });
  const shown = clampDate(start ?? props.today, first, last);
  const shownMonth = monthsBetween(first, shown);
  useEffect(() => {
    const month = list.current?.children[shownMonth];
    if (list.current && month instanceof HTMLElement) list.current.scrollTop = month.offsetTop;
  }, []);
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    list.current?.querySelector<HTMLElement>(`[data-day="${+dayOf(focused)}"]`)?.focus();
  }, [focused]);
  const choose = (day: Date) => {
    setFocused(day);
    props.onChange(start && !end && day >= start ? [start, day] : [day]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = dayByKey(event, focused, ctx.rtl);
    if (!next) return;
    event.preventDefault();
    moved.current = true;
    setFocused(clampDate(next, first, last));
  };
  return (
    <>
      <WeekdayRow locale={locale} firstWeekday={weekday} />
      <div ref={list} class="fl-range-months">
        {Array.from({ length: monthsBetween(first, last) + 1 }, (_, index) => {
          const month = monthFrom(first, index);
          return (
            <section
              key={index}
              class="fl-range-month"
              style={{ height: `${headPx + weeksOf(month, weekday) * weekPx}px` }}
            >
              <h2 class="fl-type fl-title-small">{heading.format(month)}</h2>
              <MonthGrid
                month={month}
                locale={locale}
                firstWeekday={weekday}
                today={props.today}
                focusable={focused}
                classOf={(day) => rangeClass(day, start, end)}
                isSelected={(day) => sameDay(day, start) || sameDay(day, end)}
                isEnabled={(day) => day >= dayOf(first) && day <= last}
                onChoose={choose}
                onKeyDown={onKeyDown}
              />
            </section>
          );
        })}
      </div>
    </>
  );
}

function weeksOf(month: Date, weekday: number): number {
  return Math.ceil((monthOffset(month, weekday) + monthLength(month)) / 7);
}

function rangeClass(day: Date, start: Date | undefined, end: Date | undefined): string {
  if (!start || !end || +start === +end || day < start || day > end) return "";
  if (sameDay(day, start)) return " fl-in-range fl-range-start";
  return sameDay(day, end) ? " fl-in-range fl-range-end" : " fl-in-range";
}
