import flet as ft


def main(page: ft.Page):
    page.theme_mode = ft.ThemeMode.LIGHT
    page.theme = ft.Theme(color_scheme_seed=ft.Colors.TEAL, use_material3=True)
    page.dark_theme = ft.Theme(color_scheme_seed=ft.Colors.INDIGO)
    told = ft.Text("light teal")
    box = ft.Container(
        ft.Text("box"),
        width=80,
        height=40,
        bgcolor=ft.Colors.PRIMARY_CONTAINER,
        animate=ft.Animation(200, ft.AnimationCurve.EASE_IN_OUT),
        animate_opacity=100,
        border_radius=8,
    )
    face = ft.AnimatedSwitcher(ft.Text("first", key="first"), duration=100, transition=ft.AnimatedSwitcherTransition.FADE)

    def dark(e):
        page.theme_mode = ft.ThemeMode.DARK if e.control.value else ft.ThemeMode.LIGHT
        told.value = f"{page.theme_mode.value}"

    def seed(e):
        page.theme.color_scheme_seed = e.control.value
        told.value = f"seed {e.control.value}"

    def grow(e):
        box.width = 160 if box.width == 80 else 80
        box.opacity = 0.5 if box.width == 160 else 1
        box.bgcolor = ft.Colors.TERTIARY_CONTAINER if box.width == 160 else ft.Colors.PRIMARY_CONTAINER
        told.value = f"width {box.width}"

    def flip(e):
        name = "second" if face.content.value == "first" else "first"
        face.content = ft.Text(name, key=name)

    def style(e):
        button.style = ft.ButtonStyle(
            shape=ft.RoundedRectangleBorder(radius=2),
            bgcolor={ft.ControlState.HOVERED: ft.Colors.SECONDARY, ft.ControlState.DEFAULT: ft.Colors.SURFACE_TINT},
            padding=12,
        )

    def dense(e):
        page.theme.visual_density = ft.VisualDensity.COMPACT if e.data else ft.VisualDensity.STANDARD
        told.value = "dense" if e.data else "wide"

    def own(e):
        card.theme = ft.Theme(color_scheme=ft.ColorScheme(primary=ft.Colors.ORANGE, on_primary=ft.Colors.BLACK))
        card.theme_mode = ft.ThemeMode.DARK

    button = ft.FilledButton("style", on_click=style)
    card = ft.Container(ft.FilledTonalButton("own theme", on_click=own), padding=5)
    page.add(
        ft.Switch(label="Dark", on_change=dark),
        ft.RadioGroup(
            ft.Row([ft.Radio(value=one, label=one.capitalize()) for one in ["teal", "pink", "amber"]]),
            value="teal",
            on_change=seed,
        ),
        ft.Checkbox(label="Dense", on_change=dense),
        box,
        face,
        ft.Row([ft.Button("grow", on_click=grow), ft.Button("flip", on_click=flip), button]),
        card,
        told,
    )


ft.run(main)
