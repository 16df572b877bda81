import asyncio

import flet as ft


def main(page: ft.Page):
    log = ft.Column()
    field = ft.TextField(label="Draft")
    clock = ft.Text("0")
    box = ft.Container(ft.Text("boxed"), bgcolor=ft.Colors.RED, key="box")
    dialog = ft.AlertDialog(title="Still here", actions=[ft.TextButton("Close", on_click=lambda e: page.pop_dialog())])

    def say(text):
        log.controls.append(ft.Text(text))

    page.on_connect = lambda e: say(f"connect {page.route}")
    page.on_disconnect = lambda e: say("disconnect")
    page.on_route_change = lambda e: say(f"route {e.route}")

    async def away():
        for _ in range(3):
            await asyncio.sleep(0.02)
            clock.value = str(int(clock.value) + 1)
            clock.update()

    def change(e):
        box.bgcolor = ft.Colors.BLUE
        box.content.value = "changed"
        box.border_radius = 4
        log.controls.insert(0, ft.Text("first"))
        page.show_dialog(dialog)
        page.run_task(away)

    def keep(e):
        say(f"draft {field.value}")

    page.add(field, clock, box, ft.Button("change", on_click=change), ft.Button("keep", on_click=keep), log)


ft.run(main)
