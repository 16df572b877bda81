import flet as ft

CITIES = [("Oslo", 709), ("Rome", 2873), ("Kyiv", 2952), ("Bern", 134), ("Riga", 605)]


@ft.component
def City(name, people, on_up, on_remove):
    stars, set_stars = ft.use_state(0)
    return ft.Container(
        padding=4,
        border=ft.Border.all(1, "red" if stars > 0 else "grey"),
        content=ft.Row(
            [
                ft.Text(name, weight=ft.FontWeight.BOLD if stars > 1 else None),
                ft.Text(f"{people}k {'*' * stars}"),
                ft.Button("star " + name, on_click=lambda e: set_stars(stars + 1)),
                ft.Button("up " + name, on_click=lambda e: on_up(name)),
                ft.Button("remove " + name, on_click=lambda e: on_remove(name)),
            ]
        ),
    )


@ft.component
def App():
    cities, set_cities = ft.use_state(CITIES)
    plain, set_plain = ft.use_state(False)

    def up(name):
        at = [city[0] for city in cities].index(name)
        if at > 0:
            set_cities(cities[: at - 1] + [cities[at], cities[at - 1]] + cities[at + 1 :])

    def remove(name):
        set_cities([city for city in cities if city[0] != name])

    def add(e):
        set_cities(cities[:2] + [("Pune", 6987)] + cities[2:] + [("Lima", 10092)])

    return ft.Column(
        [
            ft.Row(
                [
                    ft.Button("by name", on_click=lambda e: set_cities(sorted(cities))),
                    ft.Button("by people", on_click=lambda e: set_cities(sorted(cities, key=lambda city: city[1]))),
                    ft.Button("reverse", on_click=lambda e: set_cities(cities[::-1])),
                    ft.Button("add", on_click=add),
                    ft.Button("plain", on_click=lambda e: set_plain(not plain)),
                ]
            ),
            ft.Text(f"{len(cities)} cities"),
            ft.ListView([City(name, people, up, remove, key=name) for name, people in cities], spacing=2),
            ft.Row([ft.Text(name) for name, _ in cities], spacing=1),
            ft.Row([ft.Text(name, key=name) if not plain else ft.Icon(ft.Icons.PLACE, key=name) for name, _ in cities]),
        ]
    )


ft.run(lambda page: page.render(App))
