import flet as ft


def before(page: ft.Page):
    page.title = "Before"
    page.session.store.set("made", "before main")


def main(page: ft.Page):
    log = ft.Column(scroll=ft.ScrollMode.ALWAYS, height=100, auto_scroll=True)

    def say(text):
        log.controls.append(ft.Text(text))

    def work(e):
        store = page.session.store
        store.set("list", [1, 2])
        store.set("n", (store.get("n") or 0) + 1)
        say(f"{sorted(store.get_keys())} {store.contains_key('n')} {store.get('n')}")
        store.remove("list")
        say(str(store.contains_key("list")))

    async def scroll(e):
        await log.scroll_to(offset=-1, duration=300)
        say("scrolled")

    def insert(e):
        page.insert(0, ft.Text("inserted"))
        page.remove(e.control)

    def clean(e):
        page.clean()
        page.add(ft.Text("clean"))

    def many(e):
        for n in range(60):
            say(f"line {n}")
        log.controls[:10] = []
        for c in log.controls[::7]:
            c.value += "*"
        log.controls.sort(key=lambda c: c.value[::-1])

    def cancel(e):
        page.update()

    say(page.session.store.get("made"))
    page.add(log, *[ft.Button(n, on_click=h) for n, h in (("work", work), ("scroll", scroll), ("insert", insert), ("many", many), ("cancel", cancel), ("clean", clean))])
    yield
    say("after the first yield")
    yield
    page.title = "After"


ft.run(main, before_main=before)
