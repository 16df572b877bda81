import type { ComponentChild } from "preact";
import { useEffect, useState } from "preact/hooks";
import {
  clampDate,
  dateOf,
  dayOf,
  figuresHint,
  figuresOf,
  localeOf,
  parseDate,
} from "../../values/calendar.ts";
import { colorOf } from "../../values/color.ts";
import { definedCss } from "../../values/defined-css.ts";
import { edgesOf } from "../../values/edges.ts";
import { choiceOf, numberOf, textOf } from "../../values/scalars.ts";
import { useClient } from "../../view/client-context.ts";
import type { ControlMap } from "../../view/control-map.ts";
import type { ControlProps } from "../../view/registry.ts";
import { inputModeOf } from "../input-attributes.ts";
import { Modal } from "../modal.tsx";
import { Calendar } from "./calendar.tsx";
import { DateField } from "./date-field.tsx";
import { ModeButton } from "./mode-button.tsx";
import { PickerActions } from "./picker-actions.tsx";
import { pickerIcons } from "./picker-icons.ts";
import { usePicker } from "./use-picker.ts";

const modes = ["calendar", "input", "calendarOnly", "inputOnly"] as const;

/** A dialog to choose a day in, from a calendar or in figures. */
export function DatePicker({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const { opening, choose } = usePicker(node);
  const locale = localeOf(node.locale, client.locales);
  const { first, last, today } = limitsOf(node);
  const mode = choiceOf(node.entry_mode, modes, "calendar");
  const isInput = mode.startsWith("input");
  const [value, setValue] = useState<Date>();
  const [text, setText] = useState("");
  const [error, setError] = useState<string>();
  const [round, setRound] = useState(0);
  const open = opening.phase === "open";
  useEffect(() => {
    if (!open) return;
    const start = dateOf(node.value);
    setValue(start && dayOf(clampDate(start, first, last)));
    setText(start ? figuresOf(start, locale) : "");
    setError(undefined);
    setRound((count) => count + 1);
  }, [open]);
  const confirm = () => {
    if (!isInput) return value ? choose({ value }, value) : opening.close();
    const typed = parseDate(text, locale);
    if (!typed) return setError(textOf(node.error_format_text) ?? "Invalid format.");
    if (typed < dayOf(first) || typed > last)
      return setError(textOf(node.error_invalid_text) ?? "Out of range.");
    choose({ value: typed }, typed);
  };
  const switchMode = () => {
    const entry_mode = isInput ? "calendar" : "input";
    if (!isInput && value) setText(figuresOf(value, locale));
    client.update(node, { entry_mode });
    client.trigger(node, "entry_mode_change", { entry_mode });
  };
  const titleId = `fl-title-${node._i}`;
  const inset = edgesOf(node.inset_padding);
  const shown = isInput ? (parseDate(text, locale) ?? value) : value;
  return (
    <Modal
      opening={opening}
      frame={frame}
      name={{ "aria-labelledby": titleId }}
      class={`fl-picker fl-date-picker${isInput ? " fl-picker-input" : ""}`}
      style={definedCss({
        "--fl-barrier": colorOf(node.barrier_color),
        "--fl-inset-inline": inset && `${inset.left + inset.right}px`,
        "--fl-inset-block": inset && `${inset.top + inset.bottom}px`,
      })}
      dismissible={node.modal !== true}
      takesFocus
    >
      <div class="fl-picker-head">
        <div id={titleId} class="fl-type fl-label-large">
          {textOf(node.help_text) ?? "Select date"}
        </div>
        <div class="fl-picker-title fl-type fl-headline-large" aria-live="polite">
          {shown ? titleOf(shown, locale) : "Select date"}
        </div>
        {!mode.endsWith("Only") && (
          <ModeButton
            label={isInput ? "Switch to calendar" : "Switch to input"}
            icon={
              isInput
                ? (numberOf(node.switch_to_calendar_icon) ?? pickerIcons.calendar)
                : (numberOf(node.switch_to_input_icon) ?? pickerIcons.edit)
            }
            ctx={ctx}
            onClick={switchMode}
          />
        )}
      </div>
      <div class="fl-picker-body">
        {isInput ? (
          <DateField
            key={round}
            id={`fl-date-${node._i}`}
            label={textOf(node.field_label_text) ?? "Enter Date"}
            inputMode={inputModeOf(node)}
            hint={textOf(node.field_hint_text) ?? figuresHint(locale)}
            text={text}
            error={error}
            autofocus
            onInput={(typed) => {
              setText(typed);
              setError(undefined);
            }}
            onEnter={confirm}
          />
        ) : (
          <Calendar
            key={round}
            value={value}
            today={today}
            first={first}
            last={last}
            startsWithYears={textOf(node.date_picker_mode)?.toLowerCase() === "year"}
            locale={locale}
            ctx={ctx}
            onChoose={setValue}
          />
        )}
        <PickerActions node={node} onCancel={opening.close} onConfirm={confirm} />
      </div>
    </Modal>
  );
}

/** First and last day to choose, and the day that is marked as today. */
export function limitsOf(node: ControlMap) {
  return {
    first: dateOf(node.first_date) ?? new Date(1900, 0, 1),
    last: dateOf(node.last_date) ?? new Date(2050, 0, 1),
    today: dateOf(node.current_date) ?? new Date(),
  };
}

function titleOf(date: Date, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    weekday: "short",
    month: "short",
    day: "numeric",
  });
  return format.format(date);
}
