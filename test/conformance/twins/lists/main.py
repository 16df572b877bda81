import flet as ft


def main(page: ft.Page):
    words = ["pear", "apple", "fig", "date", "cherry"]
    left = ft.Column([ft.Text(word) for word in words], key="left")
    right = ft.Column(key="right")
    keyed = ft.Row([ft.Text(word, key=word) for word in words])
    numbers = ft.Text("0")

    def sort(e):
        left.controls.sort(key=lambda c: c.value)

    def back(e):
        left.controls.reverse()

    def move(e):
        item = left.controls.pop(1)
        right.controls.insert(0, item)

    def home(e):
        while right.controls:
            left.controls.append(right.controls.pop())

    def rebuild(e):
        keyed.controls = [ft.Text(word + "!", key=word) for word in sorted(words)] + [ft.Text("new", key="new")]

    def mixed(e):
        first, last = left.controls[0], left.controls[-1]
        first.value += "?"
        left.controls[0], left.controls[-1] = last, first
        left.controls.insert(2, ft.Text("grape"))
        del left.controls[3]

    def clear(e):
        left.controls.clear()
        numbers.value = str(len(right.controls))

    def wrap(e):
        inner = left.controls[0]
        left.controls[0] = ft.Container(inner, padding=4)

    for text, handler in (("sort", sort), ("back", back), ("move", move), ("home", home), ("rebuild", rebuild),
                          ("mixed", mixed), ("wrap", wrap), ("clear", clear)):
        page.controls.append(ft.Button(text, on_click=handler))
    page.add(left, right, keyed, numbers)


ft.run(main)
