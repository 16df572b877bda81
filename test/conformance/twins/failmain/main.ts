import * as ft from "@flotilla/sdk";

async function main(page: ft.Page) {
  page.add(ft.Text("before"), ft.Button("press", { onClick: () => page.add(ft.Text("pressed")) }));
  page.title = "Half";
  throw new Error("main failed");
}

ft.run(main);
