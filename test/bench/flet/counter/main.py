import flet as ft


def main(page: ft.Page):
    value = ft.TextField(value="0", text_align=ft.TextAlign.RIGHT, width=100)

    def plus(e):
        value.value = str(int(value.value) + 1)

    page.add(ft.Row([ft.IconButton(ft.Icons.ADD, on_click=plus), value]))


ft.run(main)
