import flet as ft


@ft.component
def Counter(label, step=1):
    n, set_n = ft.use_state(0)
    return ft.TextButton(f"{label} {n}", on_click=lambda e: set_n(n + step))


@ft.component
def Other(label):
    n, set_n = ft.use_state(100)
    return ft.OutlinedButton(f"{label} {n}", on_click=lambda e: set_n(n + 1))


@ft.component
def Nothing():
    return None


@ft.component
def Several(n):
    return [ft.Text(f"s{i}") for i in range(n)]


Level = ft.create_context("top")


@ft.component
def Show():
    return ft.Text(ft.use_context(Level))


@ft.component
def Nest(children):
    return ft.Container(ft.Column(children), padding=2)


@ft.component
def App():
    n, set_n = ft.use_state(0)
    kind = n % 4
    shown = [
        lambda: Counter("one"),
        lambda: Counter("one", step=5),
        lambda: Other("one"),
        lambda: ft.Text("plain"),
    ][kind]()
    cached = ft.use_memo(lambda: ft.Text(f"memo {n // 3}"), [n // 3])
    return ft.Column([
        ft.Button("next", on_click=lambda e: set_n(n + 1)),
        shown,
        Nothing() if kind == 1 else Counter("sometimes"),
        cached,
        ft.Row([ft.Text("before"), Several(kind), ft.Text("after")]) if False else ft.Text("row"),
        Level("mid" if n < 3 else "deep", lambda: Nest([Show(), Level("low", lambda: Show()), Show()])),
        Show(),
        ft.Text(f"visible {n}", visible=kind != 2),
        *([Counter("tail", key="tail")] if kind else []),
        Counter("end", key="end"),
    ])


ft.run(lambda page: page.render(App))
