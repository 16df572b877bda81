import flet as ft


def main(page: ft.Page):
    out = ft.Text("")
    page.title = "Events"
    page.fonts = {"Kanit": "fonts/kanit.ttf"}
    page.theme = ft.Theme(font_family="Kanit", visual_density=ft.VisualDensity.COMPACT)
    page.window.width = 500
    page.window.title_bar_hidden = True

    def say(text):
        out.value = text

    page.on_resize = lambda e: say(f"resize {int(e.width)}x{int(e.height)} {int(page.width)}")
    page.on_keyboard_event = lambda e: say(f"key {e.key} {e.shift} {e.ctrl} {e.alt} {e.meta}")
    page.on_media_change = lambda e: say(f"media {page.media.orientation.value}")
    page.on_platform_brightness_change = lambda e: say(f"brightness {e.data} {page.platform_brightness.value}")
    page.on_app_lifecycle_state_change = lambda e: say(f"state {e.state.value}")
    page.on_error = lambda e: say(f"error {e.data}")
    page.on_route_change = lambda e: say(f"route {e.route}")

    def tap(e: ft.TapEvent):
        say(f"tap {int(e.local_position.x)} {int(e.global_position.y)} {e.kind.value}")

    def drag(e: ft.DragUpdateEvent):
        ball.left = (ball.left or 0) + e.local_delta.x
        ball.top = (ball.top or 0) + e.local_delta.y

    ball = ft.GestureDetector(content=ft.Container(width=20, height=20, bgcolor=ft.Colors.RED), left=0, top=0, on_pan_update=drag, drag_interval=10, on_tap_down=tap, mouse_cursor=ft.MouseCursor.MOVE)

    def hover(e):
        hot.bgcolor = ft.Colors.AMBER if e.data else None

    hot = ft.Container(ft.Text("hot"), on_hover=hover, on_size_change=lambda e: say(f"size {int(e.width)}"))
    page.add(out, ft.Stack([ball], width=200, height=100), hot)


ft.run(main)
