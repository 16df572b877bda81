import flet as ft


def main(page: ft.Page):
    async def open_store(e):
        await page.push_route("/store?item=3")

    async def open_home(e):
        await page.push_route("/")

    def route_change(e=None):
        page.views.clear()
        page.views.append(
            ft.View(
                route="/",
                appbar=ft.AppBar(title=ft.Text("Home"), bgcolor=ft.Colors.SURFACE_CONTAINER),
                controls=[ft.Button("Store", on_click=open_store), ft.Text(page.route)],
            )
        )
        route = ft.TemplateRoute(page.route)
        if page.route.startswith("/store"):
            page.views.append(
                ft.View(
                    route="/store",
                    appbar=ft.AppBar(title=ft.Text("Store")),
                    controls=[ft.Button("Home", on_click=open_home), ft.Text(page.query.get("item") if page.query.to_dict else "-")],
                )
            )
        elif route.match("/ships/:id/:part"):
            page.views.append(ft.View(route=page.route, controls=[ft.Text(f"{route.id} {route.part}")]))
        page.update()

    async def view_pop(e):
        page.views.pop()
        await page.push_route(page.views[-1].route)

    page.on_route_change = route_change
    page.on_view_pop = view_pop
    route_change()


ft.run(main)
