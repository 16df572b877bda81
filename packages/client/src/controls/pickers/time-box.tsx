import type { ComponentChild } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface Props {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly least: number;
  readonly padded: boolean;
  /** The hand of the dial shows this one. */
  readonly active: boolean;
  /** Figures are typed instead of pointed at. */
  readonly typed: boolean;
  readonly onSelect: () => void;
  readonly onChange: (value: number) => void;
  readonly onText: (text: string) => void;
}

/** The hour or the minute in large figures: arrow keys step, figures can be typed. */
export function TimeBox(props: Props): ComponentChild {
  const { label, value, most, least, active, typed, padded } = props;
  const input = useRef<HTMLInputElement>(null);
  const text = padded ? String(value).padStart(2, "0") : String(value);
  useEffect(() => {
    if (input.current && document.activeElement !== input.current) input.current.value = text;
  }, [text]);
  const step = (change: number) => {
    const span = most - least + 1;
    props.onChange(((value - least + change + span) % span) + least);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const change = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (change === 0) return;
    event.preventDefault();
    step(change);
    if (input.current) input.current.value = String(value + change);
  };
  if (typed)
    return (
      <label class="fl-time-typed">
        <input
          ref={input}
          class="fl-time-box"
          inputMode="numeric"
          maxLength={2}
          aria-label={label}
          defaultValue={text}
          onKeyDown={onKeyDown}
          onFocus={(event) => {
            props.onSelect();
            event.currentTarget.select();
          }}
          onInput={(event) => props.onText(event.currentTarget.value)}
        />
        <span class="fl-type fl-body-small">{label}</span>
      </label>
    );
  return (
    <button
      type="button"
      class={`fl-time-box${active ? " fl-chosen" : ""}`}
      aria-label={`${label} ${text}`}
      aria-pressed={active}
      onKeyDown={onKeyDown}
      onClick={props.onSelect}
    >
      {text}
    </button>
  );
}
