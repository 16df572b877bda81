import datetime

import flet as ft
import flet.canvas as cv


def main(page: ft.Page):
    canvas = cv.Canvas(
        [
            cv.Circle(100, 100, 50, ft.Paint(color=ft.Colors.RED, style=ft.PaintingStyle.STROKE, stroke_width=3)),
            cv.Line(0, 0, 50, 50, paint=ft.Paint(stroke_dash_pattern=[5, 5])),
            cv.Rect(10, 10, 60, 40, border_radius=5, paint=ft.Paint(gradient=ft.PaintLinearGradient((0, 0), (60, 40), colors=[ft.Colors.RED, ft.Colors.BLUE]))),
            cv.Path([cv.Path.MoveTo(25, 125), cv.Path.QuadraticTo(50, 25, 135, 35, 0.35), cv.Path.Close()], paint=ft.Paint(style=ft.PaintingStyle.FILL)),
            cv.Text(10, 20, "Hello", ft.TextStyle(weight=ft.FontWeight.BOLD), alignment=ft.Alignment.TOP_CENTER, rotate=0.3),
            cv.Arc(0, 0, 50, 50, start_angle=0.5, sweep_angle=1.5, use_center=True),
        ],
        width=200, height=200, content=ft.GestureDetector(drag_interval=10),
    )
    picker = ft.DatePicker(
        first_date=datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc),
        last_date=datetime.datetime(2025, 12, 31, tzinfo=datetime.timezone.utc),
        value=datetime.datetime(2024, 6, 2, tzinfo=datetime.timezone.utc),
    )
    clock = ft.TimePicker(value=datetime.time(13, 5), help_text="When?")
    out = ft.Text("")

    def picked(e):
        out.value = e.control.value.strftime("%Y-%m-%d")

    def timed(e):
        out.value = e.control.value.strftime("%H:%M")

    picker.on_change = picked
    clock.on_change = timed

    def draw(e):
        canvas.shapes[0].radius = 30
        canvas.shapes[0].paint.color = ft.Colors.GREEN
        canvas.shapes.append(cv.Points([(1, 2), ft.Offset(3, 4)], cv.PointMode.POLYGON))
        canvas.shapes.pop(1)

    page.add(
        canvas,
        ft.Button("date", on_click=lambda e: page.show_dialog(picker)), ft.Button("time", on_click=lambda e: page.show_dialog(clock)),
        ft.Button("draw", on_click=draw), out,
        ft.AnimatedSwitcher(ft.Text("a"), duration=500, reverse_duration=ft.Duration(seconds=1), switch_in_curve=ft.AnimationCurve.BOUNCE_OUT),
        ft.Markdown("# Hi", extension_set=ft.MarkdownExtensionSet.GITHUB_WEB, code_theme=ft.MarkdownCodeTheme.ATOM_ONE_DARK),
        ft.Dismissible(ft.ListTile(title="x"), dismiss_direction=ft.DismissDirection.HORIZONTAL, dismiss_thresholds={ft.DismissDirection.END_TO_START: 0.2}),
        ft.ShaderMask(content=ft.Text("s"), blend_mode=ft.BlendMode.MULTIPLY, shader=ft.RadialGradient(colors=["#fff", "#000"], center=ft.Alignment(0.1, -0.2), radius=0.7)),
        ft.InteractiveViewer(ft.Text("v"), min_scale=0.1, max_scale=15, boundary_margin=ft.Margin.all(20)),
    )


ft.run(main)
