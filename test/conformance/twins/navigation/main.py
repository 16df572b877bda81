import flet as ft


def main(page: ft.Page):
    body = ft.Text("home")

    def go(e):
        body.value = f"page {e.control.selected_index} {e.data}"

    page.navigation_bar = ft.NavigationBar(
        destinations=[
            ft.NavigationBarDestination(icon=ft.Icons.HOME, label="Home"),
            ft.NavigationBarDestination(icon=ft.Icons.STAR_OUTLINE, selected_icon=ft.Icons.STAR, label="Stars"),
        ],
        on_change=go,
    )
    page.drawer = ft.NavigationDrawer(
        controls=[ft.Text("Menu"), ft.NavigationDrawerDestination(label="One", icon=ft.Icons.LOOKS_ONE), ft.Divider()],
        on_change=go,
        on_dismiss=lambda e: setattr(body, "value", "drawer gone"),
    )
    rail = ft.NavigationRail(
        selected_index=0,
        label_type=ft.NavigationRailLabelType.ALL,
        destinations=[
            ft.NavigationRailDestination(icon=ft.Icons.FAVORITE_BORDER, selected_icon=ft.Icons.FAVORITE, label="First"),
            ft.NavigationRailDestination(icon=ft.Icons.BOOKMARK, label="Second"),
        ],
        leading=ft.FloatingActionButton(icon=ft.Icons.CREATE, content="Add"),
        on_change=go,
    )
    tabs = ft.Tabs(
        length=3,
        content=ft.Column([
            ft.TabBar(tabs=[ft.Tab(label=str(n)) for n in range(3)]),
            ft.TabBarView(controls=[ft.Container(ft.Text(f"tab {n}"), alignment=ft.Alignment.CENTER) for n in range(3)], height=60),
        ]),
        on_change=go,
    )
    tiles = ft.ExpansionPanelList(
        controls=[
            ft.ExpansionPanel(header=ft.ListTile(title=ft.Text("Panel")), content=ft.Text("inside"), bgcolor=ft.Colors.BLUE_100, can_tap_header=True)
        ],
        expand_icon_color=ft.Colors.AMBER,
        on_change=lambda e: setattr(body, "value", f"panel {e.data}"),
    )
    tile = ft.ExpansionTile(title="More", subtitle=ft.Text("sub"), controls=[ft.ListTile(title=ft.Text("leaf"), leading=ft.Icon(ft.Icons.PERSON), dense=True)], expanded=True,
                            on_change=lambda e: setattr(body, "value", f"tile {e.data}"))

    async def open_drawer(e):
        await page.show_drawer()

    page.add(
        ft.Row([rail, ft.VerticalDivider(width=1), body], height=200),
        tabs, tiles, tile,
        ft.ListView([ft.Text(f"row {n}") for n in range(3)], height=50, spacing=4, item_extent=20),
        ft.GridView([ft.Text(f"cell {n}") for n in range(4)], runs_count=2, height=60, child_aspect_ratio=2.0),
        ft.Button("drawer", on_click=open_drawer),
        ft.Card(content=ft.Container(ft.Text("card"), padding=10), elevation=3, shape=ft.StadiumBorder()),
        ft.CircleAvatar(content=ft.Text("AB"), radius=20),
        ft.Chip(label=ft.Text("chip"), leading=ft.Icon(ft.Icons.MAP), on_click=go if False else None),
        ft.SafeArea(ft.Text("safe")),
        ft.ProgressRing(value=0.3, stroke_width=2),
        ft.Image(src="logo.png", fit=ft.BoxFit.COVER, repeat=ft.ImageRepeat.NO_REPEAT, border_radius=ft.BorderRadius.all(4)),
    )


ft.run(main)
