import * as ft from "@flotilla/sdk";

class Bad extends ft.Text {
  override didMount() {
    throw new Error("cannot mount");
  }
}

function main(page: ft.Page) {
  const out = ft.Text("fine");
  page.add(
    out,
    ft.Button("mount", { onClick: () => page.add(new Bad("bad")) }),
    ft.Button("generate", {
      *onClick() {
        out.value = "one";
        yield;
        out.value = "two";
        throw new Error("in the middle");
      },
    }),
    ft.Button("nested", {
      onClick: async () => {
        out.value = "nested";
        out.update();
        page.add(ft.Text("more"));
        throw new Error("missing");
      },
    }),
    ft.Button("okay", {
      onClick: () => {
        out.value = "okay";
      },
    }),
    ft.Slider({
      min: 0,
      max: 10,
      value: 3,
      onChange: (e) => {
        out.value = e.control.value?.toFixed(1) ?? "";
      },
    }),
  );
}

ft.run(main);
