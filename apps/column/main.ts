import * as ft from "@flotilla/sdk";

/** A title above a button: what `page.add` and a nested list look like. */
function main(page: ft.Page) {
  page.title = "Column";
  const answer = ft.Text("Not clicked yet");
  page.add(
    ft.Column([
      ft.Text("Title", { themeStyle: ft.TextThemeStyle.HEADLINE_MEDIUM }),
      ft.Button("Click me", {
        onClick: () => {
          answer.value = "Clicked";
        },
      }),
      answer,
    ]),
  );
}

ft.run(main);
