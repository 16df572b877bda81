import type { ComponentChild } from "preact";
import { useEffect, useState } from "preact/hooks";
import { localeOf } from "../../values/calendar.ts";
import { colorOf } from "../../values/color.ts";
import { definedCss } from "../../values/defined-css.ts";
import { choiceOf, mapOf, numberOf, textOf } from "../../values/scalars.ts";
import { counts24, type TimeOfDay, timeOf, wireTime } from "../../values/time-of-day.ts";
import { type ClientContext, useClient } from "../../view/client-context.ts";
import type { ControlMap } from "../../view/control-map.ts";
import type { ControlProps } from "../../view/registry.ts";
import { useControl } from "../../view/use-control.ts";
import { Modal } from "../modal.tsx";
import { ClockDial } from "./clock-dial.tsx";
import { ModeButton } from "./mode-button.tsx";
import { PickerActions } from "./picker-actions.tsx";
import { pickerIcons } from "./picker-icons.ts";
import { TimeBox } from "./time-box.tsx";
import { usePicker } from "./use-picker.ts";

const modes = ["dial", "input", "dialOnly", "inputOnly"] as const;
const pageId = 1;

/** A dialog to choose a time of the day in, from a dial or in figures. */
export function TimePicker({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const { opening, choose } = usePicker(node);
  const page = useControl(pageId);
  const long = isLong(node, client, mapOf(page?.media)?.always_use_24_hour_format === true);
  const mode = choiceOf(node.entry_mode, modes, "dial");
  const typed = mode.startsWith("input");
  const [time, setTime] = useState<TimeOfDay>({ hour: 0, minute: 0 });
  const [unit, setUnit] = useState<"hour" | "minute">("hour");
  const [wrong, setWrong] = useState(false);
  const { hour, minute } = time;
  const open = opening.phase === "open";
  useEffect(() => {
    if (!open) return;
    const now = new Date();
    setTime(timeOf(node.value) ?? { hour: now.getHours(), minute: now.getMinutes() });
    setUnit("hour");
    setWrong(false);
  }, [open]);
  const afternoon = hour >= 12;
  const setHour = (next: number) =>
    setTime({ minute, hour: long ? next : (next % 12) + (afternoon ? 12 : 0) });
  const setHalf = (late: boolean) => setTime({ minute, hour: (hour % 12) + (late ? 12 : 0) });
  const type = (text: string, least: number, most: number, set: (value: number) => void) => {
    const value = /^\d{1,2}$/.test(text) ? Number(text) : -1;
    setWrong(value < least || value > most);
    if (value >= least && value <= most) set(value);
  };
  const switchMode = () => {
    const entry_mode = typed ? "dial" : "input";
    client.update(node, { entry_mode });
    client.trigger(node, "entry_mode_change", { entry_mode });
  };
  const [least, most] = long ? [0, 23] : [1, 12];
  const titleId = `fl-title-${node._i}`;
  const error = textOf(node.error_invalid_text) ?? "Enter a valid time";
  return (
    <Modal
      opening={opening}
      frame={frame}
      name={{ "aria-labelledby": titleId }}
      class={`fl-picker fl-time-picker${typed ? " fl-picker-input" : ""}${long ? " fl-time-long" : ""}${isWide(node, typed) ? " fl-time-wide" : ""}`}
      style={definedCss({ "--fl-barrier": colorOf(node.barrier_color) })}
      dismissible={node.modal !== true}
      takesFocus
    >
      <div class="fl-time-head">
        <div id={titleId} class="fl-type fl-label-medium">
          {textOf(node.help_text) ?? (typed ? "Enter time" : "Select time")}
        </div>
        <div class="fl-time-figures">
          <TimeBox
            label={textOf(node.hour_label_text) ?? "Hour"}
            value={long ? hour : hour % 12 || 12}
            least={least}
            most={most}
            padded={long}
            active={unit === "hour"}
            typed={typed}
            onSelect={() => setUnit("hour")}
            onChange={setHour}
            onText={(text) => type(text, least, most, setHour)}
          />
          <span class="fl-time-colon" aria-hidden="true" />
          <TimeBox
            label={textOf(node.minute_label_text) ?? "Minute"}
            value={minute}
            least={0}
            most={59}
            padded
            active={unit === "minute"}
            typed={typed}
            onSelect={() => setUnit("minute")}
            onChange={(next) => setTime({ hour, minute: next })}
            onText={(text) => type(text, 0, 59, (next) => setTime({ hour, minute: next }))}
          />
          {!long && (
            <div class="fl-time-half">
              <button type="button" aria-pressed={!afternoon} onClick={() => setHalf(false)}>
                AM
              </button>
              <button type="button" aria-pressed={afternoon} onClick={() => setHalf(true)}>
                PM
              </button>
            </div>
          )}
        </div>
        {wrong && (
          <div class="fl-picker-error" role="alert">
            {error}
          </div>
        )}
      </div>
      {!typed && (
        <ClockDial
          unit={unit}
          value={unit === "hour" ? hour : minute}
          counts24={long}
          onTurn={(value) =>
            setTime(unit === "hour" ? { minute, hour: value } : { hour, minute: value })
          }
          onRelease={() => setUnit("minute")}
        />
      )}
      <PickerActions
        node={node}
        onCancel={opening.close}
        onConfirm={() => {
          if (!wrong) choose({ value: wireTime(time) }, wireTime(time));
        }}
      >
        {!mode.endsWith("Only") && (
          <ModeButton
            label={typed ? "Switch to dial picker mode" : "Switch to text input mode"}
            icon={
              typed
                ? (numberOf(node.switch_to_timer_icon) ?? pickerIcons.clock)
                : (numberOf(node.switch_to_input_icon) ?? pickerIcons.keyboard)
            }
            ctx={ctx}
            onClick={switchMode}
          />
        )}
      </PickerActions>
    </Modal>
  );
}

function isWide(node: ControlMap, typed: boolean): boolean {
  return !typed && textOf(node.orientation)?.toLowerCase() === "landscape";
}

/** Whether hours go to 24: as the control says, else the system, else the language. */
function isLong(node: ControlMap, client: ClientContext, always: boolean): boolean {
  const format = choiceOf(node.hour_format, ["system", "h12", "h24"], "system");
  if (format !== "system") return format === "h24";
  return always || counts24(localeOf(node.locale, client.locales));
}
