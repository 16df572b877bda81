import * as ft from "@flotilla/sdk";

async function main(page: ft.Page) {
  const status = ft.Text("made");
  const pages = ft.PageView([ft.Text("p1"), ft.Text("p2")], {
    height: 40,
    selectedIndex: 0,
    onChange: (e) => {
      status.value = `page ${e.data}`;
    },
  });
  const switcher = ft.AnimatedSwitcher(ft.Text("old", { key: "old" }), {
    transition: ft.AnimatedSwitcherTransition.SCALE,
    duration: 100,
  });
  const grid = ft.GridView(
    [0, 1, 2].map((n) => ft.Container(ft.Text(String(n)), { bgcolor: ft.Colors.INDIGO_100 })),
    { maxExtent: 50, spacing: 2, runSpacing: 2, reverse: false },
  );
  const image = ft.Image({
    src: "/a.png",
    width: 40,
    errorContent: ft.Text("no image"),
    semanticsLabel: "A",
  });
  const over = ft.Text("over", { left: 2, bottom: 3 });
  const stack = ft.Stack([image, over], {
    fit: ft.StackFit.EXPAND,
    clipBehavior: ft.ClipBehavior.HARD_EDGE,
  });
  const tile = ft.ListTile({
    title: "Title",
    subtitle: ft.Text("Sub"),
    leading: ft.Icons.LIST,
    trailing: ft.Icon(ft.Icons.CHEVRON_RIGHT, { size: 18 }),
    toggleInputs: true,
    isThreeLine: true,
    onClick: ({ control }) => {
      control.selected = !control.selected;
    },
    contentPadding: 4,
  });
  const expansion = ft.ExpansionTile({
    title: ft.Text("Expand"),
    affinity: ft.TileAffinity.LEADING,
    maintainState: true,
    controls: [ft.Text("in")],
    collapsedTextColor: ft.Colors.RED,
  });
  const panel = ft.ExpansionPanel({
    header: ft.Text("H"),
    content: ft.Text("C"),
    expanded: true,
  });
  const panels = ft.ExpansionPanelList([panel], { elevation: 8, dividerColor: "amber" });
  const bar = ft.TabBar({
    tabs: [ft.Tab({ label: "One", icon: ft.Icons.LOOKS_ONE }), ft.Tab({ label: ft.Text("Two") })],
    scrollable: false,
    indicatorColor: "red",
  });
  const tabViews = ft.TabBarView([ft.Text("first"), ft.Text("second")], { height: 50 });
  const tabs = ft.Tabs({
    selectedIndex: 1,
    length: 2,
    animationDuration: 300,
    content: ft.Column([bar, tabViews]),
  });
  const md = ft.Markdown("# T\n[l](https://a.b)", {
    selectable: true,
    onTapLink: (e) => {
      status.value = `link ${e.data}`;
    },
    mdStyleSheet: ft.MarkdownStyleSheet({ h1TextStyle: ft.TextStyle({ size: 30 }) }),
  });
  const decoration = ft.BoxDecoration({ bgcolor: ft.Colors.RED, borderRadius: 4 });
  const row = ft.Row(
    [ft.Text("x", { expand: 2 }), ft.Text("y", { expand: 1, expandLoose: true })],
    {
      alignment: ft.MainAxisAlignment.SPACE_EVENLY,
      verticalAlignment: ft.CrossAxisAlignment.END,
      tight: true,
      intrinsicHeight: true,
    },
  );
  const misc: ft.Control[] = [
    ft.Semantics({ content: ft.Text("sem"), label: "meaning", button: true }),
    ft.MergeSemantics(ft.Text("merged")),
    ft.SelectionArea(ft.Text("select")),
    ft.Placeholder({ fallbackHeight: 20, color: ft.Colors.GREEN_200, strokeWidth: 3 }),
    ft.Shimmer(ft.Container({ width: 30, height: 10 }), {
      baseColor: ft.Colors.GREY_400,
      highlightColor: ft.Colors.WHITE,
    }),
    ft.RotatedBox(1, ft.Text("r")),
    ft.Hero("h", ft.Text("hero")),
    ft.Pagelet({
      content: ft.Text("pagelet"),
      appbar: ft.AppBar({ title: ft.Text("P") }),
      height: 80,
    }),
    ft.ProgressRing({ strokeCap: ft.StrokeCap.ROUND, semanticsValue: 3 }),
    ft.CupertinoActivityIndicator({ radius: 20, animating: true }),
    ft.CupertinoListTile({ title: "cup", additionalInfo: ft.Text("x"), notched: true }),
    ft.WindowDragArea(ft.Text("drag"), { maximizable: false }),
    ft.Text("badge", { badge: "9", tooltip: ft.Tooltip("tip", { decoration }) }),
    ft.VerticalDivider({
      width: 9,
      thickness: 3,
      leadingIndent: 1,
      color: ft.Colors.OUTLINE_VARIANT,
    }),
    ft.Icon(ft.CupertinoIcons.ADD, {
      color: ft.CupertinoColors.SYSTEM_BLUE,
      shadows: ft.BoxShadow({ blurRadius: 1 }),
    }),
    ft.FilledIconButton(ft.Icons.SAVE),
    ft.OutlinedIconButton(ft.Icons.SAVE, { badge: ft.Badge({ smallSize: 4 }) }),
    ft.FilledTonalIconButton(ft.Icons.SAVE),
    ft.Button("icon", {
      icon: ft.Icons.CLOUD,
      iconColor: "blue",
      color: ft.Colors.WHITE,
      bgcolor: ft.Colors.BLACK,
      elevation: 3,
    }),
    ft.Card(ft.Text("card"), { variant: ft.CardVariant.OUTLINED, showBorderOnForeground: true }),
    ft.ResponsiveRow([ft.Text("r1", { col: 6 }), ft.Text("r2", { col: { sm: 4 } })], {
      alignment: ft.MainAxisAlignment.SPACE_BETWEEN,
    }),
    ft.Text("caps", {
      fontFamily: "Kanit",
      weight: ft.FontWeight.BOLD,
      italic: true,
      noWrap: true,
      color: ft.Colors.ON_SURFACE,
      bgcolor: ft.Colors.AMBER_ACCENT_100,
      opacity: 0.5,
      expand: true,
      rtl: true,
      visible: false,
    }),
    ft.AutofillGroup(
      ft.TextField({ label: "street", autofillHints: [ft.AutofillHint.FULL_STREET_ADDRESS] }),
      { disposeAction: ft.AutofillGroupDisposeAction.CANCEL },
    ),
    row,
  ];

  const alter = async () => {
    switcher.content = ft.Text("new", { key: "new" });
    grid.controls.push(...[0, 1].map((n) => ft.Text(`n${n}`)));
    image.src = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
    over.left = null;
    over.right = 5;
    tile.title = ft.Text("Changed");
    tile.leading = null;
    expansion.controls?.push(ft.Text("more"));
    panel.expanded = false;
    panels.controls.push(ft.ExpansionPanel({ header: ft.Text("N") }));
    tabs.selectedIndex = 0;
    bar.tabs.push(ft.Tab({ label: "Three" }));
    tabViews.controls.push(ft.Text("third"));
    tabs.length = 3;
    md.value = "changed *md*";
    row.controls.reverse();
    decoration.bgcolor = ft.Colors.GREEN;
  };
  const turn = async () => {
    await pages.nextPage({
      animationDuration: ft.Duration({ milliseconds: 10 }),
      animationCurve: ft.AnimationCurve.EASE,
    });
    await tabs.moveTo(1);
    status.value = "turned";
  };

  page.fonts = { Kanit: "https://fonts.example/kanit.ttf" };
  page.add(
    status,
    ft.Button("alter", { onClick: alter }),
    ft.Button("turn", { onClick: turn }),
    ...[pages, switcher, grid, stack, tile, expansion, panels, tabs, md],
    ...misc,
  );
}

ft.run(main);
