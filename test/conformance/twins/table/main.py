import flet as ft

SHIPS = [("Aurora", 84), ("Cormorant", 46), ("Borealis", 112)]


def main(page: ft.Page):
    chosen = ft.Text("none")

    def row(name, length):
        def select(e):
            e.control.selected = not e.control.selected
            chosen.value = ", ".join(r.cells[0].content.value for r in table.rows if r.selected) or "none"

        return ft.DataRow(
            cells=[ft.DataCell(ft.Text(name)), ft.DataCell(ft.Text(str(length)), show_edit_icon=True, on_tap=tap)],
            on_select_change=select,
        )

    def tap(e):
        e.control.content.value += "+"

    def sort(e: ft.DataColumnSortEvent):
        table.sort_column_index = e.column_index
        table.sort_ascending = e.ascending
        table.rows.sort(
            key=lambda r: (r.cells[0].content.value if e.column_index == 0 else int(r.cells[1].content.value.rstrip("+"))),
            reverse=not e.ascending,
        )

    table = ft.DataTable(
        columns=[
            ft.DataColumn(ft.Text("Name"), on_sort=sort),
            ft.DataColumn(ft.Text("Length"), numeric=True, on_sort=sort, tooltip="In metres"),
        ],
        rows=[row(*ship) for ship in SHIPS],
        border=ft.Border.all(1, ft.Colors.OUTLINE),
        heading_row_color=ft.Colors.PRIMARY_CONTAINER,
        show_checkbox_column=True,
    )
    page.add(table, chosen)


ft.run(main)
