import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  const value = ft.Text("0", { size: 60, color: "#ff0000" });
  const more = () => {
    value.value = String(Number(value.value) + 1);
    value.color = "#00a000";
  };
  page.add(ft.Container(value, { width: 300, height: 200, onClick: more }));
}

ft.run(main);
