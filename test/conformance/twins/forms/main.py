import flet as ft


def main(page: ft.Page):
    page.title = "Forms"
    name = ft.TextField(label="Name", autofocus=True)
    mail = ft.TextField(label="Mail", hint_text="you@example.org", keyboard_type=ft.KeyboardType.EMAIL)
    notes = ft.TextField(label="Notes", multiline=True, min_lines=2, max_lines=4)
    agree = ft.Checkbox(label="I agree")
    maybe = ft.Checkbox(label="Maybe", tristate=True, value=None)
    color = ft.Dropdown(
        label="Color",
        options=[ft.DropdownOption(key="r", text="Red"), ft.DropdownOption(key="g", text="Green")],
    )
    size = ft.RadioGroup(
        content=ft.Row([ft.Radio(value="s", label="Small"), ft.Radio(value="l", label="Large")]),
        value="s",
    )
    loud = ft.Switch(label="Loud", value=True)
    amount = ft.Slider(min=0, max=10, divisions=10, value=3, label="{value}")
    seen = ft.Text()
    result = ft.Column()

    def changed(e):
        seen.value = f"{e.control.label}={e.data}"

    def slid(e):
        seen.value = f"amount={e.control.value:.0f}"

    def submit(e):
        name.error = None if name.value else "Name is needed"
        mail.error = None if "@" in mail.value else "Mail is wrong"
        result.controls.clear()
        if name.error or mail.error:
            return
        for line in (name.value, mail.value, notes.value, agree.value, maybe.value, color.value, size.value, loud.value):
            result.controls.append(ft.Text(str(line)))

    def reset(e):
        for field in (name, mail, notes):
            field.value = ""
        agree.value = False
        color.value = None
        size.value = "s"
        amount.value = 3

    name.on_change = changed
    agree.on_change = changed
    loud.on_change = changed
    amount.on_change = slid
    page.add(
        name, mail, notes, agree, maybe, color, size, loud, amount, seen,
        ft.Row([ft.Button("Send", on_click=submit), ft.TextButton("Reset", on_click=reset, icon=ft.Icons.REFRESH)]),
        result,
    )


ft.run(main)
