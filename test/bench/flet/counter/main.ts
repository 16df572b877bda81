import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  const value = ft.TextField({ value: "0", textAlign: ft.TextAlign.RIGHT, width: 100 });
  const plus = () => {
    value.value = String(Number(value.value) + 1);
  };
  page.add(ft.Row([ft.IconButton(ft.Icons.ADD, { onClick: plus }), value]));
}

ft.run(main);
