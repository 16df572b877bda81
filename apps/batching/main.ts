import * as ft from "@flotilla/sdk";

/** Three texts changed by one handler travel in one message; `page.update(a, b)` sends one message for each. */
function main(page: ft.Page) {
  page.title = "Batching";
  const texts = [ft.Text("a0"), ft.Text("b0"), ft.Text("c0")];
  let round = 0;

  const change = () => {
    round += 1;
    for (const [index, text] of texts.entries()) text.value = `${"abc"[index]}${round}`;
  };

  page.add(
    ft.Row(texts),
    ft.Row(
      [
        ft.Button("Change three in one message", { onClick: change }),
        ft.Button("Change three in three messages", {
          onClick: () => {
            change();
            page.update(...texts);
          },
        }),
      ],
      { wrap: true },
    ),
  );
}

ft.run(main);
