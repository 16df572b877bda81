import * as ft from "@flotilla/sdk";
import { section } from "./section.ts";

/** Dialogs, sheets, bars and pickers, each behind the button that shows it. */
export function overlays(page: ft.Page): ft.Control[] {
  const close = () => page.popDialog();
  const actions = () => [ft.TextButton("Done", { onClick: close })];
  const value = new Date("2030-05-06T00:00:00Z");
  const sheet = () =>
    ft.Container(ft.Column([ft.Text("A sheet"), ...actions()], { tight: true }), { padding: 24 });
  const made: Record<string, () => ft.DialogControl> = {
    Dialog: () =>
      ft.AlertDialog({ title: "Question", content: ft.Text("Yes or no?"), actions: actions() }),
    Sheet: () => ft.BottomSheet(sheet()),
    "Cupertino sheet": () => ft.CupertinoBottomSheet(sheet(), { height: 160 }),
    "Snack bar": () => ft.SnackBar("Saved", { action: "Undo" }),
    Banner: () => ft.Banner({ content: ft.Text("No connection"), actions: actions() }),
    Date: () => ft.DatePicker({ value }),
    "Date range": () =>
      ft.DateRangePicker({
        startValue: value,
        endValue: value,
        firstDate: new Date("2030-01-01T00:00:00Z"),
        lastDate: new Date("2030-12-31T00:00:00Z"),
      }),
    Time: () => ft.TimePicker({ value: new ft.TimeOfDay(9, 30) }),
    "Cupertino dialog": () =>
      ft.CupertinoAlertDialog({
        title: "Question",
        content: ft.Text("Yes or no?"),
        actions: [ft.CupertinoDialogAction("Done", { onClick: close })],
      }),
  };
  const drawer = (place: "drawer" | "endDrawer") => {
    page[place] = ft.NavigationDrawer([
      ft.NavigationDrawerDestination("Fleet", { icon: ft.Icons.DIRECTIONS_BOAT }),
      ft.NavigationDrawerDestination("Crew", { icon: ft.Icons.PEOPLE }),
    ]);
  };
  drawer("drawer");
  drawer("endDrawer");
  return [
    section(
      "Shown on demand",
      Object.entries(made).map(([name, make]) =>
        ft.Button(name, { onClick: () => page.showDialog(make()) }),
      ),
    ),
    section("Drawers", [
      ft.Button("Drawer", { onClick: () => page.showDrawer() }),
      ft.Button("End drawer", { onClick: () => page.showEndDrawer() }),
    ]),
  ];
}
