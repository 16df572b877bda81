import flet as ft


async def main(page: ft.Page):
    pages = ft.PageView([ft.Text("p1"), ft.Text("p2")], height=40, selected_index=0, on_change=lambda e: setattr(status, "value", f"page {e.data}"))
    status = ft.Text("made")
    switcher = ft.AnimatedSwitcher(ft.Text("old", key="old"), transition=ft.AnimatedSwitcherTransition.SCALE, duration=100)
    grid = ft.GridView([ft.Container(ft.Text(str(n)), bgcolor=ft.Colors.INDIGO_100) for n in range(3)], max_extent=50, spacing=2, run_spacing=2, reverse=False)
    stack = ft.Stack([ft.Image(src="/a.png", width=40, error_content=ft.Text("no image"), semantics_label="A"), ft.Text("over", left=2, bottom=3)], fit=ft.StackFit.EXPAND, clip_behavior=ft.ClipBehavior.HARD_EDGE)
    tile = ft.ListTile(title="Title", subtitle=ft.Text("Sub"), leading=ft.Icons.LIST, trailing=ft.Icon(ft.Icons.CHEVRON_RIGHT, size=18), toggle_inputs=True, is_three_line=True, on_click=lambda e: setattr(e.control, "selected", not e.control.selected), content_padding=4)
    expansion = ft.ExpansionTile(title=ft.Text("Expand"), affinity=ft.TileAffinity.LEADING, maintain_state=True, controls=[ft.Text("in")], collapsed_text_color=ft.Colors.RED)
    panels = ft.ExpansionPanelList([ft.ExpansionPanel(header=ft.Text("H"), content=ft.Text("C"), expanded=True)], elevation=8, divider_color="amber")
    tabs = ft.Tabs(
        selected_index=1,
        length=2,
        animation_duration=300,
        content=ft.Column([ft.TabBar(tabs=[ft.Tab(label="One", icon=ft.Icons.LOOKS_ONE), ft.Tab(label=ft.Text("Two"))], scrollable=False, indicator_color="red"), ft.TabBarView([ft.Text("first"), ft.Text("second")], height=50)]),
    )
    md = ft.Markdown("# T\n[l](https://a.b)", selectable=True, on_tap_link=lambda e: setattr(status, "value", f"link {e.data}"), md_style_sheet=ft.MarkdownStyleSheet(h1_text_style=ft.TextStyle(size=30)))
    misc = [
        ft.Semantics(content=ft.Text("sem"), label="meaning", button=True),
        ft.MergeSemantics(ft.Text("merged")),
        ft.SelectionArea(ft.Text("select")),
        ft.Placeholder(fallback_height=20, color=ft.Colors.GREEN_200, stroke_width=3),
        ft.Shimmer(ft.Container(width=30, height=10), base_color=ft.Colors.GREY_400, highlight_color=ft.Colors.WHITE),
        ft.RotatedBox(1, ft.Text("r")),
        ft.Hero("h", ft.Text("hero")),
        ft.Pagelet(content=ft.Text("pagelet"), appbar=ft.AppBar(title=ft.Text("P")), height=80),
        ft.ProgressRing(stroke_cap=ft.StrokeCap.ROUND, semantics_value=3),
        ft.CupertinoActivityIndicator(radius=20, animating=True),
        ft.CupertinoListTile(title="cup", additional_info=ft.Text("x"), notched=True),
        ft.WindowDragArea(ft.Text("drag"), maximizable=False),
        ft.Text("badge", badge="9", tooltip=ft.Tooltip("tip", decoration=ft.BoxDecoration(bgcolor=ft.Colors.RED, border_radius=4))),
        ft.VerticalDivider(width=9, thickness=3, leading_indent=1, color=ft.Colors.OUTLINE_VARIANT),
        ft.Icon(ft.CupertinoIcons.ADD, color=ft.CupertinoColors.SYSTEM_BLUE, shadows=ft.BoxShadow(blur_radius=1)),
        ft.FilledIconButton(ft.Icons.SAVE), ft.OutlinedIconButton(ft.Icons.SAVE, badge=ft.Badge(small_size=4)), ft.FilledTonalIconButton(ft.Icons.SAVE),
        ft.Button("icon", icon=ft.Icons.CLOUD, icon_color="blue", color=ft.Colors.WHITE, bgcolor=ft.Colors.BLACK, elevation=3),
        ft.Card(ft.Text("card"), variant=ft.CardVariant.OUTLINED, show_border_on_foreground=True),
        ft.ResponsiveRow([ft.Text("r1", col=6), ft.Text("r2", col={"sm": 4})], alignment=ft.MainAxisAlignment.SPACE_BETWEEN),
        ft.Text("caps", font_family="Kanit", weight=ft.FontWeight.BOLD, italic=True, no_wrap=True, color=ft.Colors.ON_SURFACE, bgcolor=ft.Colors.AMBER_ACCENT_100, opacity=0.5, expand=True, rtl=True, visible=False),
        ft.AutofillGroup(ft.TextField(label="street", autofill_hints=[ft.AutofillHint.FULL_STREET_ADDRESS]), dispose_action=ft.AutofillGroupDisposeAction.CANCEL),
        ft.Row([ft.Text("x", expand=2), ft.Text("y", expand=1, expand_loose=True)], alignment=ft.MainAxisAlignment.SPACE_EVENLY, vertical_alignment=ft.CrossAxisAlignment.END, tight=True, intrinsic_height=True),
    ]

    async def alter(e):
        switcher.content = ft.Text("new", key="new")
        grid.controls.extend(ft.Text(f"n{n}") for n in range(2))
        stack.controls[0].src = b"\x89PNG"
        stack.controls[1].left = None
        stack.controls[1].right = 5
        tile.title = ft.Text("Changed")
        tile.leading = None
        expansion.controls.append(ft.Text("more"))
        panels.controls[0].expanded = False
        panels.controls.append(ft.ExpansionPanel(header=ft.Text("N")))
        tabs.selected_index = 0
        tabs.content.controls[0].tabs.append(ft.Tab(label="Three"))
        tabs.content.controls[1].controls.append(ft.Text("third"))
        tabs.length = 3
        md.value = "changed *md*"
        misc[-1].controls.reverse()
        misc[12].tooltip.decoration.bgcolor = ft.Colors.GREEN

    async def turn(e):
        await pages.next_page(animation_duration=ft.Duration(milliseconds=10), animation_curve=ft.AnimationCurve.EASE)
        await tabs.move_to(1)
        status.value = "turned"

    page.fonts = {"Kanit": "https://fonts.example/kanit.ttf"}
    page.add(status, ft.Button("alter", on_click=alter), ft.Button("turn", on_click=turn), pages, switcher, grid, stack, tile, expansion, panels, tabs, md, *misc)


ft.run(main)
