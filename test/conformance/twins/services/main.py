import flet as ft


def main(page: ft.Page):
    clipboard = ft.Clipboard()
    prefs = ft.SharedPreferences()
    launcher = ft.UrlLauncher()
    out = ft.Text()

    async def copy(e):
        await clipboard.set("copied text")
        out.value = f"got {await clipboard.get()}"

    async def save(e):
        done = await prefs.set("color", "green")
        keys = await prefs.get_keys("")
        out.value = f"{done} {keys} {await prefs.get('color')} {await prefs.contains_key('x')}"

    async def launch(e):
        await launcher.launch_url("https://example.org/")
        out.value = "launched"

    async def refused(e):
        try:
            await clipboard.get()
        except Exception as error:
            out.value = f"refused: {error}"

    async def focus(e):
        await field.focus()
        out.value = "focused"

    field = ft.TextField(label="Field")
    page.add(
        ft.Button("copy", on_click=copy), ft.Button("save", on_click=save), ft.Button("launch", on_click=launch),
        ft.Button("refused", on_click=refused), ft.Button("focus", on_click=focus), field, out,
    )


ft.run(main)
