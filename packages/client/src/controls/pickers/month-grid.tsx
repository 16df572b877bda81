import type { ComponentChild } from "preact";
import { dayFrom, monthLength, monthOffset, sameDay } from "../../values/calendar.ts";

interface Props {
  /** Any day of the month. */
  readonly month: Date;
  readonly locale: string;
  readonly firstWeekday: number;
  readonly today: Date;
  /** Extra classes of a day: chosen, within a range. */
  readonly classOf: (day: Date) => string;
  readonly isSelected: (day: Date) => boolean;
  readonly isEnabled: (day: Date) => boolean;
  /** The day that the Tab key goes to. */
  readonly focusable: Date | undefined;
  readonly onChoose: (day: Date) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The days of one month, a week in each row. */
export function MonthGrid(props: Props): ComponentChild {
  const { month, locale } = props;
  const offset = monthOffset(month, props.firstWeekday);
  const weeks = Math.ceil((offset + monthLength(month)) / 7);
  const label = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric" }).format(month);
  const first = new Date(month.getFullYear(), month.getMonth(), 1);
  const full = new Intl.DateTimeFormat(locale, { dateStyle: "full" });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a grid that is moved in, not a table to read
    <div class="fl-month" role="grid" aria-label={label} onKeyDown={props.onKeyDown}>
      {Array.from({ length: weeks }, (_, week) => (
        // biome-ignore lint/a11y/useSemanticElements: a row of a grid, not of a table
        // biome-ignore lint/a11y/useFocusableInteractive: the days have the focus
        <div key={week} class="fl-week" role="row">
          {Array.from({ length: 7 }, (_, column) => {
            const day = dayFrom(first, week * 7 + column - offset);
            const outside = day.getMonth() !== month.getMonth();
            return outside ? (
              <span key={column} />
            ) : (
              <Day key={column} {...props} day={day} name={full.format(day)} />
            );
          })}
        </div>
      ))}
    </div>
  );
}

interface DayProps extends Props {
  readonly day: Date;
  readonly name: string;
}

function Day({ day, name, ...props }: DayProps): ComponentChild {
  const selected = props.isSelected(day);
  const enabled = props.isEnabled(day);
  const today = sameDay(day, props.today) ? " fl-today" : "";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a cell of a grid that is a button
    <button
      type="button"
      role="gridcell"
      class={`fl-day${today}${selected ? " fl-chosen" : ""}${props.classOf(day)}`}
      data-day={day.getTime()}
      aria-label={name}
      aria-selected={selected}
      {...(today ? { "aria-current": "date" as const } : {})}
      tabIndex={sameDay(day, props.focusable) ? 0 : -1}
      disabled={!enabled}
      onClick={() => props.onChoose(day)}
    >
      <span>{day.getDate()}</span>
    </button>
  );
}

/** The letters of the days above the grid. */
export function WeekdayRow({
  locale,
  firstWeekday,
}: Pick<Props, "locale" | "firstWeekday">): ComponentChild {
  const format = new Intl.DateTimeFormat(locale, { weekday: "narrow" });
  return (
    <div class="fl-week fl-weekdays" aria-hidden="true">
      {Array.from({ length: 7 }, (_, column) => (
        // The second of January 2000 was a Sunday.
        <span key={column}>{format.format(new Date(2000, 0, 2 + firstWeekday + column))}</span>
      ))}
    </div>
  );
}
