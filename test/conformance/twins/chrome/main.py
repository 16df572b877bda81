import flet as ft


def main(page: ft.Page):
    out = ft.Text("start")

    def say(text):
        out.value = text

    page.appbar = ft.AppBar(
        leading=ft.IconButton(ft.Icons.MENU, tooltip="Open menu", on_click=lambda e: page.run_task(page.show_drawer)),
        title=ft.Text("Chrome"),
        actions=[ft.IconButton(ft.Icons.SEARCH, tooltip="Search", on_click=lambda e: say("search"))],
        bgcolor=ft.Colors.PRIMARY_CONTAINER,
        elevation=2,
        toolbar_height=64,
    )
    page.drawer = ft.NavigationDrawer(
        controls=[
            ft.Container(height=12),
            ft.NavigationDrawerDestination(label="Inbox", icon=ft.Icons.INBOX_OUTLINED, selected_icon=ft.Icons.INBOX),
            ft.Divider(thickness=2),
            ft.NavigationDrawerDestination(label="Sent", icon=ft.Icon(ft.Icons.SEND)),
        ],
        selected_index=0,
        on_change=lambda e: say(f"drawer {e.control.selected_index}"),
        on_dismiss=lambda e: say("drawer gone"),
    )
    page.navigation_bar = ft.NavigationBar(
        destinations=[
            ft.NavigationBarDestination(icon=ft.Icons.EXPLORE, label="Explore"),
            ft.NavigationBarDestination(icon=ft.Icons.COMMUTE, label="Commute", selected_icon=ft.Icons.CHECK),
        ],
        label_behavior=ft.NavigationBarLabelBehavior.ONLY_SHOW_SELECTED,
        on_change=lambda e: say(f"bar {e.data}"),
    )
    page.floating_action_button = ft.FloatingActionButton(icon=ft.Icons.ADD, tooltip="Add", shape=ft.CircleBorder(), on_click=lambda e: page.add(ft.Text(f"added {len(page.controls)}")))
    page.floating_action_button_location = ft.FloatingActionButtonLocation.END_FLOAT
    page.horizontal_alignment = ft.CrossAxisAlignment.STRETCH
    page.vertical_alignment = ft.MainAxisAlignment.START
    page.padding = ft.Padding.all(8)
    page.spacing = 4
    page.scroll = ft.ScrollMode.ADAPTIVE
    page.bgcolor = ft.Colors.SURFACE_BRIGHT
    page.locale_configuration = ft.LocaleConfiguration(supported_locales=[ft.Locale("de", "DE"), ft.Locale("fr")], current_locale=ft.Locale("de", "DE"))

    def alter(e):
        page.appbar.title.value = "Altered"
        page.appbar.actions.append(ft.PopupMenuButton(items=[ft.PopupMenuItem("One"), ft.PopupMenuItem("Two", checked=True)]))
        page.appbar.leading = None
        page.appbar.center_title = True
        page.navigation_bar.destinations.pop()
        page.navigation_bar.destinations.append(ft.NavigationBarDestination(icon=ft.Icons.BOOKMARK, label="Saved", disabled=True))
        page.navigation_bar.selected_index = 1
        page.drawer.controls.insert(1, ft.Text("Mail"))
        page.floating_action_button.icon = ft.Icons.EDIT
        page.floating_action_button_location = ft.Offset(10, 20)
        page.padding = 0
        page.scroll = None

    def swap(e):
        page.appbar = ft.CupertinoAppBar(title=ft.Text("Other"), leading=ft.Icon(ft.Icons.PALETTE), brightness=ft.Brightness.LIGHT)
        page.navigation_bar = ft.CupertinoNavigationBar(destinations=[ft.NavigationBarDestination(icon=ft.Icons.HOME, label="Home"), ft.NavigationBarDestination(icon=ft.Icons.STAR, label="Star")], selected_index=1)
        page.drawer = None
        page.end_drawer = ft.NavigationDrawer(controls=[ft.NavigationDrawerDestination(label="Right", icon=ft.Icons.ABC)])
        page.floating_action_button = None
        page.bottom_appbar = ft.BottomAppBar(content=ft.Row([ft.IconButton(icon=ft.Icons.HOME), ft.IconButton(icon=ft.Icons.PERSON)]), shape=ft.CircularRectangleNotchShape(), notch_margin=5)

    async def drawers(e):
        await page.show_drawer()
        say("opened")

    async def right(e):
        await page.show_end_drawer()
        await page.close_end_drawer()
        say("right and closed")

    def over(e):
        page.overlay.append(ft.Container(ft.Text("floating"), right=5, bottom=5))
        page.overlay.append(ft.TransparentPointer(ft.Text("second")))
        if len(page.overlay) > 2:
            page.overlay.pop(0)

    def surgery(e):
        page.insert(0, ft.Text("top"), ft.Text("second"))
        page.remove_at(1)
        page.controls.append(ft.Text("bottom"))
        page.controls[-1].value += "!"
        say(f"{out in page.controls} {len(page.controls)}")

    def wipe(e):
        page.clean()
        page.add(buttons, out)
        page.appbar = None
        page.bottom_appbar = None
        page.navigation_bar = None
        page.overlay.clear()
        page.title = "Wiped"
        page.rtl = True
        page.show_semantics_debugger = False
        page.views[0].bgcolor = ft.Colors.with_opacity(0.5, "#abcdef")

    buttons = ft.Row([ft.FilledTonalButton(n, on_click=h) for n, h in (("alter", alter), ("swap", swap), ("drawers", drawers), ("right", right), ("over", over), ("surgery", surgery), ("wipe", wipe))], wrap=True)
    page.add(buttons, out)


ft.run(main)
