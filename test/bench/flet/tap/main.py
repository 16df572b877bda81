import flet as ft


def main(page: ft.Page):
    value = ft.Text("0", size=60, color="#ff0000")

    def more(e):
        value.value = str(int(value.value) + 1)
        value.color = "#00a000"

    page.add(ft.Container(value, width=300, height=200, on_click=more))


ft.run(main)
