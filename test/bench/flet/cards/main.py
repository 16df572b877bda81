import flet as ft


def card(at: int):
    return ft.Container(
        padding=8,
        bgcolor="#ece6f0" if at % 2 == 0 else "#f3edf7",
        border_radius=12,
        content=ft.Row(
            spacing=10,
            controls=[
                ft.Icon(ft.Icons.PERSON, size=24, color="#6750a4"),
                ft.Column(
                    expand=True,
                    spacing=2,
                    controls=[
                        ft.Text(f"Item number {at}", size=16),
                        ft.Text(
                            f"Supporting text of item {at} which is a little longer",
                            size=14,
                            color="#49454f",
                        ),
                    ],
                ),
                ft.Checkbox(label="Done", value=at % 3 == 0),
                ft.FilledButton("Open"),
                ft.TextField(label="Name", value=f"v{at}", width=160),
                ft.Text(str(at), size=12),
            ],
        ),
    )


def main(page: ft.Page):
    page.padding = 0

    def show(e):
        cards = [card(at) for at in range(1000)]
        page.controls = [ft.Column(cards, scroll=ft.ScrollMode.AUTO, expand=True, spacing=4)]

    page.add(ft.Container(bgcolor="#ff0000", expand=True, on_click=show))


ft.run(main)
