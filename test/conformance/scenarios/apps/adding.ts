import * as ft from "@flotilla/sdk";
import type { Scenario } from "../scenario.ts";

const noop = () => {};

/** Registration, first controls, scalars. */
export const adding: readonly Scenario[] = [
  { name: "register_initial_web", main: () => {} },
  {
    name: "register_initial_desktop",
    main(page) {
      page.title = "Desk";
      page.window.width = 900;
      page.window.titleBarHidden = true;
      page.window.preventClose = true;
      page.window.onEvent = noop;
    },
  },
  {
    name: "page_add_text",
    main(page) {
      page.add(ft.Text("Hello"));
    },
  },
  {
    name: "page_add_tree",
    main(page) {
      page.add(
        ft.Text("Title", { size: 24, weight: ft.FontWeight.BOLD, color: ft.Colors.PRIMARY }),
        ft.Row({
          controls: [
            ft.Button("Save", { icon: ft.Icons.SAVE, onClick: noop }),
            ft.FilledButton("Go", { disabled: true }),
            ft.OutlinedButton("More", { onClick: noop, onLongPress: noop }),
            ft.IconButton(ft.Icons.DELETE, { tooltip: "Delete", onClick: noop }),
          ],
          alignment: ft.MainAxisAlignment.SPACE_BETWEEN,
          spacing: 4,
        }),
        ft.Container({
          content: ft.Column(
            [
              ft.Checkbox({ label: "Ok", value: true }),
              ft.TextField({ label: "Name", onChange: noop }),
            ],
            { expand: true },
          ),
          padding: ft.Padding.symmetric({ horizontal: 8 }),
          bgcolor: ft.Colors.withOpacity(0.5, ft.Colors.RED_100),
          border: ft.Border.all(1, "#ff0000"),
          borderRadius: 8,
          width: 300,
          alignment: ft.Alignment.CENTER,
        }),
      );
    },
  },
  {
    name: "scalar_update_control",
    main(page) {
      const text = ft.Text("one");
      page.add(text);
      text.value = "two";
      text.size = 18;
      text.update();
    },
  },
  {
    name: "scalar_update_page",
    main(page) {
      const text = ft.Text("one");
      const button = ft.Button("b");
      page.add(ft.Column([ft.Row([text, button])]));
      text.value = "two";
      button.disabled = true;
      page.title = "New title";
      page.update();
    },
  },
  {
    name: "batch_update_three_controls",
    main(page) {
      const [a, b, c, d] = [ft.Text("a"), ft.Text("b"), ft.Text("c"), ft.Text("d")];
      page.add(a, b, c, d);
      a.value = "A";
      b.value = "B";
      c.value = "C";
      page.update(a, b, c, d);
    },
  },
  {
    name: "scalar_none_and_default",
    main(page) {
      const text = ft.Text("x", { size: 20, color: ft.Colors.RED, noWrap: true, visible: false });
      page.add(text);
      text.size = null;
      text.color = null;
      text.noWrap = false;
      text.visible = true;
      text.update();
    },
  },
  {
    name: "value_encodings",
    main(page) {
      page.add(
        ft.Image(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), {
          width: Number.POSITIVE_INFINITY,
          semanticsLabel: "grüße 🚀",
        }),
        ft.Container({ width: 0.5, height: 2 ** 40, data: "never sent" }),
        ft.Text("", { spans: [] }),
      );
    },
  },
  {
    name: "overridden_default",
    main(page) {
      page.add(ft.RawImage());
    },
  },
  {
    name: "control_keys",
    main(page) {
      page.add(
        ft.Text("a", { key: "plain" }),
        ft.Text("b", { key: ft.ValueKey(7) }),
        ft.Text("c", { key: ft.ScrollKey("s1") }),
      );
    },
  },
  {
    name: "generator_main",
    *main(page) {
      const text = ft.Text("1");
      page.controls.push(text);
      yield;
      text.value = "2";
      yield;
      text.value = "3";
    },
  },
];
