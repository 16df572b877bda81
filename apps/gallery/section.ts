import * as ft from "@flotilla/sdk";

/** A titled part of a chapter. */
export function section(title: string, controls: ft.Control[]): ft.Control {
  return ft.Container(
    ft.Column([
      ft.Text(title, { themeStyle: ft.TextThemeStyle.TITLE_MEDIUM }),
      ft.Row(controls, { wrap: true, spacing: 16, runSpacing: 16 }),
    ]),
    { padding: 8 },
  );
}
