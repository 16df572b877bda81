import flet as ft

Theme = ft.create_context("light")
Dispatch = ft.create_context(None)


def reduce(state, action):
    kind, amount = action
    if kind == "add":
        return {**state, "total": state["total"] + amount, "moves": state["moves"] + 1}
    if kind == "reset":
        return {"total": 0, "moves": state["moves"] + 1}
    raise ValueError(kind)


@ft.component
def Amount(by):
    dispatch = ft.use_context(Dispatch)
    theme = ft.use_context(Theme)
    return ft.Button(f"add {by}", color="white" if theme == "dark" else None, on_click=lambda e: dispatch(("add", by)))


@ft.component
def Panel(title, children):
    theme = ft.use_context(Theme)
    opened, set_opened = ft.use_state(True)
    return ft.Container(
        bgcolor="black" if theme == "dark" else "white",
        padding=ft.Padding.symmetric(horizontal=10, vertical=4),
        content=ft.Column(
            [
                ft.TextButton(f"{title} {'-' if opened else '+'}", on_click=lambda e: set_opened(not opened)),
                *(children() if opened else []),
            ],
            spacing=2,
        ),
    )


@ft.component
def Clock(log):
    ticks, set_ticks = ft.use_state(0)

    def start():
        log("started")
        set_ticks(1)

    ft.use_effect(start, [], cleanup=lambda: log("stopped"))
    ft.use_effect(lambda: log(f"ticks {ticks}") if ticks > 1 else None, [ticks])
    return ft.TextButton(f"tick {ticks}", on_click=lambda e: set_ticks(ticks + 1))


@ft.component
def Confirm(text, on_yes):
    asked, ask = ft.use_state(False)
    times, set_times = ft.use_state(0)

    def yes(e):
        ask(False)
        on_yes()

    ft.use_dialog(
        ft.AlertDialog(
            modal=True,
            title=ft.Text(text),
            content=ft.Column([ft.Text(f"again {times}"), ft.TextButton("again", on_click=lambda e: set_times(times + 1))]),
            actions=[ft.TextButton("yes", on_click=yes), ft.TextButton("no", on_click=lambda e: ask(False))],
            on_dismiss=lambda e: ask(False),
        )
        if asked
        else None
    )
    return ft.Button(text, on_click=lambda e: ask(True))


@ft.component
def App():
    theme, set_theme = ft.use_state("light")
    state, set_state = ft.use_state({"total": 0, "moves": 0})
    lines, set_lines = ft.use_state([])
    running, set_running = ft.use_state(True)

    def log(line):
        set_lines(lambda before: before + [line])

    def dispatch(action):
        set_state(lambda before: reduce(before, action))

    return Theme(
        theme,
        lambda: Dispatch(
            dispatch,
            lambda: ft.Column(
                [
                    ft.Text(f"total {state['total']} after {state['moves']}"),
                    Panel("amounts", lambda: [Amount(1, key=1), Amount(10, key=10)]),
                    Panel("danger", lambda: [Confirm("reset", lambda: dispatch(("reset", 0)))]),
                    Clock(log) if running else ft.Text("no clock"),
                    ft.Switch(label="dark", value=theme == "dark", on_change=lambda e: set_theme("dark" if e.control.value else "light")),
                    ft.Button("clock", on_click=lambda e: set_running(not running)),
                    ft.Column([ft.Text(line) for line in lines]),
                ]
            ),
        ),
    )


ft.run(lambda page: page.render(App))
