import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  const count = ft.Text("0");

  page.add(
    ft.Button("more", {
      onClick: () => {
        count.value = String(Number(count.value) + 1);
      },
    }),
    ft.Button("fail", {
      onClick: () => {
        count.value = "half";
        throw new RangeError("no luck");
      },
    }),
    ft.Button("later", {
      onClick: async () => {
        throw new Error("gone");
      },
    }),
    count,
  );
  page.add(
    ft.Button("fix", {
      onClick: () => {
        count.value = "5";
      },
    }),
  );
}

ft.run(main);
