import flet as ft


def main(page: ft.Page):
    page.theme = ft.Theme(color_scheme_seed=ft.Colors.GREEN, use_material3=True)
    page.dark_theme = ft.Theme(color_scheme=ft.ColorScheme(primary=ft.Colors.PINK))
    page.theme_mode = ft.ThemeMode.DARK
    page.padding = 20
    page.spacing = 5
    page.horizontal_alignment = ft.CrossAxisAlignment.CENTER
    page.vertical_alignment = ft.MainAxisAlignment.SPACE_AROUND
    page.scroll = ft.ScrollMode.AUTO
    page.bgcolor = ft.Colors.with_opacity(0.5, ft.Colors.BLUE_50)
    page.appbar = ft.AppBar(title=ft.Text("Looks"), center_title=True, actions=[ft.IconButton(ft.Icons.MENU)])
    page.floating_action_button = ft.FloatingActionButton(icon=ft.Icons.ADD, mini=True)
    box = ft.Container(
        content=ft.Text("Box", style=ft.TextStyle(size=20, weight=ft.FontWeight.BOLD, decoration=ft.TextDecoration.UNDERLINE)),
        width=200,
        height=100,
        padding=ft.Padding.symmetric(vertical=4, horizontal=8),
        margin=ft.Margin.only(left=3),
        alignment=ft.Alignment.CENTER,
        border=ft.Border(left=ft.BorderSide(2, ft.Colors.RED), bottom=ft.BorderSide(1, "#00ff00")),
        border_radius=ft.BorderRadius.only(top_left=10, bottom_right=20),
        gradient=ft.LinearGradient(colors=[ft.Colors.RED, ft.Colors.BLUE], begin=ft.Alignment.TOP_LEFT, end=ft.Alignment.BOTTOM_RIGHT, stops=[0.1, 0.9]),
        shadow=[ft.BoxShadow(blur_radius=5, color=ft.Colors.BLACK_26, offset=ft.Offset(1, 2))],
        animate=ft.Animation(300, ft.AnimationCurve.EASE_IN_OUT),
        animate_opacity=200,
        rotate=ft.Rotate(angle=0.5),
        scale=1.5,
        offset=ft.Offset(0.1, 0),
        opacity=0.9,
        tooltip=ft.Tooltip(message="Tip", wait_duration=ft.Duration(milliseconds=500)),
        badge="3",
        ink=True,
        on_click=lambda e: None,
    )
    button = ft.Button(
        "Styled",
        icon=ft.Icons.STAR,
        color=ft.Colors.WHITE,
        bgcolor={ft.ControlState.HOVERED: ft.Colors.RED, ft.ControlState.DEFAULT: ft.Colors.BLUE},
        style=ft.ButtonStyle(shape=ft.RoundedRectangleBorder(radius=8), padding=10, side={ft.ControlState.DEFAULT: ft.BorderSide(1)}),
    )
    icon = ft.IconButton(ft.Icons.DELETE, icon_color=ft.Colors.ERROR, selected=False, selected_icon=ft.Icons.CHECK, bgcolor=ft.Colors.AMBER)
    spans = ft.Text(spans=[ft.TextSpan("one ", ft.TextStyle(italic=True)), ft.TextSpan("two", url="https://example.org")], selectable=True)
    stack = ft.Stack([ft.Container(bgcolor=ft.Colors.GREY, expand=True), ft.Text("over", left=5, top=6)], width=100, height=50)
    responsive = ft.ResponsiveRow([ft.Text("a", col={"xs": 12, "md": 6}), ft.Text("b", col=6)], run_spacing={"xs": 10})
    tabs = ft.Tabs(
        length=2,
        selected_index=1,
        content=ft.Column([ft.TabBar(tabs=[ft.Tab("One"), ft.Tab(icon=ft.Icons.HOME)]), ft.TabBarView(controls=[ft.Text("1"), ft.Text("2")], height=50)]),
    )
    field = ft.TextField(
        label="Styled", border=ft.UnderlineInputBorder(), prefix_icon=ft.Icons.SEARCH, suffix=ft.Text("kg"),
        input_filter=ft.NumbersOnlyInputFilter(), text_align=ft.TextAlign.RIGHT, password=True, can_reveal_password=True,
    )

    def restyle(e):
        box.content.style.size = 30
        box.padding.left = 1
        box.border = ft.Border.all(3, ft.Colors.GREEN)
        box.gradient = None
        box.width = None
        box.scale = ft.Scale(2)
        button.bgcolor = ft.Colors.PURPLE
        button.style.padding = 4
        icon.selected = True
        responsive.controls[0].col["lg"] = 3
        del responsive.controls[0].col["xs"]
        page.theme_mode = ft.ThemeMode.LIGHT
        page.theme.color_scheme_seed = ft.Colors.RED
        spans.spans.append(ft.TextSpan("three"))

    page.add(box, button, icon, spans, stack, responsive, tabs, field, ft.OutlinedButton("restyle", on_click=restyle))


ft.run(main)
