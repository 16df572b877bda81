from dataclasses import field

import flet as ft


@ft.control
class Rating(ft.Row):
    stars: int = 3

    def init(self):
        super().init()
        self.spacing = 2

    def build(self):
        self.controls = [ft.IconButton(ft.Icons.STAR, on_click=self.hit, data=n) for n in range(self.stars)]
        self.label = ft.Text("0")
        self.controls.append(self.label)

    def did_mount(self):
        self.label.value = "mounted"
        self.update()

    def will_unmount(self):
        log.append("unmounted")

    def before_update(self):
        self.tooltip = f"{len(self.controls)} children"

    def hit(self, e):
        self.label.value = str(e.control.data)


@ft.control(isolated=True)
class Clock(ft.Column):
    ticks: int = field(default=0, metadata={"skip": True})

    def build(self):
        self.face = ft.Text("tick 0")
        self.controls = [self.face, ft.Button("tick", on_click=self.tick), ft.Button("quiet", on_click=self.quiet)]

    def tick(self, e):
        self.ticks += 1
        self.face.value = f"tick {self.ticks}"

    def quiet(self, e):
        other.value = "changed by the clock"


log = []
other = None


def main(page: ft.Page):
    global other
    log.clear()
    other = ft.Text("other")
    rating = Rating()
    shown = ft.Text("")
    ref = ft.Ref[ft.Text]()

    def drop(e):
        page.controls.remove(rating)

    def tell(e):
        shown.value = ",".join(log)
        ref.current.value = "by ref"

    def toggle(e):
        other.visible = not other.visible
        shown.disabled = not shown.disabled

    def child(e):
        box.content = ft.Icon(ft.Icons.CHECK) if isinstance(box.content, ft.Text) else ft.Text("text again")

    box = ft.Container(content=ft.Text("first"))
    page.add(
        rating, Clock(), other, shown, ft.Text("r", ref=ref), box,
        ft.Button("drop", on_click=drop), ft.Button("tell", on_click=tell), ft.Button("toggle", on_click=toggle), ft.Button("child", on_click=child),
    )


ft.run(main)
