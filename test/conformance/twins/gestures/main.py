import flet as ft


def main(page: ft.Page):
    out = ft.Text("")

    def say(text):
        out.value = text

    bin = ft.DragTarget(
        group="color",
        content=ft.Container(ft.Text("drop here"), width=80, height=80, border=ft.Border.all(1)),
        on_will_accept=lambda e: say(f"will {e.accept}"),
        on_leave=lambda e: say("left"),
    )

    def accept(e):
        src = e.src
        bin.content.bgcolor = src.data
        say(f"{type(src).__name__} {src.group} at {e.local_position.x:.0f},{e.local_position.y:.0f}")

    bin.on_accept = accept
    drag = ft.Draggable(
        group="color",
        data=ft.Colors.CYAN,
        content=ft.Container(width=50, height=50, bgcolor=ft.Colors.CYAN, border_radius=5),
        content_feedback=ft.Container(width=20, height=20, bgcolor=ft.Colors.CYAN),
        content_when_dragging=ft.Container(width=50, height=50, bgcolor=ft.Colors.BLUE_GREY_200),
        on_drag_start=lambda e: say("drag starts"),
        on_drag_complete=lambda e: say(out.value + " done"),
    )
    order = ft.ReorderableListView(
        controls=[ft.ListTile(title=ft.Text(f"Item {n}"), data=n) for n in range(4)],
        show_default_drag_handles=False,
    )

    def reorder(e):
        order.controls.insert(e.new_index, order.controls.pop(e.old_index))
        say(f"{e.old_index}->{e.new_index}")

    order.on_reorder = reorder
    gone = ft.Dismissible(
        content=ft.ListTile(title="swipe me"),
        background=ft.Container(bgcolor=ft.Colors.GREEN),
        dismiss_direction=ft.DismissDirection.HORIZONTAL,
        on_update=lambda e: say(f"{e.progress:.1f} {e.reached} {e.direction.value}"),
    )

    async def confirm(e):
        await gone.confirm_dismiss(e.direction == ft.DismissDirection.START_TO_END)

    def dismissed(e):
        page.controls.remove(e.control)
        say(f"dismissed {e.direction.value}")

    gone.on_confirm_dismiss = confirm
    gone.on_dismiss = dismissed
    pad = ft.GestureDetector(
        content=ft.Container(width=100, height=100, bgcolor=ft.Colors.AMBER),
        mouse_cursor=ft.MouseCursor.GRAB,
        drag_interval=10,
        on_tap=lambda e: say("tap"),
        on_double_tap=lambda e: say("double"),
        on_long_press_start=lambda e: say(f"long {e.local_position.x}"),
        on_secondary_tap=lambda e: say("second"),
        on_pan_start=lambda e: say(f"pan {e.global_position.y}"),
        on_pan_end=lambda e: say(f"end {e.velocity.x if e.velocity else None}"),
        on_scale_update=lambda e: say(f"scale {e.scale} {e.pointer_count}"),
        on_hover=lambda e: say(f"hover {e.local_position.x}"),
        on_scroll=lambda e: say(f"scroll {e.scroll_delta.y}"),
    )
    keys = ft.KeyboardListener(ft.Text("type"), autofocus=True, on_key_down=lambda e: say(f"down {e.key}"), on_key_up=lambda e: say(f"up {e.key}"))
    zoom = ft.InteractiveViewer(ft.Text("zoom"), min_scale=0.5, on_interaction_update=lambda e: say(f"zoom {e.scale}"))

    async def zooming(e):
        await zoom.zoom(1.5)
        await zoom.reset(animation_duration=ft.Duration(milliseconds=200))
        say("zoomed")

    touch = ft.Container(ft.Text("ink"), ink=True, on_click=lambda e: say("click"), on_long_press=lambda e: say("long press"), on_tap_down=lambda e: say(f"tap {e.local_position.x}"), animate_position=ft.Animation(100), on_animation_end=lambda e: say(f"end of {e.data}"))
    flow = ft.Column([ft.Text(str(n)) for n in range(3)], scroll=ft.ScrollMode.HIDDEN, scroll_interval=50, on_scroll=lambda e: say(f"{e.event_type.value} {e.pixels:.0f} {e.direction}"), height=40)
    page.add(ft.Row([drag, bin]), order, gone, ft.Stack([pad]), keys, zoom, touch, flow, out)
    page.add(ft.Button("zoom", on_click=zooming))


ft.run(main)
