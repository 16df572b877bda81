import * as ft from "@flotilla/sdk";
import { bars } from "./bars.ts";
import { buttons } from "./buttons.ts";
import { cupertino } from "./cupertino.ts";
import { effects } from "./effects.ts";
import { inputs } from "./inputs.ts";
import { layout } from "./layout.ts";
import { lists } from "./lists.ts";
import { overlays } from "./overlays.ts";
import { texts } from "./texts.ts";

const chapters = { texts, buttons, inputs, lists, bars, layout, effects, overlays, cupertino };

/** Every control in its main states, a chapter at an address: `/buttons`, `/inputs`, … */
function main(page: ft.Page) {
  page.title = "Gallery";
  page.scroll = ft.ScrollMode.AUTO;
  page.appbar = ft.AppBar({
    title: ft.Text("Gallery"),
    actions: [
      ft.IconButton(ft.Icons.DARK_MODE, {
        tooltip: "Light or dark",
        onClick: () => {
          const dark = page.themeMode === ft.ThemeMode.DARK;
          page.themeMode = dark ? ft.ThemeMode.LIGHT : ft.ThemeMode.DARK;
        },
      }),
      ft.IconButton(ft.Icons.FORMAT_TEXTDIRECTION_R_TO_L, {
        tooltip: "Left to right or right to left",
        onClick: () => {
          page.rtl = !page.rtl;
        },
      }),
    ],
  });
  const links = ft.Row(
    Object.keys(chapters).map((name) =>
      ft.TextButton(name, { onClick: () => page.pushRoute(`/${name}`) }),
    ),
    { wrap: true },
  );
  const show = () => {
    const name = page.route.slice(1) as keyof typeof chapters;
    const chapter = chapters[name] ?? texts;
    page.controls = [links, ...chapter(page)];
    page.update();
  };
  page.onRouteChange = show;
  show();
}

ft.run(main);
