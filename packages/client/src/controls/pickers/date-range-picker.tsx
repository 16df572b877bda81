import { Extension } from "@flotilla/protocol";
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
import { choiceOf, numberOf, textOf } from "../../values/scalars.ts";
import { useClient } from "../../view/client-context.ts";
import type { ControlProps } from "../../view/registry.ts";
import { inputModeOf } from "../input-attributes.ts";
import { Modal } from "../modal.tsx";
import { DateField } from "./date-field.tsx";
import { limitsOf } from "./date-picker.tsx";
import { ModeButton } from "./mode-button.tsx";
import { PickerActions } from "./picker-actions.tsx";
import { pickerIcons } from "./picker-icons.ts";
import { RangeCalendar } from "./range-calendar.tsx";
import { usePicker } from "./use-picker.ts";

const modes = ["calendar", "input", "calendarOnly", "inputOnly"] as const;
// Flet's client sends its range of dates as an object without encoding.
const rangeData = new Extension(0, "");

/** A page to choose the first and the last day of a range on. */
export function DateRangePicker({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const { opening, choose } = usePicker(node);
  const locale = localeOf(node.locale, client.locales);
  const { first, last, today } = limitsOf(node);
  const mode = choiceOf(node.entry_mode, modes, "calendar");
  const isInput = mode.startsWith("input");
  const [range, setRange] = useState<readonly Date[]>([]);
  const [texts, setTexts] = useState(["", ""]);
  const [error, setError] = useState<string>();
  const [round, setRound] = useState(0);
  const open = opening.phase === "open";
  useEffect(() => {
    if (!open) return;
    const days = [node.start_value, node.end_value].flatMap((value) => {
      const date = dateOf(value);
      return date ? dayOf(clampDate(date, first, last)) : [];
    });
    setRange(days);
    setTexts([0, 1].map((at) => (days[at] ? figuresOf(days[at], locale) : "")));
    setError(undefined);
    setRound((count) => count + 1);
  }, [open]);
  const save = (days: readonly (Date | undefined)[]) => {
    const [start_value, end_value] = days;
    if (start_value && end_value) choose({ start_value, end_value }, rangeData);
  };
  const confirm = () => {
    const days = texts.map((text) => parseDate(text, locale));
    const [start, end] = days;
    if (!start || !end) return setError(textOf(node.error_format_text) ?? "Invalid format.");
    if (start < dayOf(first) || end > last)
      return setError(textOf(node.error_invalid_text) ?? "Out of range.");
    if (start > end) return setError(textOf(node.error_invalid_range_text) ?? "Invalid range.");
    save(days);
  };
  const switchMode = () => {
    if (!isInput) setTexts([0, 1].map((at) => (range[at] ? figuresOf(range[at], locale) : "")));
    client.update(node, { entry_mode: isInput ? "calendar" : "input" });
  };
  const titleId = `fl-title-${node._i}`;
  const switchButton = !mode.endsWith("Only") && (
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
  );
  const title = (
    <div id={titleId} class="fl-type fl-label-large">
      {textOf(node.help_text) ?? "Select range"}
    </div>
  );
  const labels = [
    textOf(node.field_start_label_text) ?? "Start Date",
    textOf(node.field_end_label_text) ?? "End Date",
  ];
  const hints = [node.field_start_hint_text, node.field_end_hint_text];
  return (
    <Modal
      opening={opening}
      frame={frame}
      name={{ "aria-labelledby": titleId }}
      class={isInput ? "fl-picker fl-date-picker fl-picker-input" : "fl-picker fl-range-picker"}
      style={definedCss({ "--fl-barrier": colorOf(node.barrier_color) })}
      dismissible={node.modal !== true}
      takesFocus
    >
      {isInput ? (
        <>
          <div class="fl-picker-head">
            {title}
            <div class="fl-picker-title fl-type fl-headline-medium">{rangeText(range, locale)}</div>
            {switchButton}
          </div>
          <div class="fl-picker-body">
            <div class="fl-picker-pair">
              {labels.map((label, at) => (
                <DateField
                  key={`${label} ${round}`}
                  id={`fl-date-${node._i}-${at}`}
                  label={label}
                  inputMode={inputModeOf(node)}
                  hint={textOf(hints[at]) ?? figuresHint(locale)}
                  text={texts[at] ?? ""}
                  error={error}
                  autofocus={at === 0}
                  onInput={(text) => {
                    setTexts(texts.map((old, index) => (index === at ? text : old)));
                    setError(undefined);
                  }}
                  onEnter={confirm}
                />
              ))}
            </div>
            <PickerActions node={node} onCancel={opening.close} onConfirm={confirm} />
          </div>
        </>
      ) : (
        <>
          <div class="fl-range-bar">
            <ModeButton label="Close" icon={pickerIcons.close} ctx={ctx} onClick={opening.close} />
            <button
              type="button"
              class="fl-button fl-plain fl-type fl-label-large"
              disabled={range.length < 2}
              onClick={() => save(range)}
            >
              {textOf(node.save_text) ?? "Save"}
            </button>
          </div>
          <div class="fl-range-head">
            {title}
            <div class="fl-type fl-title-large">{rangeText(range, locale)}</div>
            {switchButton}
          </div>
          <RangeCalendar
            key={round}
            range={range}
            today={today}
            first={first}
            last={last}
            locale={locale}
            ctx={ctx}
            onChange={setRange}
          />
        </>
      )}
    </Modal>
  );
}

function rangeText([start, end]: readonly Date[], locale: string): string {
  const sameYear = start?.getFullYear() === end?.getFullYear();
  const text = (date: Date | undefined, missing: string, withYear: boolean) =>
    date
      ? new Intl.DateTimeFormat(locale, {
          month: "short",
          day: "numeric",
          ...(withYear ? { year: "numeric" as const } : {}),
        }).format(date)
      : missing;
  return `${text(start, "Start Date", !sameYear && end !== undefined)} – ${text(end, "End Date", true)}`;
}
