import { readFile } from "node:fs/promises";
import * as ft from "@flotilla/sdk";

interface Harbor {
  readonly name: string;
  readonly berths: number;
}

/** An async `main`: it shows that it is waiting, awaits its data, then shows the data. */
async function main(page: ft.Page) {
  page.title = "Fetch";
  const ring = ft.ProgressRing({ tooltip: "Loading" });
  page.add(ring);

  const harbors = await load();

  page.controls.splice(page.controls.indexOf(ring), 1);
  page.add(
    ft.Text("Harbors", { themeStyle: ft.TextThemeStyle.TITLE_LARGE }),
    ...harbors.map((harbor) => ft.Text(`${harbor.name}: ${harbor.berths} berths`)),
  );
}

async function load(): Promise<readonly Harbor[]> {
  const text = await readFile(new URL("./assets/harbors.json", import.meta.url), "utf8");
  return JSON.parse(text) as Harbor[];
}

ft.run(main);
