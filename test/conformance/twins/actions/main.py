import flet as ft


def main(page: ft.Page):
    out = ft.Text("")
    picker = ft.FilePicker(on_result=lambda e: setattr(out, "value", ",".join(f.name for f in e.files)))
    copy = ft.CopyToClipboard("first text")
    link = ft.Button("link", url="https://flet.dev")
    both = ft.Button("both", action=copy, on_click=lambda e: setattr(out, "value", "clicked, too"))
    many = ft.Button("many", action=[ft.OpenUrl("https://example.org"), ft.CopyToClipboard("second")])
    pick = ft.Button("pick", action=ft.PickFiles(picker, allow_multiple=True))
    box = ft.Container(ft.Text("box"), url=ft.Url("https://example.org/", target="_blank"))
    wrap = ft.TextButton("share", action=ft.ShareText("shared text", title="Title"))

    def alter(e):
        both.content = "both changed"
        many.action.pop()
        link.url = None
        wrap.action = None
        box.url = "https://example.net/"

    page.add(link, both, many, pick, box, wrap, ft.Button("alter", on_click=alter), out)


ft.run(main)
