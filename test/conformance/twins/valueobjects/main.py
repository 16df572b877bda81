import flet as ft


def main(page: ft.Page):
    page.theme_mode = ft.ThemeMode.LIGHT
    page.theme = ft.Theme(
        color_scheme_seed=ft.Colors.TEAL,
        text_theme=ft.TextTheme(body_medium=ft.TextStyle(size=15, weight=ft.FontWeight.W_500)),
        scrollbar_theme=ft.ScrollbarTheme(thickness={ft.ControlState.HOVERED: 8, ft.ControlState.DEFAULT: 4}, radius=3),
        page_transitions=ft.PageTransitionsTheme(android=ft.PageTransitionTheme.ZOOM),
    )
    page.dark_theme = ft.Theme(color_scheme=ft.ColorScheme(primary=ft.Colors.AMBER, on_primary="#112233"))
    box = ft.Container(
        ft.Text("box", style=ft.TextStyle(size=20, italic=True, decoration=ft.TextDecoration.UNDERLINE, shadow=ft.BoxShadow(blur_radius=2, color="#80000000"))),
        width=120,
        height=80,
        padding=ft.Padding.symmetric(horizontal=12, vertical=4),
        margin=ft.Margin.only(left=3),
        border=ft.Border.only(top=ft.BorderSide(2, ft.Colors.BLUE_GREY_200), left=ft.BorderSide(3)),
        border_radius=ft.BorderRadius.vertical(top=8, bottom=2),
        alignment=ft.Alignment.BOTTOM_RIGHT,
        bgcolor=ft.Colors.with_opacity(0.25, ft.Colors.PRIMARY),
        gradient=ft.LinearGradient(colors=[ft.Colors.WHITE, ft.Colors.BLACK_12], begin=ft.Alignment.TOP_LEFT, end=ft.Alignment(0.8, 1), stops=[0.2, 1.0], tile_mode=ft.GradientTileMode.MIRROR),
        shadow=[ft.BoxShadow(spread_radius=1, blur_radius=15, offset=ft.Offset(0, 3)), ft.BoxShadow(blur_style=ft.BlurStyle.OUTER)],
        blur=ft.Blur(4, 2, ft.BlurTileMode.CLAMP),
        rotate=ft.Rotate(angle=0.5, alignment=ft.Alignment.CENTER),
        scale=1.5,
        offset=ft.Offset(0.1, 0),
        animate=ft.Animation(300, ft.AnimationCurve.EASE_IN_OUT),
        animate_opacity=250,
        animate_scale=True,
        image=ft.DecorationImage(src="paper.png", fit=ft.BoxFit.COVER, opacity=0.4),
        shape=ft.BoxShape.RECTANGLE,
        url=ft.Url("https://example.org", target=ft.UrlTarget.BLANK),
        tooltip=ft.Tooltip(message="A box", wait_duration=ft.Duration(milliseconds=400), padding=4),
        badge=ft.Badge(label="3", offset=ft.Offset(2, 2), bgcolor=ft.Colors.ERROR),
        col={"xs": 12, "md": 6},
    )
    style = ft.ButtonStyle(
        color={ft.ControlState.HOVERED: ft.Colors.WHITE, ft.ControlState.DEFAULT: ft.Colors.BLACK},
        bgcolor=ft.Colors.YELLOW,
        padding={ft.ControlState.HOVERED: 20},
        side={ft.ControlState.DEFAULT: ft.BorderSide(1, ft.Colors.BLUE), ft.ControlState.FOCUSED: ft.BorderSide(2, ft.Colors.RED)},
        shape={ft.ControlState.DEFAULT: ft.RoundedRectangleBorder(radius=2), ft.ControlState.PRESSED: ft.StadiumBorder()},
        text_style=ft.TextStyle(letter_spacing=1.5),
        animation_duration=500,
        elevation={"pressed": 0, "default": 1},
        visual_density=ft.VisualDensity.COMFORTABLE,
    )
    button = ft.Button("styled", style=style)
    label = ft.Text(
        spans=[
            ft.TextSpan("one ", ft.TextStyle(color=ft.Colors.RED)),
            ft.TextSpan("two", spans=[ft.TextSpan(" nested", ft.TextStyle(weight=ft.FontWeight.BOLD))], url="https://flet.dev"),
        ],
        text_align=ft.TextAlign.JUSTIFY,
        overflow=ft.TextOverflow.ELLIPSIS,
        theme_style=ft.TextThemeStyle.HEADLINE_SMALL,
        max_lines=2,
        selectable=True,
    )

    def nested(e):
        box.padding.left = 20
        box.border.top.color = ft.Colors.RED
        box.border.bottom = ft.BorderSide(5)
        box.gradient.colors.append(ft.Colors.GREEN)
        box.gradient.stops = [0, 0.5, 1]
        box.shadow[0].blur_radius = 3
        box.shadow.pop()
        box.rotate.angle = 1
        box.url.target = "_self"
        box.tooltip.message = "Still a box"
        box.badge.label = ft.Text("4")
        box.content.style.size = 22
        page.theme.text_theme.body_medium.size = 18
        label.spans[0].style.color = ft.Colors.GREEN
        label.spans[1].spans[0].text = " deep"
        label.spans.append(ft.TextSpan("three", on_click=lambda e: None))

    def states(e):
        style.color[ft.ControlState.HOVERED] = ft.Colors.PINK
        style.side[ft.ControlState.FOCUSED].width = 4
        style.shape[ft.ControlState.DEFAULT].radius = 9
        style.bgcolor = {ft.ControlState.DISABLED: ft.Colors.GREY}
        box.col["md"] = 3
        box.col["xl"] = 2
        del box.col["xs"]

    def swapped(e):
        box.padding = 5
        box.border = None
        box.border_radius = 12
        box.gradient = ft.SweepGradient(colors=["red", "blue"], start_angle=0.1)
        box.shadow = ft.BoxShadow(color=ft.Colors.SHADOW)
        box.rotate = 0.25
        box.scale = ft.Scale(scale_x=2, scale_y=0.5)
        box.animate = ft.Animation(curve=ft.AnimationCurve.BOUNCE_IN)
        box.tooltip = "plain"
        box.badge = None
        box.margin = ft.Margin.all(1)
        button.style = ft.ButtonStyle(shape=ft.CircleBorder(side=ft.BorderSide(3)), alignment=ft.Alignment.CENTER_LEFT)
        page.theme_mode = ft.ThemeMode.DARK
        page.theme = ft.Theme(color_scheme_seed="green")
        page.dark_theme.color_scheme.primary = ft.Colors.CYAN_ACCENT_400

    def same(e):
        box.padding = ft.Padding.all(5)
        box.border_radius = ft.BorderRadius.only(top_left=12)
        box.margin = ft.Margin(1, 1, 1, 1)
        box.gradient.colors = ["red", "blue"]
        page.theme.use_material3 = False

    page.add(
        ft.Row([ft.Button(text, on_click=handler) for text, handler in (("nested", nested), ("states", states), ("swapped", swapped), ("same", same))]),
        ft.ResponsiveRow([box], columns={"xs": 4, "md": 12}, spacing={"xs": 2}, run_spacing=4),
        button,
        label,
    )


ft.run(main)
