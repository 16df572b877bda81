import flet as ft


async def main(page: ft.Page):
    page.add(ft.Text("before"), ft.Button("press", on_click=lambda e: page.add(ft.Text("pressed"))))
    page.title = "Half"
    raise RuntimeError("main failed")


ft.run(main)
