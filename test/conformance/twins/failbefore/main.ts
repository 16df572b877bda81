import * as ft from "@flotilla/sdk";

function beforeMain(page: ft.Page) {
  page.title = "Never";
  throw new Error("not today");
}

ft.run((page) => page.add(ft.Text("unreachable")), { beforeMain });
