import * as ft from "@flotilla/sdk";
import { section } from "./section.ts";

const nothing = () => {};

/** The controls that look as on Apple's devices. */
export function cupertino(): ft.Control[] {
  const disabled = true;
  const width = 300;
  const words = ["Day", "Week", "Month"].map((text) => ft.Text(text));
  return [
    section("Buttons", [
      ft.CupertinoButton("Plain", { onClick: nothing }),
      ft.CupertinoFilledButton("Filled", { onClick: nothing }),
      ft.CupertinoTintedButton("Tinted", { onClick: nothing }),
      ft.CupertinoButton("Disabled", { disabled }),
    ]),
    section("Inputs", [
      ft.CupertinoTextField({ placeholderText: "Placeholder", value: "Value", width }),
      ft.CupertinoCheckbox({ label: "Box", value: true }),
      ft.CupertinoSwitch({ label: "Switch", value: true }),
      ft.RadioGroup({
        value: "a",
        content: ft.Row([
          ft.CupertinoRadio({ value: "a", label: "First" }),
          ft.CupertinoRadio({ value: "b", label: "Second" }),
        ]),
      }),
      ft.CupertinoSlider({ value: 0.4, width, tooltip: "Share" }),
      ft.CupertinoActivityIndicator({ tooltip: "Busy" }),
    ]),
    section("Segments and tiles", [
      ft.Container(ft.CupertinoSegmentedButton(words.slice(), { selectedIndex: 1 }), { width }),
      ft.Container(
        ft.CupertinoSlidingSegmentedButton(
          ["One", "Two"].map((text) => ft.Text(text)),
          { selectedIndex: 0 },
        ),
        { width },
      ),
      ft.Container(ft.CupertinoListTile({ title: "Tile", subtitle: "More", onClick: nothing }), {
        width,
      }),
    ]),
    section("Wheels", [
      ft.Container(
        ft.CupertinoPicker(
          ["Red", "Green", "Blue"].map((text) => ft.Text(text)),
          { itemExtent: 32, selectedIndex: 1 },
        ),
        { width, height: 160 },
      ),
      ft.Container(ft.CupertinoDatePicker({ value: new Date("2030-05-06T09:30:00Z") }), {
        width,
        height: 160,
      }),
      ft.Container(ft.CupertinoTimerPicker(), { width, height: 160 }),
    ]),
    section("Held", [
      ft.CupertinoContextMenu(ft.Text("Hold me"), [
        ft.CupertinoContextMenuAction("Copy", { onClick: nothing }),
        ft.CupertinoContextMenuAction("Remove", { destructive: true, onClick: nothing }),
      ]),
    ]),
    section("Sheet", [
      ft.Container(
        ft.CupertinoActionSheet({
          title: "Title",
          message: "Message",
          actions: [ft.CupertinoActionSheetAction("Act", { onClick: nothing })],
          cancel: ft.CupertinoActionSheetAction("Leave", { onClick: nothing }),
        }),
        { width },
      ),
    ]),
  ];
}
