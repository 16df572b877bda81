import type { ComponentChild } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
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
import { ModeButton } from "./mode-button.tsx";
import { MonthGrid, WeekdayRow } from "./month-grid.tsx";
import { pickerIcons } from "./picker-icons.ts";
import { YearGrid } from "./year-grid.tsx";

interface Props {
  readonly value: Date | undefined;
  readonly today: Date;
  readonly first: Date;
  readonly last: Date;
  readonly startsWithYears: boolean;
  readonly locale: string;
  readonly ctx: LayoutContext;
  readonly onChoose: (day: Date) => void;
}

/** A month to choose a day of, with ways to other months and years. */
export function Calendar(props: Props): ComponentChild {
  const { value, first, last, locale, ctx } = props;
  const [years, setYears] = useState(props.startsWithYears);
  const [focused, setFocused] = useState(() => clampDate(value ?? props.today, first, last));
  const box = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    box.current?.querySelector<HTMLElement>(`[data-day="${+dayOf(focused)}"]`)?.focus();
  }, [focused]);
  const turn = (months: number) => setFocused(clampDate(monthFrom(focused, months), first, last));
  const heading = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric" });
  const month = heading.format(focused);
  return (
    <div ref={box} class="fl-calendar">
      <div class="fl-calendar-head">
        <button
          type="button"
          class="fl-calendar-switch fl-type fl-title-small"
          aria-label={`${month}, ${years ? "choose a day" : "choose a year"}`}
          aria-expanded={years}
          onClick={() => setYears(!years)}
        >
          {month}
        </button>
        {!years && (
          <>
            <ModeButton
              label="Previous month"
              icon={pickerIcons.chevronLeft}
              ctx={ctx}
              disabled={monthsBetween(first, focused) <= 0}
              onClick={() => turn(-1)}
            />
            <ModeButton
              label="Next month"
              icon={pickerIcons.chevronRight}
              ctx={ctx}
              disabled={monthsBetween(focused, last) <= 0}
              onClick={() => turn(1)}
            />
          </>
        )}
      </div>
      {years ? (
        <YearGrid
          selected={focused.getFullYear()}
          first={first.getFullYear()}
          last={last.getFullYear()}
          today={props.today.getFullYear()}
          onChoose={(year) => {
            const day = new Date(year, focused.getMonth(), 1);
            setFocused(clampDate(day, first, last));
            setYears(false);
          }}
        />
      ) : (
        <div class="fl-calendar-days">
          <WeekdayRow locale={locale} firstWeekday={firstWeekday(locale)} />
          <MonthGrid
            month={focused}
            locale={locale}
            firstWeekday={firstWeekday(locale)}
            today={props.today}
            focusable={focused}
            classOf={() => ""}
            isSelected={(day) => sameDay(day, value)}
            isEnabled={(day) => day >= dayOf(first) && day <= last}
            onChoose={(day) => {
              setFocused(day);
              props.onChoose(day);
            }}
            onKeyDown={(event) => {
              const next = dayByKey(event, focused, ctx.rtl);
              if (!next) return;
              event.preventDefault();
              moved.current = true;
              setFocused(clampDate(next, first, last));
            }}
          />
        </div>
      )}
      {years && <hr class="fl-calendar-line" />}
    </div>
  );
}
