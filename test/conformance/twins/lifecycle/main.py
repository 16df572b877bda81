import asyncio
from dataclasses import field

import flet as ft


@ft.control
class Counter(ft.Column):
    label: str = field(default="", metadata={"skip": True})
    start: int = field(default=0, metadata={"skip": True})

    def init(self):
        super().init()
        self.number = ft.Text(str(self.start))
        self.spacing = 3
        self.controls = [ft.Text(self.label), self.number, ft.IconButton(ft.Icons.ADD, tooltip=f"More {self.label}", on_click=self.more)]

    def did_mount(self):
        self.page.session.store.set(self.label, "in")

    def will_unmount(self):
        self.page.session.store.set(self.label, "out")

    def more(self, e):
        self.number.value = str(int(self.number.value) + 1)


@ft.control
class Ticker(ft.Text):
    def did_mount(self):
        self.running = True
        self.page.run_task(self.tick)

    def will_unmount(self):
        self.running = False

    async def tick(self):
        for n in range(3):
            await asyncio.sleep(0.01)
            if not self.running:
                return
            self.value = f"tick {n}"
            self.update()


@ft.control
class Panel(ft.Container):
    title: str = field(default="untitled", metadata={"skip": True})
    _count: int = field(default=0, init=False)

    def build(self):
        self.padding = 6
        self.text = ft.Text(f"panel {self.title}")
        self.content = ft.Row([self.text, ft.TextButton("rename", on_click=self.rename)])

    def before_update(self):
        self.tooltip = f"{self.title}/{self.text.value}"

    def rename(self, e):
        self._count += 1
        self.title = f"{self.title}{self._count}"
        self.text.value = f"panel {self.title}"


def main(page: ft.Page):
    out = ft.Text()
    left = ft.Row()
    right = ft.Row()
    one, two = Counter(label="one", start=5), Counter(label="two")
    panel = Panel(title="P")
    left.controls = [one, two]
    shown = ft.Text("shared")

    def move(e):
        right.controls.append(left.controls.pop(0))

    def drop(e):
        right.controls.clear()

    def again(e):
        left.controls.append(one)
        one.number.value = "again"

    def tell(e):
        out.value = f"{page.session.store.get('one')} {page.session.store.get('two')} {one.parent is left} {one.number.value}"

    def show(e):
        left.controls.append(shown)

    def hide(e):
        left.controls.remove(shown)
        shown.value += "!"

    def tick(e):
        right.controls.append(Ticker("not yet"))

    def swap(e):
        panel.content, out.data = ft.Text("plain"), panel.content

    def back(e):
        panel.content = out.data

    names = {"move": move, "drop": drop, "again": again, "tell": tell, "show": show, "hide": hide, "tick": tick, "swap": swap, "back": back}
    page.add(left, right, panel, out, ft.Row([ft.Button(n, on_click=h) for n, h in names.items()], wrap=True))


ft.run(main)
