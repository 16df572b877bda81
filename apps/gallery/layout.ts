import * as ft from "@flotilla/sdk";
import { section } from "./section.ts";

/** What places other controls. */
export function layout(): ft.Control[] {
  const box = (text: string, more: ft.ContainerProps = {}) =>
    ft.Container(ft.Text(text), {
      bgcolor: ft.Colors.SECONDARY_CONTAINER,
      padding: 8,
      borderRadius: 4,
      ...more,
    });
  const frame = (content: ft.Control) =>
    ft.Container(content, {
      width: 300,
      height: 120,
      border: ft.Border.all(1, ft.Colors.OUTLINE),
    });
  return [
    section("Rows and columns", [
      frame(ft.Row([box("A"), box("B")], { alignment: ft.MainAxisAlignment.SPACE_BETWEEN })),
      frame(ft.Column([box("A"), box("B")], { horizontalAlignment: ft.CrossAxisAlignment.END })),
      frame(ft.Row([box("1 part", { expand: 1 }), box("2 parts", { expand: 2 })])),
    ]),
    section("Stack, safe area, columns by width", [
      frame(ft.Stack([box("Below"), box("Above", { left: 60, top: 40 })])),
      frame(ft.SafeArea(box("Safe"))),
      frame(ft.ResponsiveRow([box("Half", { col: 6 }), box("Half too", { col: 6 })])),
    ]),
    section("Containers", [
      box("Round", { borderRadius: 20 }),
      box("Shadow", { shadow: ft.BoxShadow({ blurRadius: 8, color: ft.Colors.SHADOW }) }),
      box("Turned", { rotate: 0.1 }),
      box("Pressed", { ink: true, onClick: () => {} }),
    ]),
  ];
}
