import * as ft from "@flotilla/sdk";

/** A number with a button on either side: handlers change a control, the page updates itself. */
function main(page: ft.Page) {
  page.title = "Counter";
  const value = ft.Text("0", { size: 40 });
  const add = (step: number) => {
    value.value = String(Number(value.value) + step);
  };
  page.add(
    ft.Row(
      [
        ft.IconButton(ft.Icons.REMOVE, { tooltip: "Less", onClick: () => add(-1) }),
        value,
        ft.IconButton(ft.Icons.ADD, { tooltip: "More", onClick: () => add(1) }),
      ],
      { alignment: ft.MainAxisAlignment.CENTER },
    ),
  );
}

ft.run(main);
