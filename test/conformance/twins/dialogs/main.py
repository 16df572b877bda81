import flet as ft


def main(page: ft.Page):
    log = ft.Column()

    def note(text):
        log.controls.append(ft.Text(text))

    def yes(e):
        page.pop_dialog()
        note("yes")

    dialog = ft.AlertDialog(
        modal=True,
        title=ft.Text("Sure?"),
        content=ft.Text("Really delete?"),
        actions=[ft.TextButton("Yes", on_click=yes), ft.TextButton("No", on_click=lambda e: page.pop_dialog())],
        actions_alignment=ft.MainAxisAlignment.END,
        on_dismiss=lambda e: note("dialog gone"),
    )
    sheet = ft.BottomSheet(ft.Container(ft.Text("Sheet"), padding=20), on_dismiss=lambda e: note("sheet gone"))

    def snack(e):
        page.show_dialog(ft.SnackBar(ft.Text("Saved"), action="Undo", on_action=lambda e: note("undo")))

    page.add(
        ft.Button("Ask", on_click=lambda e: page.show_dialog(dialog)),
        ft.Button("Sheet", on_click=lambda e: page.show_dialog(sheet)),
        ft.Button("Snack", on_click=snack),
        ft.Button("Nothing", on_click=lambda e: None),
        log,
    )
    page.overlay.append(ft.Text("float", left=10, top=10))
    page.update()


ft.run(main)
