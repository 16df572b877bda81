import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  const body = ft.Text("home");
  const go = (e: { control: { selectedIndex: number | null }; data: unknown }) => {
    body.value = `page ${e.control.selectedIndex} ${e.data}`;
  };
  const say = (text: string) => {
    body.value = text;
  };
  const python = (value: unknown) => (value === true ? "True" : value === false ? "False" : value);

  page.navigationBar = ft.NavigationBar({
    destinations: [
      ft.NavigationBarDestination({ icon: ft.Icons.HOME, label: "Home" }),
      ft.NavigationBarDestination({
        icon: ft.Icons.STAR_OUTLINE,
        selectedIcon: ft.Icons.STAR,
        label: "Stars",
      }),
    ],
    onChange: go,
  });
  page.drawer = ft.NavigationDrawer({
    controls: [
      ft.Text("Menu"),
      ft.NavigationDrawerDestination({ label: "One", icon: ft.Icons.LOOKS_ONE }),
      ft.Divider(),
    ],
    onChange: go,
    onDismiss: () => say("drawer gone"),
  });
  const rail = ft.NavigationRail({
    selectedIndex: 0,
    labelType: ft.NavigationRailLabelType.ALL,
    destinations: [
      ft.NavigationRailDestination({
        icon: ft.Icons.FAVORITE_BORDER,
        selectedIcon: ft.Icons.FAVORITE,
        label: "First",
      }),
      ft.NavigationRailDestination({ icon: ft.Icons.BOOKMARK, label: "Second" }),
    ],
    leading: ft.FloatingActionButton({ icon: ft.Icons.CREATE, content: "Add" }),
    onChange: go,
  });
  const numbers = [0, 1, 2];
  const tabs = ft.Tabs({
    length: 3,
    content: ft.Column([
      ft.TabBar({ tabs: numbers.map((n) => ft.Tab({ label: String(n) })) }),
      ft.TabBarView({
        controls: numbers.map((n) =>
          ft.Container(ft.Text(`tab ${n}`), { alignment: ft.Alignment.CENTER }),
        ),
        height: 60,
      }),
    ]),
    onChange: go,
  });
  const tiles = ft.ExpansionPanelList({
    controls: [
      ft.ExpansionPanel({
        header: ft.ListTile({ title: ft.Text("Panel") }),
        content: ft.Text("inside"),
        bgcolor: ft.Colors.BLUE_100,
        canTapHeader: true,
      }),
    ],
    expandIconColor: ft.Colors.AMBER,
    onChange: (e) => say(`panel ${e.data}`),
  });
  const tile = ft.ExpansionTile({
    title: "More",
    subtitle: ft.Text("sub"),
    controls: [
      ft.ListTile({ title: ft.Text("leaf"), leading: ft.Icon(ft.Icons.PERSON), dense: true }),
    ],
    expanded: true,
    onChange: (e) => say(`tile ${python(e.data)}`),
  });

  page.add(
    ft.Row([rail, ft.VerticalDivider({ width: 1 }), body], { height: 200 }),
    tabs,
    tiles,
    tile,
    ft.ListView(
      numbers.map((n) => ft.Text(`row ${n}`)),
      { height: 50, spacing: 4, itemExtent: 20 },
    ),
    ft.GridView(
      [0, 1, 2, 3].map((n) => ft.Text(`cell ${n}`)),
      { runsCount: 2, height: 60, childAspectRatio: 2.0 },
    ),
    ft.Button("drawer", { onClick: () => page.showDrawer() }),
    ft.Card({
      content: ft.Container(ft.Text("card"), { padding: 10 }),
      elevation: 3,
      shape: ft.StadiumBorder(),
    }),
    ft.CircleAvatar({ content: ft.Text("AB"), radius: 20 }),
    ft.Chip({ label: ft.Text("chip"), leading: ft.Icon(ft.Icons.MAP) }),
    ft.SafeArea(ft.Text("safe")),
    ft.ProgressRing({ value: 0.3, strokeWidth: 2 }),
    ft.Image({
      src: "logo.png",
      fit: ft.BoxFit.COVER,
      repeat: ft.ImageRepeat.NO_REPEAT,
      borderRadius: ft.BorderRadius.all(4),
    }),
  );
}

ft.run(main);
