import flet as ft

CITIES = ["Bergen", "Berlin", "Bern", "Riga", "Rome"]


def main(page: ft.Page):
    out = ft.Text("nothing chosen")
    hits = ft.ListView(spacing=2, height=120)
    seen = ft.Text("")

    def matching(text):
        return [city for city in CITIES if text.lower() in city.lower()]

    def choose(e):
        out.value = f"chosen {e.control.data}"
        bar.value = e.control.data

    def tile(city):
        return ft.ListTile(title=ft.Text(city), data=city, leading=ft.Icon(ft.Icons.PLACE), on_click=choose)

    def change(e):
        hits.controls = [tile(city) for city in matching(bar.value)]
        seen.value = f"{len(hits.controls)} of {len(CITIES)}"

    def submit(e):
        found = matching(bar.value)
        if found:
            out.value = f"first {found[0]}"
        else:
            page.show_dialog(banner)

    def close(e):
        page.pop_dialog()
        bar.value = ""
        change(e)

    bar = ft.SearchBar(
        bar_hint_text="City",
        view_hint_text="Which city?",
        on_change=change,
        on_submit=submit,
    )
    banner = ft.Banner(
        content=ft.Text("No such city"),
        leading=ft.Icon(ft.Icons.SEARCH_OFF),
        actions=[ft.TextButton("Forget it", on_click=close)],
        open=False,
    )
    page.add(bar, seen, hits, out, ft.Button("all", on_click=lambda e: (setattr(bar, "value", ""), change(e))))


ft.run(main)
