import * as ft from "@flotilla/sdk";
import { section } from "./section.ts";

/** Fields and what is switched and dragged. */
export function inputs(): ft.Control[] {
  const disabled = true;
  const width = 260;
  const options = ["Red", "Green", "Blue"].map((text) => ft.DropdownOption({ key: text, text }));
  const radios = (off: boolean) =>
    ft.RadioGroup({
      value: "a",
      disabled: off,
      content: ft.Row([
        ft.Radio({ value: "a", label: "First" }),
        ft.Radio({ value: "b", label: "Second" }),
      ]),
    });
  return [
    section("Fields", [
      ft.TextField({ label: "Label", width }),
      ft.TextField({ label: "Filled", filled: true, value: "Value", width }),
      ft.TextField({ label: "Underlined", border: ft.InputBorder.UNDERLINE, width }),
      ft.TextField({ label: "Hint", hintText: "you@example.org", width }),
      ft.TextField({ label: "Help", helper: "What it is for", width }),
      ft.TextField({ label: "Wrong", value: "x", error: "This is wrong", width }),
      ft.TextField({ label: "Secret", password: true, canRevealPassword: true, value: "x", width }),
      ft.TextField({ label: "Lines", multiline: true, minLines: 2, value: "One\nTwo", width }),
      ft.TextField({ label: "Counted", maxLength: 10, value: "four", width }),
      ft.TextField({ label: "Only to read", readOnly: true, value: "Fixed", width }),
      ft.TextField({ label: "Disabled", disabled, value: "Off", width }),
    ]),
    section("Choices", [
      ft.Dropdown({ label: "Color", options, value: "Green", width }),
      ft.Dropdown({ label: "To type in", options, editable: true, width }),
      ft.Dropdown({ label: "Disabled color", options, disabled, width }),
      ft.DropdownM2({
        label: "Older color",
        options: ["Red", "Green"].map((text) => ft.dropdownm2.Option({ key: text, text })),
        value: "Red",
        width,
      }),
      ft.AutoComplete({
        suggestions: ["Red", "Green"].map((value) =>
          ft.AutoCompleteSuggestion({ key: value.toLowerCase(), value }),
        ),
        tooltip: "Color by name",
        width,
      }),
      ft.SearchBar({ barHintText: "Search", width }),
      ft.AutofillGroup(
        ft.Column([
          ft.TextField({ label: "User", autofillHints: [ft.AutofillHint.USERNAME], width }),
          ft.TextField({ label: "Mail", autofillHints: [ft.AutofillHint.EMAIL], width }),
        ]),
      ),
    ]),
    section("Switched", [
      ft.Checkbox({ label: "Off" }),
      ft.Checkbox({ label: "On", value: true }),
      ft.Checkbox({ label: "Between", tristate: true, value: null }),
      ft.Checkbox({ label: "Wrong", error: true }),
      ft.Checkbox({ label: "Disabled", value: true, disabled }),
      ft.Switch({ label: "Switched off" }),
      ft.Switch({ label: "Switched on", value: true }),
      ft.Switch({ label: "Switch disabled", disabled }),
      radios(false),
      radios(disabled),
    ]),
    section("Dragged", [
      ft.Slider({ value: 0.3, width, tooltip: "Share" }),
      ft.Slider({ value: 4, max: 10, divisions: 10, label: "{value}", width, tooltip: "Amount" }),
      ft.Slider({ value: 0.3, width, disabled, tooltip: "Disabled share" }),
      ft.RangeSlider({ startValue: 0.2, endValue: 0.7, width, tooltip: "Part" }),
    ]),
  ];
}
