import * as ft from "@flotilla/sdk";

/** What the client says of itself, and the list of every platform there is. */
function main(page: ft.Page) {
  page.title = "Platform";
  const row = (name: string, value: unknown) => ft.Text(`${name}: ${String(value)}`, { key: name });

  page.add(
    row("platform", page.platform),
    row("web", page.web),
    row("pwa", page.pwa),
    row("wasm", page.wasm),
    row("brightness", page.platformBrightness),
    ft.Divider(),
    ft.Text("Platforms", { themeStyle: ft.TextThemeStyle.TITLE_MEDIUM }),
    ft.Column(
      Object.entries(ft.PagePlatform).map(([name, value]) =>
        ft.Text(`${name}${value === page.platform ? " (this one)" : ""}`),
      ),
    ),
  );
}

ft.run(main);
