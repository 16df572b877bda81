import datetime

import flet as ft


def main(page: ft.Page):
    log = ft.Column()

    def say(text):
        log.controls.append(ft.Text(text))

    def close(e):
        closed = page.pop_dialog()
        say(f"closed {type(closed).__name__}")

    inner = ft.AlertDialog(title="Inner", content=ft.Text("deeper"), actions=[ft.TextButton("Back", on_click=close)], on_dismiss=lambda e: say("inner gone"))
    outer = ft.AlertDialog(
        title=ft.Text("Outer"),
        content=ft.TextField(label="Inside", on_change=lambda e: say(f"typed {e.control.value}")),
        actions=[ft.TextButton("Deeper", on_click=lambda e: page.show_dialog(inner)), ft.FilledButton("Close", on_click=close)],
        shape=ft.RoundedRectangleBorder(radius=10),
        inset_padding=ft.Padding.all(20),
        bgcolor=ft.Colors.SURFACE,
        on_dismiss=lambda e: say(f"outer gone {e.control.open}"),
    )
    banner = ft.Banner(
        content=ft.Text("Backup failed"),
        leading=ft.Icon(ft.Icons.WARNING_AMBER_ROUNDED, color=ft.Colors.AMBER, size=40),
        actions=[ft.TextButton("Retry", on_click=close), ft.TextButton("Ignore", on_click=close)],
        bgcolor=ft.Colors.AMBER_100,
        on_dismiss=lambda e: say("banner gone"),
    )
    count = 0

    def snack(e):
        nonlocal count
        count += 1
        page.show_dialog(
            ft.SnackBar(
                content=f"Snack {count}",
                action=ft.SnackBarAction(label="Undo", text_color=ft.Colors.BLUE, on_click=lambda e: say("undone")),
                behavior=ft.SnackBarBehavior.FLOATING,
                duration=ft.Duration(seconds=count),
                show_close_icon=True,
                on_visible=lambda e: say("visible"),
            )
        )

    date = ft.DatePicker(
        first_date=datetime.datetime(2024, 1, 1),
        last_date=datetime.datetime(2024, 12, 31),
        entry_mode=ft.DatePickerEntryMode.INPUT,
        on_change=lambda e: say(f"date {e.control.value.year}-{e.control.value.month}-{e.control.value.day}"),
        on_dismiss=lambda e: say("no date"),
    )
    span = ft.DateRangePicker(
        start_value=datetime.datetime(2024, 3, 1, tzinfo=datetime.timezone.utc),
        end_value=datetime.datetime(2024, 3, 9, tzinfo=datetime.timezone.utc),
        on_change=lambda e: say(f"span {e.control.start_value.day} to {e.control.end_value.day}"),
    )
    clock = ft.TimePicker(
        value=datetime.time(hour=9, minute=30),
        entry_mode=ft.TimePickerEntryMode.DIAL,
        on_change=lambda e: say(f"time {e.control.value.hour}:{e.control.value.minute}"),
    )
    sheet = ft.CupertinoBottomSheet(
        ft.CupertinoTimerPicker(value=ft.Duration(minutes=5), second_interval=10, mode=ft.CupertinoTimerPickerMode.MINUTE_SECONDS, on_change=lambda e: say(f"timer {e.control.value}")),
        height=200,
        on_dismiss=lambda e: say("timer gone"),
    )
    again = ft.CupertinoAlertDialog(
        title=ft.Text("Delete?"),
        actions=[
            ft.CupertinoDialogAction("Yes", destructive=True, on_click=close),
            ft.CupertinoDialogAction("No", default=True, on_click=close),
        ],
    )
    low = ft.BottomSheet(ft.Container(ft.Button("lower", on_click=close), padding=10), show_drag_handle=True, scrollable=True, draggable=True, use_safe_area=False)

    def twice(e):
        try:
            page.show_dialog(outer)
            page.show_dialog(outer)
        except Exception as error:
            say("refused" if "already" in str(error) else str(error))

    def edit(e):
        outer.title = "Renamed"
        outer.actions.append(ft.TextButton("Third"))
        inner.content = ft.Column([ft.Text("a"), ft.Text("b")], tight=True)
        banner.actions.pop(0)

    shows = {"outer": outer, "banner": banner, "date": date, "span": span, "clock": clock, "timer": sheet, "again": again, "low": low}
    page.add(
        ft.Row([ft.Button(name, on_click=lambda e, d=dialog: page.show_dialog(d)) for name, dialog in shows.items()], wrap=True),
        ft.Row([ft.Button("snack", on_click=snack), ft.Button("twice", on_click=twice), ft.Button("edit", on_click=edit), ft.Button("pop", on_click=close)]),
        log,
    )


ft.run(main)
