import flet as ft


def main(page: ft.Page):
    page.title = "Stack"
    log = ft.Text("log")

    def say(text):
        log.value = f"{log.value} {text}"

    def view(route, *controls, **rest):
        return ft.View(route=route, controls=list(controls), appbar=ft.AppBar(title=ft.Text(route), center_title=True), **rest)

    async def leave(e):
        await e.control.confirm_pop(True)

    async def stay(e):
        await e.control.confirm_pop(False)

    def detail(name, **rest):
        return view(f"/items/{name}", ft.Text(f"item {name}"), ft.TextField(label=f"note {name}"), **rest)

    def push(e):
        n = len(page.views)
        page.views.append(detail(n, can_pop=n % 2 == 0, on_confirm_pop=leave if n % 2 else None, fullscreen_dialog=n == 3))

    def pop(e):
        if len(page.views) > 1:
            page.views.pop()

    def under(e):
        page.views.insert(1, view("/between", ft.Text("between"), scroll=ft.ScrollMode.AUTO, padding=0))

    def swap(e):
        page.views[-1] = detail("swapped", on_confirm_pop=stay, bgcolor=ft.Colors.SURFACE_CONTAINER)
        page.views[-1].floating_action_button = ft.FloatingActionButton(icon=ft.Icons.ADD, on_click=lambda e: say("fab"), mini=True)
        page.views[-1].floating_action_button_location = ft.FloatingActionButtonLocation.CENTER_DOCKED

    def order(e):
        page.views[1:] = page.views[:0:-1]

    def reset(e):
        page.views.clear()
        page.views.append(root)
        page.views.append(view("/fresh", ft.Button("home", on_click=home)))

    async def home(e):
        await page.push_route("/home", tab="a b", n=1)

    def change(e):
        say(f"route={e.route} {sorted(page.query.to_dict.items())}")
        troute = ft.TemplateRoute(page.route)
        if troute.match("/items/:id"):
            say(f"id={troute.id}")

    def popped(e):
        say(f"pop {e.route} {e.view.route if e.view else None}")
        if e.view in page.views:
            page.views.remove(e.view)

    def until(e):
        say(f"until {e.route} {e.result} {e.view.route if e.view else None}")

    async def back(e):
        await page.pop_views_until("/root", {"ok": True})

    page.on_route_change = change
    page.on_view_pop = popped
    page.on_views_pop_until = until
    bar = ft.Row([ft.Button(n, on_click=h) for n, h in (("push", push), ("pop", pop), ("under", under), ("swap", swap), ("order", order), ("reset", reset), ("back", back))], wrap=True)
    root = ft.View(route="/root", controls=[bar, log], vertical_alignment=ft.MainAxisAlignment.CENTER, horizontal_alignment=ft.CrossAxisAlignment.CENTER, spacing=26)
    page.views.clear()
    page.views.append(root)
    page.update()


ft.run(main)
