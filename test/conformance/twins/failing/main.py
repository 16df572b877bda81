import flet as ft


def main(page: ft.Page):
    count = ft.Text("0")

    def more(e):
        count.value = str(int(count.value) + 1)

    def fail(e):
        count.value = "half"
        raise ValueError("no luck")

    async def fail_later(e):
        raise KeyError("gone")

    page.add(ft.Button("more", on_click=more), ft.Button("fail", on_click=fail), ft.Button("later", on_click=fail_later), count)
    page.add(ft.Button("fix", on_click=lambda e: setattr(count, "value", "5")))


ft.run(main)
