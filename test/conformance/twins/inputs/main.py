import flet as ft


def main(page: ft.Page):
    out = ft.Text("-")

    def say(text):
        out.value = str(text)

    filtered = ft.TextField(
        label="Digits",
        input_filter=ft.NumbersOnlyInputFilter(),
        max_length=5,
        prefix_icon=ft.Icons.NUMBERS,
        suffix=ft.Text("kg"),
        helper="only digits",
        counter="{value_length}/{max_length}",
        on_submit=lambda e: say(f"submit {e.control.value}"),
        on_focus=lambda e: say("focus"),
        on_blur=lambda e: say("blur"),
    )
    secret = ft.TextField(label="Secret", password=True, can_reveal_password=True, border=ft.UnderlineInputBorder(), capitalization=ft.TextCapitalization.WORDS)
    area = ft.TextField(label="Area", multiline=True, shift_enter=True, read_only=True, value="a\nb", text_align=ft.TextAlign.RIGHT, filled=True, fill_color="#eeeeee")
    custom = ft.TextField(hint_text="plate", input_filter=ft.InputFilter(allow=True, regex_string=r"^[A-Z]*$", replacement_string=""), on_selection_change=lambda e: say(f"sel {e.selection.start}-{e.selection.end} {e.selected_text}"))
    three = ft.Checkbox(label="Three", tristate=True, value=None, on_change=lambda e: say(f"three {e.control.value}"), fill_color={ft.ControlState.SELECTED: ft.Colors.GREEN})
    group = ft.RadioGroup(
        content=ft.Column([ft.Radio(value=v, label=v.title(), label_position=ft.LabelPosition.LEFT) for v in ("red", "green")]),
        on_change=lambda e: say(f"radio {e.control.value} {e.data}"),
    )
    knob = ft.Switch(label="Knob", thumb_icon={ft.ControlState.SELECTED: ft.Icons.CHECK}, track_color={"default": ft.Colors.GREY_300}, on_change=lambda e: say(f"knob {e.control.value}"))
    drop = ft.Dropdown(
        label="Fruit",
        value="fig",
        editable=True,
        enable_filter=True,
        options=[ft.DropdownOption(key="fig"), ft.DropdownOption(key="pear", text="Pear", leading_icon=ft.Icons.PARK), ft.dropdown.Option("plum", "Plum")],
        on_select=lambda e: say(f"picked {e.control.value}"),
        on_text_change=lambda e: say(f"text {e.control.text}"),
        border=ft.OutlineInputBorder(border_radius=8),
        menu_height=200,
    )
    span = ft.RangeSlider(start_value=2, end_value=8, min=0, max=10, divisions=10, label="{value}", on_change=lambda e: say(f"{e.control.start_value:.0f}..{e.control.end_value:.0f}"))
    slide = ft.Slider(min=-1, max=1, round=2, interaction=ft.SliderInteraction.SLIDE_ONLY, on_change_start=lambda e: say("start"), on_change_end=lambda e: say(f"end {e.control.value:.2f}"))
    chips = ft.Row([ft.Chip(label=ft.Text(n), selected=n == "b", on_select=lambda e: say(f"{e.control.label.value} {e.control.selected}"), on_delete=lambda e: chips.controls.remove(e.control)) for n in "abc"])
    auto = ft.AutoComplete(suggestions=[ft.AutoCompleteSuggestion(key="one 1", value="One"), ft.AutoCompleteSuggestion(key="two 2", value="Two")], on_select=lambda e: say(f"auto {e.index} {e.selection.value}"))
    cup = ft.CupertinoSlider(value=0.2, divisions=5, on_change=lambda e: say(f"cup {e.control.value:.1f}"))
    seg = ft.CupertinoSegmentedButton(selected_index=0, controls=[ft.Text("x"), ft.Text("y")], on_change=lambda e: say(f"seg {e.control.selected_index}"))
    pick = ft.CupertinoPicker(selected_index=1, item_extent=30, controls=[ft.Text(str(n)) for n in range(3)], on_change=lambda e: say(f"pick {e.control.selected_index}"))
    icons = ft.IconButton(icon=ft.Icons.PAUSE, selected_icon=ft.Icons.PLAY_ARROW, selected=False, style=ft.ButtonStyle(color={"selected": "green"}))

    def flip(e):
        e.control.selected = not e.control.selected
        e.control.tooltip = "on" if e.control.selected else "off"

    icons.on_click = flip

    def alter(e):
        filtered.error = ft.Text("bad")
        filtered.input_filter = ft.TextOnlyInputFilter()
        secret.password = False
        secret.border = ft.OutlineInputBorder(border_radius=3)
        area.value = ""
        area.read_only = False
        drop.options[1].text = "Pears"
        drop.options.insert(0, ft.DropdownOption(key="apple", text="Apple", disabled=True))
        drop.value = "apple"
        group.value = "green"
        group.content.controls.append(ft.Radio(value="blue", label="Blue", toggleable=True))
        span.start_value = 3
        slide.disabled = True
        auto.suggestions = [ft.AutoCompleteSuggestion("three", "Three")]
        pick.controls.pop()
        three.value = True
        chips.controls[0].label = "now text"
        chips.controls[0].leading = ft.CircleAvatar(content=ft.Text("A"))

    async def focus(e):
        await filtered.focus()
        filtered.selection = ft.TextSelection(base_offset=0, extent_offset=2)

    page.add(filtered, secret, area, custom, three, group, knob, drop, span, slide, chips)
    page.add(auto, cup, seg, pick, icons, ft.Button("alter", on_click=alter), ft.Button("focus", on_click=focus), out)


ft.run(main)
