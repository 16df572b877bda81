import flet as ft


def before(page: ft.Page):
    page.title = "Never"
    raise RuntimeError("not today")


def main(page: ft.Page):
    page.add(ft.Text("unreachable"))


ft.run(main, before_main=before)
