import flet as ft
import flet.canvas as cv


def main(page: ft.Page):
    last = {"x": 0, "y": 0}
    paint = {"color": ft.Colors.BLACK, "width": 2}
    strokes = ft.Text("0 strokes")
    ends = []

    def begin(e):
        ends.append(len(canvas.shapes))
        last["x"], last["y"] = e.local_position.x, e.local_position.y

    def draw(e):
        x, y = e.local_position.x, e.local_position.y
        canvas.shapes.append(
            cv.Line(
                last["x"],
                last["y"],
                x,
                y,
                paint=ft.Paint(color=paint["color"], stroke_width=paint["width"], stroke_cap=ft.StrokeCap.ROUND),
            )
        )
        last["x"], last["y"] = x, y

    def finish(e):
        strokes.value = f"{len(ends)} strokes"

    def undo(e):
        if ends:
            del canvas.shapes[ends.pop() :]
        finish(e)

    def clear(e):
        ends.clear()
        canvas.shapes = []
        finish(e)

    def color(e):
        paint["color"] = e.control.data

    def width(e):
        paint["width"] = e.control.value
        strokes.value = f"width {e.control.value:.0f}"

    canvas = cv.Canvas(
        shapes=[],
        width=300,
        height=200,
        content=ft.GestureDetector(
            on_pan_start=begin, on_pan_update=draw, on_pan_end=finish, drag_interval=10, expand=True
        ),
    )
    page.add(
        canvas,
        ft.Row([
            ft.IconButton(ft.Icons.CIRCLE, icon_color=one, data=one, tooltip=one, on_click=color)
            for one in ["red", "green"]
        ]),
        ft.Slider(min=1, max=9, divisions=8, value=2, on_change=width),
        ft.Row([ft.OutlinedButton("undo", on_click=undo), ft.OutlinedButton("clear", on_click=clear)]),
        strokes,
    )


ft.run(main)
