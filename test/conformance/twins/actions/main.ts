import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  const out = ft.Text("");
  const picker = ft.FilePicker({
    onResult: (e) => {
      out.value = e.files.map((file) => file.name).join(",");
    },
  });
  const copy = ft.CopyToClipboard("first text");
  const link = ft.Button("link", { url: "https://flet.dev" });
  const both = ft.Button("both", {
    action: copy,
    onClick: () => {
      out.value = "clicked, too";
    },
  });
  const actions = [ft.OpenUrl("https://example.org"), ft.CopyToClipboard("second")];
  const many = ft.Button("many", { action: actions });
  const pick = ft.Button("pick", { action: ft.PickFiles(picker, { allowMultiple: true }) });
  const box = ft.Container(ft.Text("box"), {
    url: ft.Url("https://example.org/", { target: "_blank" }),
  });
  const wrap = ft.TextButton("share", { action: ft.ShareText("shared text", { title: "Title" }) });

  const alter = () => {
    both.content = "both changed";
    actions.pop();
    link.url = null;
    wrap.action = null;
    box.url = "https://example.net/";
  };
  page.add(link, both, many, pick, box, wrap, ft.Button("alter", { onClick: alter }), out);
}

ft.run(main);
