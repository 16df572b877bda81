import flet as ft


def main(page: ft.Page):
    out = ft.Text("")

    def say(text):
        out.value = text

    check = ft.PopupMenuItem(content="Check", checked=False)

    def toggled(e):
        check.checked = not check.checked

    check.on_click = toggled
    popup = ft.PopupMenuButton(
        icon=ft.Icons.MORE_VERT,
        items=[ft.PopupMenuItem(icon=ft.Icons.POWER, content="Power", on_click=lambda e: say("power")), ft.PopupMenuItem(), check],
        tooltip="Menu",
    )
    bar = ft.MenuBar(
        style=ft.MenuStyle(alignment=ft.Alignment.TOP_LEFT, bgcolor=ft.Colors.RED_300, mouse_cursor={ft.ControlState.HOVERED: ft.MouseCursor.WAIT}),
        controls=[
            ft.SubmenuButton(
                content=ft.Text("File"),
                controls=[ft.MenuItemButton(content=ft.Text("Save"), leading=ft.Icon(ft.Icons.SAVE), on_click=lambda e: say("save"), close_on_click=False)],
                on_open=lambda e: say("open"),
            )
        ],
    )
    segments = ft.SegmentedButton(
        segments=[ft.Segment(value="1", label=ft.Text("One"), icon=ft.Icon(ft.Icons.LOOKS_ONE)), ft.Segment(value="2", label="Two")],
        selected=["1"],
        allow_multiple_selection=True,
        on_change=lambda e: say(",".join(sorted(e.control.selected))),
    )
    context = ft.ContextMenu(content=ft.Text("area"), secondary_items=[ft.PopupMenuItem(content="Copy", on_click=lambda e: say("copy"))])
    cupertino = ft.Column([
        ft.CupertinoButton("Tap", on_click=lambda e: say("tap")),
        ft.CupertinoFilledButton("Fill", opacity_on_click=0.3),
        ft.CupertinoSwitch(value=True, on_change=lambda e: say(f"cup {e.control.value}")),
        ft.CupertinoTextField(placeholder_text="Name", border=ft.OutlineInputBorder()),
        ft.CupertinoSlidingSegmentedButton(selected_index=1, thumb_color=ft.Colors.BLUE_400, controls=[ft.Text("A"), ft.Text("B")]),
        ft.CupertinoCheckbox(label="box", value=False),
    ])
    search = ft.SearchBar(bar_hint_text="Search", controls=[ft.ListTile(title=ft.Text("hit"))], on_change=lambda e: say(f"search {e.data}"))
    drop = ft.DropdownM2(options=[ft.dropdownm2.Option("a"), ft.dropdownm2.Option("b", "Bee")], value="a")

    def grow(e):
        popup.items.append(ft.PopupMenuItem(content=f"Item {len(popup.items)}"))
        bar.controls[0].controls[0].disabled = True
        segments.selected = ["2"]
        if len(drop.options) > 1:
            drop.options.pop(0)
        drop.options[0].text = "Bees"

    page.add(popup, bar, segments, context, cupertino, search, drop, out, ft.Button("grow", on_click=grow, tooltip="Grows"))


ft.run(main)
