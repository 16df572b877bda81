import type { ComponentChild } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface Props {
  readonly selected: number;
  readonly first: number;
  readonly last: number;
  readonly today: number;
  readonly onChoose: (year: number) => void;
}

const least = 18;

/** The years of a calendar in three columns; few of them have years around that cannot be chosen. */
export function YearGrid({ selected, first, last, today, onChoose }: Props): ComponentChild {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>(".fl-chosen");
    if (list.current && chosen && first + least < last)
      list.current.scrollTop = chosen.offsetTop - list.current.clientHeight / 2;
  }, []);
  const count = last - first + 1;
  const from = count < least ? first - Math.floor((least - count) / 2) : first;
  return (
    <div ref={list} class="fl-years" role="listbox" aria-label="Year">
      {Array.from({ length: Math.max(count, least) }, (_, index) => {
        const year = from + index;
        return (
          <button
            key={year}
            type="button"
            role="option"
            aria-selected={year === selected}
            class={`fl-year${year === selected ? " fl-chosen" : ""}${year === today ? " fl-today" : ""}`}
            disabled={year < first || year > last}
            onClick={() => onChoose(year)}
          >
            <span>{year}</span>
          </button>
        );
      })}
    </div>
  );
}
