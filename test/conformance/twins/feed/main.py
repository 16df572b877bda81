from dataclasses import dataclass

import flet as ft


@ft.observable
@dataclass
class Item:
    id: int
    text: str
    likes: int = 0


@ft.component
def Card(item, on_remove):
    open_, set_open = ft.use_state(False)

    return ft.Card(
        ft.Column([
            ft.Row([
                ft.Text(f"{item.text} likes {item.likes}"),
                ft.IconButton(ft.Icons.FAVORITE, tooltip=f"like {item.text}", on_click=lambda e: setattr(item, "likes", item.likes + 1)),
                ft.IconButton(ft.Icons.MORE_HORIZ, tooltip=f"more {item.text}", on_click=lambda e: set_open(not open_)),
                ft.IconButton(ft.Icons.DELETE, tooltip=f"remove {item.text}", on_click=lambda e: on_remove(item)),
            ]),
            ft.Text(f"about {item.text}", visible=open_),
        ])
    )


@ft.component
def Status(count):
    runs = ft.use_ref(0)
    log, set_log = ft.use_state("-")

    def effect():
        runs.current += 1
        set_log(f"run {runs.current} with {count}")

    ft.use_effect(effect, [count])
    return ft.Text(log)


@ft.component
def Feed():
    items, set_items = ft.use_state(lambda: [Item(1, "one"), Item(2, "two"), Item(3, "three")])
    next_, set_next = ft.use_state(4)
    up, set_up = ft.use_state(True)
    text, set_text = ft.use_state("")
    shown = ft.use_memo(lambda: items if up else list(reversed(items)), [items, up])

    def add(e):
        if text:
            set_items([Item(next_, text), *items])
            set_next(next_ + 1)
            set_text("")

    def remove(item):
        set_items([one for one in items if one is not item])

    return ft.Column([
        ft.Row([
            ft.TextField(label="New", value=text, on_change=lambda e: set_text(e.control.value), on_submit=add, width=200),
            ft.Button("post", on_click=add, disabled=text == ""),
            ft.Switch(label="Newest first", value=up, on_change=lambda e: set_up(e.control.value)),
        ]),
        Status(len(items)),
        ft.Column([Card(item, remove, key=item.id) for item in shown]),
        ft.Text("nothing left", visible=not items),
    ])


ft.run(lambda page: page.render(Feed))
