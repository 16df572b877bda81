import flet as ft


@ft.control
class Bad(ft.Text):
    def did_mount(self):
        raise ValueError("cannot mount")


def main(page: ft.Page):
    out = ft.Text("fine")

    def generate(e):
        out.value = "one"
        yield
        out.value = "two"
        raise KeyError("in the middle")

    async def nested(e):
        out.value = "nested"
        out.update()
        page.add(ft.Text("more"))
        {}["missing"]

    page.add(
        out,
        ft.Button("mount", on_click=lambda e: page.add(Bad("bad"))),
        ft.Button("generate", on_click=generate),
        ft.Button("nested", on_click=nested),
        ft.Button("okay", on_click=lambda e: setattr(out, "value", "okay")),
        ft.Slider(min=0, max=10, value=3, on_change=lambda e: setattr(out, "value", f"{e.control.value:.1f}")),
    )


ft.run(main)
