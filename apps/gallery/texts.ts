import * as ft from "@flotilla/sdk";
import { section } from "./section.ts";

/** Text, icons, pictures and what shows progress. */
export function texts(): ft.Control[] {
  return [
    section("Text", [
      ft.Text("Plain"),
      ft.Text("Large", { size: 24 }),
      ft.Text("Bold", { weight: ft.FontWeight.BOLD }),
      ft.Text("Italic", { italic: true }),
      ft.Text("Selectable", { selectable: true }),
      ft.Text("Colored", { color: ft.Colors.PRIMARY }),
      ft.Text("One line that is cut where its box ends", {
        width: 120,
        maxLines: 1,
        overflow: ft.TextOverflow.ELLIPSIS,
      }),
      ft.Text({
        spans: [
          ft.TextSpan("Spans "),
          ft.TextSpan("of one text", { style: ft.TextStyle({ weight: ft.FontWeight.BOLD }) }),
        ],
      }),
      ...Object.values(ft.TextThemeStyle).map((themeStyle) => ft.Text(themeStyle, { themeStyle })),
    ]),
    section("Icons and pictures", [
      ft.Icon(ft.Icons.FAVORITE, { color: ft.Colors.ERROR }),
      ft.Icon(ft.Icons.ANCHOR, { size: 40, semanticsLabel: "Anchor" }),
      ft.Image("logo.svg", { width: 48, height: 48, semanticsLabel: "A sail" }),
      ft.Image("/logo.svg", {
        width: 32,
        height: 32,
        semanticsLabel: "Small sail",
      }),
      ft.CircleAvatar(ft.Text("FL")),
      ft.Icon(ft.Icons.MAIL, { badge: "3", semanticsLabel: "Mail" }),
    ]),
    section("Progress", [
      ft.ProgressRing({ value: 0.7, tooltip: "Ring" }),
      ft.ProgressRing({ tooltip: "Endless ring" }),
      ft.ProgressBar({ value: 0.4, width: 200, tooltip: "Bar" }),
      ft.ProgressBar({ width: 200, tooltip: "Endless bar" }),
    ]),
    section("Lines", [
      ft.Container(ft.Divider(), { width: 200 }),
      ft.Container(ft.VerticalDivider(), { height: 40 }),
    ]),
  ];
}
