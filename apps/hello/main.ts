import * as ft from "@flotilla/sdk";

/** The smallest app: one text. */
function main(page: ft.Page) {
  page.title = "Hello";
  page.add(ft.Text("Hello, world!"));
}

ft.run(main);
