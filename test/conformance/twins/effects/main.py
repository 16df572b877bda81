import asyncio

import flet as ft

log = []


def note(text):
    log.append(text)


@ft.component
def Leaf(name, n):
    renders = ft.use_ref(0)
    renders.current += 1

    def setup():
        note(f"+{name}{n}")

    ft.use_effect(setup, [n], cleanup=lambda: note(f"-{name}{n}"))
    ft.on_mounted(lambda: note(f"in {name}"))
    ft.on_unmounted(lambda: note(f"out {name}"))
    return ft.Text(f"{name} {n} r{renders.current}")


@ft.component
def Twice(n):
    double, set_double = ft.use_state(0)
    square, set_square = ft.use_state(0)
    ft.use_effect(lambda: set_double(n * 2), [n])
    ft.use_effect(lambda: set_square(double * double), [double])
    return ft.Text(f"{n} {double} {square}")


@ft.component
def App():
    n, set_n = ft.use_state(0)
    there, set_there = ft.use_state(True)
    seen, set_seen = ft.use_state("")
    word, set_word = ft.use_state("idle")
    ft.use_effect(lambda: note(f"app {n}"), [n])

    async def later(e):
        set_word("waiting")
        await asyncio.sleep(0.01)
        set_word("done")
        set_n(lambda n: n + 1)
        set_n(lambda n: n + 1)

    def thrice(e):
        set_n(n + 1)
        set_n(n + 1)
        set_n(lambda n: n + 1)

    def show(e):
        set_seen(" ".join(log))
        log.clear()

    return ft.Column([
        ft.Button("more", on_click=lambda e: set_n(n + 1)),
        ft.Button("same", on_click=lambda e: set_n(n)),
        ft.Button("toggle", on_click=lambda e: set_there(not there)),
        ft.Button("later", on_click=later),
        ft.Button("thrice", on_click=thrice),
        ft.Button("show", on_click=show),
        ft.Column([Leaf("a", n), Leaf("b", n // 2)]) if there else ft.Text("nobody"),
        Twice(n),
        ft.Text(word),
        ft.Text(seen),
    ])


def main(page: ft.Page):
    log.clear()
    page.render(App)


ft.run(main)
