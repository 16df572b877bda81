import flet as ft


def main(page: ft.Page):
    seed = 7
    made = 0

    def random(n):
        nonlocal seed
        seed = seed * 16807 % 2147483647
        return seed % n

    def fresh(keyed):
        nonlocal made
        made += 1
        return ft.Text(f"t{made}", key=f"k{made}" if keyed else None)

    plain = ft.Column([fresh(False) for _ in range(6)], key="plain")
    keyed = ft.Row([fresh(True) for _ in range(6)], key="keyed")
    other = ft.Column([fresh(False), ft.Container(content=ft.Row([fresh(False), fresh(False)]))], key="other")
    inner = other.controls[1].content

    def insert(target):
        target.insert(random(len(target) + 1), fresh(target is keyed.controls))

    def remove(target):
        if target:
            del target[random(len(target))]

    def swap(target):
        if len(target) > 1:
            a, b = random(len(target)), random(len(target))
            target[a], target[b] = target[b], target[a]

    def change(target):
        for control in target:
            if isinstance(control, ft.Text) and random(2):
                control.value += "'"
                control.size = 10 + random(3)

    def replace(target):
        if target:
            target[random(len(target))] = fresh(target is keyed.controls)

    def shift(target):
        if target:
            control = target.pop(random(len(target)))
            target.insert(random(len(target) + 1), control)

    def carry(target):
        to = plain.controls if target is not plain.controls else inner.controls
        if target:
            control = target.pop(random(len(target)))
            if control.content is not inner if isinstance(control, ft.Container) else True:
                to.insert(random(len(to) + 1), control)
            else:
                target.append(control)

    def wrap(target):
        if target and target is not keyed.controls:
            at = random(len(target))
            if isinstance(target[at], ft.Text):
                target[at] = ft.Container(target[at], padding=random(9))

    def order(target):
        texts = sorted((c for c in target if isinstance(c, ft.Text)), key=lambda c: c.value)
        rest = [c for c in target if not isinstance(c, ft.Text)]
        target[:] = rest + texts

    operations = [insert, insert, remove, swap, change, replace, shift, carry, wrap, order]

    def some(e):
        for _ in range(1 + random(8)):
            lists = [plain.controls, keyed.controls, other.controls, inner.controls]
            operations[random(len(operations))](lists[random(4)])

    def anew(e):
        plain.controls = plain.controls[::-1]
        other.controls = [*other.controls, fresh(False)]
        keyed.controls = [ft.Text(f"{c.value}+", key=c.key) for c in keyed.controls if isinstance(c, ft.Text) and c.key and random(3)]

    page.add(ft.Button("some", on_click=some), ft.Button("anew", on_click=anew), plain, keyed, other)


ft.run(main)
