import type { ComponentChild } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import {
  clampDate,
  dayOf,
  firstWeekday,
  monthFrom,
  monthsBetween,
  sameDay,
} from "../../values/calendar.ts";
import type { LayoutContext } from "../../view/layout-context.ts";
import { dayByKey } from "./day-keys.ts";
import { MonthGrid, WeekdayRow } from "./month-grid.tsx";
import { monthsNear, monthTops } from "./month-tops.ts";

/** Above the first month, as the style sheet has it. */
const marginPx = 12;
/** How far is scrolled before months come and go. */
const stepPx = 200;

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

/** All months one below the other; only those near the view are there. */
export function RangeCalendar(props: Props): ComponentChild {
  const { range, first, last, locale, ctx } = props;
  const [start, end] = range;
  const [focused, setFocused] = useState(() => clampDate(start ?? props.today, first, last));
  const list = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  const weekday = firstWeekday(locale);
  const heading = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric" });
  const tops = useMemo(() => monthTops(first, last, weekday), [+first, +last, weekday]);
  const [top, setTop] = useState(() => tops[monthsBetween(first, focused)] ?? 0);
  const near = monthsNear(tops, top, list.current?.clientHeight ?? window.innerHeight);
  const goTo = (month: number) => {
    if (month > near.from && month < near.to) return;
    if (list.current) list.current.scrollTop = (tops[month] ?? 0) + marginPx;
    setTop(tops[month] ?? 0);
  };
  useLayoutEffect(() => {
    if (list.current) list.current.scrollTop = top + marginPx;
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
    const day = clampDate(next, first, last);
    setFocused(day);
    goTo(monthsBetween(first, day));
  };
  return (
    <>
      <WeekdayRow locale={locale} firstWeekday={weekday} />
      <div
        ref={list}
        class="fl-range-months"
        onScroll={({ currentTarget: { scrollTop } }) => {
          if (Math.abs(scrollTop - top) > stepPx) setTop(scrollTop);
        }}
      >
        <div style={{ height: `${tops[near.from]}px` }} />
        {Array.from({ length: near.to - near.from }, (_, place) => {
          const index = near.from + place;
          const month = monthFrom(first, index);
          return (
            <section
              key={index}
              class="fl-range-month"
              style={{ height: `${(tops[index + 1] ?? 0) - (tops[index] ?? 0)}px` }}
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
        <div style={{ height: `${(tops.at(-1) ?? 0) - (tops[near.to] ?? 0)}px` }} />
      </div>
    </>
  );
}

function rangeClass(day: Date, start: Date | undefined, end: Date | undefined): string {
  if (!start || !end || +start === +end || day < start || day > end) return "";
  if (sameDay(day, start)) return " fl-in-range fl-range-start";
  return sameDay(day, end) ? " fl-in-range fl-range-end" : " fl-in-range";
}
