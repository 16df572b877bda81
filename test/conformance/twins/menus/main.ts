import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  const out = ft.Text("");
  const say = (text: string) => {
    out.value = text;
  };
  const check = ft.PopupMenuItem({ content: "Check", checked: false });
  check.onClick = () => {
    check.checked = !check.checked;
  };
  const popup = ft.PopupMenuButton({
    icon: ft.Icons.MORE_VERT,
    items: [
      ft.PopupMenuItem({ icon: ft.Icons.POWER, content: "Power", onClick: () => say("power") }),
      ft.PopupMenuItem(),
      check,
    ],
    tooltip: "Menu",
  });
  const save = ft.MenuItemButton({
    content: ft.Text("Save"),
    leading: ft.Icon(ft.Icons.SAVE),
    onClick: () => say("save"),
    closeOnClick: false,
  });
  const bar = ft.MenuBar({
    style: ft.MenuStyle({
      alignment: ft.Alignment.TOP_LEFT,
      bgcolor: ft.Colors.RED_300,
      mouseCursor: { [ft.ControlState.HOVERED]: ft.MouseCursor.WAIT },
    }),
    controls: [
      ft.SubmenuButton({ content: ft.Text("File"), controls: [save], onOpen: () => say("open") }),
    ],
  });
  const segments = ft.SegmentedButton({
    segments: [
      ft.Segment({ value: "1", label: ft.Text("One"), icon: ft.Icon(ft.Icons.LOOKS_ONE) }),
      ft.Segment({ value: "2", label: "Two" }),
    ],
    selected: ["1"],
    allowMultipleSelection: true,
    onChange: (e) => say([...e.control.selected].sort().join(",")),
  });
  const context = ft.ContextMenu({
    content: ft.Text("area"),
    secondaryItems: [ft.PopupMenuItem({ content: "Copy", onClick: () => say("copy") })],
  });
  const cupertino = ft.Column([
    ft.CupertinoButton("Tap", { onClick: () => say("tap") }),
    ft.CupertinoFilledButton("Fill", { opacityOnClick: 0.3 }),
    ft.CupertinoSwitch({
      value: true,
      onChange: (e) => say(`cup ${e.control.value ? "True" : "False"}`),
    }),
    ft.CupertinoTextField({ placeholderText: "Name", border: ft.OutlineInputBorder() }),
    ft.CupertinoSlidingSegmentedButton({
      selectedIndex: 1,
      thumbColor: ft.Colors.BLUE_400,
      controls: [ft.Text("A"), ft.Text("B")],
    }),
    ft.CupertinoCheckbox({ label: "box", value: false }),
  ]);
  const search = ft.SearchBar({
    barHintText: "Search",
    controls: [ft.ListTile({ title: ft.Text("hit") })],
    onChange: (e) => say(`search ${e.data}`),
  });
  const drop = ft.DropdownM2({
    options: [ft.dropdownm2.Option("a"), ft.dropdownm2.Option("b", "Bee")],
    value: "a",
  });

  page.add(
    popup,
    bar,
    segments,
    context,
    cupertino,
    search,
    drop,
    out,
    ft.Button("grow", {
      onClick: () => {
        popup.items.push(ft.PopupMenuItem({ content: `Item ${popup.items.length}` }));
        save.disabled = true;
        segments.selected = ["2"];
        if ((drop.options?.length ?? 0) > 1) drop.options?.shift();
        const option = drop.options?.[0];
        if (option) option.text = "Bees";
      },
      tooltip: "Grows",
    }),
  );
}

ft.run(main);
