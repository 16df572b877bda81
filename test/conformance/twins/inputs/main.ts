import * as ft from "@flotilla/sdk";

const python = (value: unknown) =>
  value === true ? "True" : value === false ? "False" : value === null ? "None" : String(value);

function main(page: ft.Page) {
  const out = ft.Text("-");
  const say = (text: string) => {
    out.value = text;
  };

  const filtered = ft.TextField({
    label: "Digits",
    inputFilter: ft.NumbersOnlyInputFilter(),
    maxLength: 5,
    prefixIcon: ft.Icons.NUMBERS,
    suffix: ft.Text("kg"),
    helper: "only digits",
    counter: "{value_length}/{max_length}",
    onSubmit: (e) => say(`submit ${e.control.value}`),
    onFocus: () => say("focus"),
    onBlur: () => say("blur"),
  });
  const secret = ft.TextField({
    label: "Secret",
    password: true,
    canRevealPassword: true,
    border: ft.UnderlineInputBorder(),
    capitalization: ft.TextCapitalization.WORDS,
  });
  const area = ft.TextField({
    label: "Area",
    multiline: true,
    shiftEnter: true,
    readOnly: true,
    value: "a\nb",
    textAlign: ft.TextAlign.RIGHT,
    filled: true,
    fillColor: "#eeeeee",
  });
  const custom = ft.TextField({
    hintText: "plate",
    inputFilter: ft.InputFilter({ allow: true, regexString: "^[A-Z]*$", replacementString: "" }),
    onSelectionChange: (e) => say(`sel ${e.selection.start}-${e.selection.end} ${e.selectedText}`),
  });
  const three = ft.Checkbox({
    label: "Three",
    tristate: true,
    value: null,
    onChange: (e) => say(`three ${python(e.control.value)}`),
    fillColor: { [ft.ControlState.SELECTED]: ft.Colors.GREEN },
  });
  const radios = ft.Column(
    ["Red", "Green"].map((label) =>
      ft.Radio({
        value: label.toLowerCase(),
        label,
        labelPosition: ft.LabelPosition.LEFT,
      }),
    ),
  );
  const group = ft.RadioGroup({
    content: radios,
    onChange: (e) => say(`radio ${e.control.value} ${e.data}`),
  });
  const knob = ft.Switch({
    label: "Knob",
    thumbIcon: { [ft.ControlState.SELECTED]: ft.Icons.CHECK },
    trackColor: { default: ft.Colors.GREY_300 },
    onChange: (e) => say(`knob ${python(e.control.value)}`),
  });
  const drop = ft.Dropdown({
    label: "Fruit",
    value: "fig",
    editable: true,
    enableFilter: true,
    options: [
      ft.DropdownOption({ key: "fig" }),
      ft.DropdownOption({ key: "pear", text: "Pear", leadingIcon: ft.Icons.PARK }),
      ft.dropdown.Option("plum", "Plum"),
    ],
    onSelect: (e) => say(`picked ${e.control.value}`),
    onTextChange: (e) => say(`text ${e.control.text}`),
    border: ft.OutlineInputBorder({ borderRadius: 8 }),
    menuHeight: 200,
  });
  const span = ft.RangeSlider({
    startValue: 2,
    endValue: 8,
    min: 0,
    max: 10,
    divisions: 10,
    label: "{value}",
    onChange: ({ control }) =>
      say(`${control.startValue.toFixed(0)}..${control.endValue.toFixed(0)}`),
  });
  const slide = ft.Slider({
    min: -1,
    max: 1,
    round: 2,
    interaction: ft.SliderInteraction.SLIDE_ONLY,
    onChangeStart: () => say("start"),
    onChangeEnd: (e) => say(`end ${e.control.value?.toFixed(2)}`),
  });
  const chips = ft.Row();
  const chip = (name: string) => {
    const label = ft.Text(name);
    return ft.Chip({
      label,
      selected: name === "b",
      onSelect: (e) => say(`${label.value} ${python(e.control.selected)}`),
      onDelete: (e) => {
        chips.controls = chips.controls.filter((one) => one !== e.control);
      },
    });
  };
  const [first, ...others] = [chip("a"), chip("b"), chip("c")];
  chips.controls.push(first, ...others);
  const auto = ft.AutoComplete({
    suggestions: [
      ft.AutoCompleteSuggestion({ key: "one 1", value: "One" }),
      ft.AutoCompleteSuggestion({ key: "two 2", value: "Two" }),
    ],
    onSelect: (e) => say(`auto ${e.index} ${e.selection.value}`),
  });
  const cup = ft.CupertinoSlider({
    value: 0.2,
    divisions: 5,
    onChange: (e) => say(`cup ${e.control.value?.toFixed(1)}`),
  });
  const seg = ft.CupertinoSegmentedButton({
    selectedIndex: 0,
    controls: [ft.Text("x"), ft.Text("y")],
    onChange: (e) => say(`seg ${e.control.selectedIndex}`),
  });
  const pick = ft.CupertinoPicker({
    selectedIndex: 1,
    itemExtent: 30,
    controls: [0, 1, 2].map((n) => ft.Text(String(n))),
    onChange: (e) => say(`pick ${e.control.selectedIndex}`),
  });
  const icons = ft.IconButton({
    icon: ft.Icons.PAUSE,
    selectedIcon: ft.Icons.PLAY_ARROW,
    selected: false,
    style: ft.ButtonStyle({ color: { selected: "green" } }),
    onClick: ({ control }) => {
      control.selected = !control.selected;
      control.tooltip = control.selected ? "on" : "off";
    },
  });

  const alter = () => {
    filtered.error = ft.Text("bad");
    filtered.inputFilter = ft.TextOnlyInputFilter();
    secret.password = false;
    secret.border = ft.OutlineInputBorder({ borderRadius: 3 });
    area.value = "";
    area.readOnly = false;
    const pear = drop.options[1];
    if (pear) pear.text = "Pears";
    drop.options.unshift(ft.DropdownOption({ key: "apple", text: "Apple", disabled: true }));
    drop.value = "apple";
    group.value = "green";
    radios.controls.push(ft.Radio({ value: "blue", label: "Blue", toggleable: true }));
    span.startValue = 3;
    slide.disabled = true;
    auto.suggestions = [ft.AutoCompleteSuggestion("three", "Three")];
    pick.controls.pop();
    three.value = true;
    first.label = "now text";
    first.leading = ft.CircleAvatar({ content: ft.Text("A") });
  };
  const focus = async () => {
    await filtered.focus();
    filtered.selection = ft.TextSelection({ baseOffset: 0, extentOffset: 2 });
  };

  page.add(filtered, secret, area, custom, three, group, knob, drop, span, slide, chips);
  page.add(
    ...[auto, cup, seg, pick, icons],
    ft.Button("alter", { onClick: alter }),
    ft.Button("focus", { onClick: focus }),
    out,
  );
}

ft.run(main);
