import flet as ft


def main(page: ft.Page):
    texts = [ft.Text(str(n)) for n in range(1000)]
    clicks = 0

    def plus(e):
        nonlocal clicks
        clicks += 1
        text = texts[clicks % 1000]
        text.value = f"click {clicks}"
        text.update()

    page.add(ft.IconButton(ft.Icons.ADD, on_click=plus), ft.Column(texts))


ft.run(main)
