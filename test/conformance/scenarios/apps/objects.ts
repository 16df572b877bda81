import * as ft from "@flotilla/sdk";
import type { Scenario } from "../scenario.ts";

/** Value objects, maps, dates, client actions. */
export const objects: readonly Scenario[] = [
  {
    name: "nested_dataclass_props",
    main(page) {
      const style = ft.TextStyle({ size: 10, italic: true });
      const text = ft.Text("styled", { style });
      page.add(text);
      style.size = 30;
      style.weight = ft.FontWeight.W_600;
      text.update();
      text.style = ft.TextStyle({ color: "blue", decoration: ft.TextDecoration.UNDERLINE });
      text.update();
      text.style = null;
      text.update();
    },
  },
  {
    name: "dict_props",
    main(page) {
      const fonts: Record<string, string> = { Kanit: "fonts/Kanit.ttf" };
      page.fonts = fonts;
      const col: Record<string, number> = { xs: 12, md: 6 };
      const box = ft.Container(ft.Text("x"), { col });
      const button = ft.Button("b", {
        style: ft.ButtonStyle({
          bgcolor: { hovered: ft.Colors.RED, default: ft.Colors.BLUE },
          padding: ft.Padding.all(12),
        }),
      });
      page.add(ft.ResponsiveRow([box]), button);
      col.md = 4;
      col.lg = 3;
      delete col.xs;
      box.update();
      fonts.Open = "https://example.org/Open.ttf";
      page.update();
      button.style = ft.ButtonStyle({ bgcolor: { hovered: ft.Colors.GREEN } });
      button.update();
    },
  },
  {
    name: "quirk_enum_dict_keys",
    main(page) {
      const color: Record<string, string> = { default: "red", hovered: "blue" };
      const chip = ft.Chip(ft.Text("c"), { color });
      page.add(chip);
      color.default = "green";
      chip.update();
      color.selected = "black";
      delete color.hovered;
      chip.update();
    },
  },
  {
    name: "theme_props",
    main(page) {
      const scheme = ft.ColorScheme({ primary: "#112233" });
      page.theme = ft.Theme({
        colorSchemeSeed: ft.Colors.GREEN,
        visualDensity: ft.VisualDensity.COMPACT,
        colorScheme: scheme,
        pageTransitions: ft.PageTransitionsTheme({ android: ft.PageTransitionTheme.ZOOM }),
      });
      page.darkTheme = ft.Theme({ colorSchemeSeed: "teal" });
      page.themeMode = ft.ThemeMode.DARK;
      page.update();
      scheme.primary = "#445566";
      page.themeMode = ft.ThemeMode.SYSTEM;
      page.update();
    },
  },
  {
    name: "icons_and_colors",
    main(page) {
      page.add(
        ft.Icon(ft.Icons.FAVORITE, { color: "#80ff0000" }),
        ft.Icon(ft.CupertinoIcons.ADD, {
          color: ft.Colors.withOpacity(0.3, ft.Colors.ON_SURFACE),
        }),
        ft.IconButton(ft.Icons.ADD, {
          iconColor: ft.CupertinoColors.ACTIVE_BLUE,
          badge: ft.Badge({ label: "3" }),
          tooltip: ft.Tooltip("tip", { waitDuration: ft.Duration({ milliseconds: 500 }) }),
        }),
      );
    },
  },
  {
    name: "datetime_props",
    main(page) {
      const out = ft.Text("");
      const dates = ft.DatePicker({
        value: new Date("2024-05-06T07:08:09Z"),
        firstDate: new Date("2024-01-01T00:00:00+02:00"),
        lastDate: new Date("2025-12-31"),
        currentDate: new Date("2024-05-01"),
        onChange: (e) => {
          const { value } = e.control;
          out.value = `datetime ${value instanceof Date ? value.toISOString().replace(".000Z", "+00:00") : value}`;
        },
      });
      const times = ft.TimePicker({
        value: ft.TimeOfDay(13, 5),
        onChange: (e) => {
          out.value = `time ${e.control.value}:00`;
        },
      });
      page.add(out);
      page.showDialog(dates);
      page.showDialog(times);
    },
  },
  {
    name: "durations",
    main(page) {
      const out = ft.Text("");
      page.add(
        out,
        ft.Container(ft.Text("x"), {
          animateOpacity: 300,
          animate: ft.Animation({
            duration: ft.Duration({ seconds: 1, milliseconds: 500 }),
            curve: ft.AnimationCurve.EASE_IN,
          }),
        }),
        ft.CupertinoTimerPicker({
          value: ft.Duration({ minutes: 3 }),
          onChange: (e) => {
            const { value } = e.control;
            out.value = String(value instanceof ft.Duration ? value.inSeconds : value);
          },
        }),
      );
    },
  },
  {
    name: "form_field_borders",
    main(page) {
      const field = ft.TextField({ label: "a", border: ft.UnderlineInputBorder() });
      page.add(
        field,
        ft.TextField({ label: "b", border: ft.NoInputBorder() }),
        ft.TextField({
          label: "c",
          border: ft.OutlineInputBorder({ side: ft.BorderSide(2, "red"), borderRadius: 8 }),
        }),
        ft.Dropdown({
          border: {
            default: ft.OutlineInputBorder(),
            focused: ft.OutlineInputBorder({ side: ft.BorderSide(3, "blue") }),
          },
          options: [ft.DropdownOption("1")],
        }),
        ft.CupertinoTextField({ border: ft.NoInputBorder() }),
        ft.TextField({ label: "old", border: ft.InputBorder.UNDERLINE, borderColor: "green" }),
      );
      field.border = ft.OutlineInputBorder({ gapPadding: 8 });
      page.update();
      field.border = null;
      page.update();
    },
  },
  {
    name: "client_actions",
    main(page) {
      const log = ft.Text("");
      const picker = ft.FilePicker({
        onResult: (e) => {
          log.value = e.files.map((file) => file.name).join(",");
        },
      });
      page.add(
        log,
        ft.Button("open", {
          action: ft.OpenUrl("https://example.org/", { target: ft.UrlTarget.BLANK }),
        }),
        ft.TextButton("copy", {
          action: ft.CopyToClipboard("one"),
          onClick: () => {
            log.value = "copied";
          },
        }),
        ft.IconButton(ft.Icons.SHARE, { action: ft.ShareText("text", { subject: "about" }) }),
        ft.Button("pick", {
          action: ft.PickFiles(picker, {
            allowMultiple: true,
            allowedExtensions: ["txt"],
            fileType: ft.FilePickerFileType.CUSTOM,
          }),
        }),
        ft.Container(ft.Text("both"), {
          action: [ft.CopyToClipboard("two"), ft.OpenUrl("https://example.org/2")],
        }),
        ft.Text({ spans: [ft.TextSpan("span", { action: ft.OpenUrl("/relative") })] }),
      );
    },
  },
  {
    name: "client_action_update",
    main(page) {
      const button = ft.OutlinedButton("go", { action: ft.CopyToClipboard("one") });
      page.add(button);
      button.action = ft.CopyToClipboard("two");
      page.update();
      const actions: ft.ClientAction[] = [ft.OpenUrl("https://example.org/")];
      button.action = actions;
      page.update();
      actions.push(ft.CopyToClipboard("three"));
      page.update();
      button.action = null;
      page.update();
    },
  },
];
