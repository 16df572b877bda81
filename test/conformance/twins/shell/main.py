import flet as ft


def main(page: ft.Page):
    page.title = "Shell"
    page.theme_mode = ft.ThemeMode.LIGHT
    status = ft.Text("ready")

    def say(text):
        status.value = text

    def inbox():
        return ft.Column([
            ft.ListTile(
                title=ft.Text(f"Mail {n}"),
                subtitle=ft.Text("unread" if n % 2 else "read"),
                leading=ft.CircleAvatar(content=ft.Text(str(n))),
                on_click=lambda e, n=n: say(f"mail {n}"),
            )
            for n in range(3)
        ])

    def settings():
        return ft.Tabs(
            length=2,
            selected_index=0,
            on_change=lambda e: say(f"tab {e.data}"),
            content=ft.Column([
                ft.TabBar(tabs=[ft.Tab(label="General"), ft.Tab(label="Sounds")]),
                ft.TabBarView(
                    height=90,
                    controls=[
                        ft.Column([ft.Switch(label="Updates", on_change=lambda e: say(f"updates {e.control.value}"))]),
                        ft.Column([ft.Slider(label="Volume", min=0, max=10, value=5, divisions=10, on_change=lambda e: say(f"volume {e.control.value:.0f}"))]),
                    ],
                ),
            ]),
        )

    def about():
        return ft.ExpansionTile(
            title=ft.Text("Licences"),
            controls=[ft.ListTile(title=ft.Text("Apache-2.0"))],
            on_change=lambda e: say(f"open {e.data}"),
        )

    places = [inbox, settings, about]
    body = ft.Container(inbox(), expand=True, padding=10)

    def go(e):
        body.content = places[rail.selected_index]()
        say(f"place {rail.selected_index}")

    def widen(e):
        rail.extended = not rail.extended
        rail.label_type = ft.NavigationRailLabelType.NONE if rail.extended else ft.NavigationRailLabelType.ALL

    rail = ft.NavigationRail(
        selected_index=0,
        label_type=ft.NavigationRailLabelType.ALL,
        min_width=80,
        min_extended_width=160,
        leading=ft.IconButton(ft.Icons.MENU, tooltip="Widen", on_click=widen),
        destinations=[
            ft.NavigationRailDestination(icon=ft.Icons.INBOX, label="Inbox"),
            ft.NavigationRailDestination(icon=ft.Icons.SETTINGS, label="Settings"),
            ft.NavigationRailDestination(icon=ft.Icons.INFO, label="About"),
        ],
        on_change=go,
    )
    menu = ft.PopupMenuButton(
        tooltip="Account",
        items=[
            ft.PopupMenuItem("Profile", on_click=lambda e: say("profile")),
            ft.PopupMenuItem(),
            ft.PopupMenuItem("Sign out", on_click=lambda e: (say("signed out"), page.show_dialog(ft.SnackBar("Bye", duration=500)))),
        ],
    )
    page.appbar = ft.AppBar(title=ft.Text("Shell"), actions=[menu])
    page.add(ft.Row([rail, ft.VerticalDivider(width=1), body], expand=True), status)


ft.run(main)
