import * as ft from "@flotilla/sdk";

const python = (value: unknown) => (value === true ? "True" : "False");

function main(page: ft.Page) {
  page.title = "Shell";
  page.themeMode = ft.ThemeMode.LIGHT;
  const status = ft.Text("ready");
  const say = (text: string) => {
    status.value = text;
  };

  const inbox = () =>
    ft.Column(
      [0, 1, 2].map((n) =>
        ft.ListTile({
          title: ft.Text(`Mail ${n}`),
          subtitle: ft.Text(n % 2 ? "unread" : "read"),
          leading: ft.CircleAvatar({ content: ft.Text(String(n)) }),
          onClick: () => say(`mail ${n}`),
        }),
      ),
    );
  const updates = () =>
    ft.Switch({
      label: "Updates",
      onChange: (e) => say(`updates ${python(e.control.value)}`),
    });
  const volume = () =>
    ft.Slider({
      label: "Volume",
      min: 0,
      max: 10,
      value: 5,
      divisions: 10,
      onChange: (e) => say(`volume ${e.control.value?.toFixed(0)}`),
    });
  const settings = () =>
    ft.Tabs({
      length: 2,
      selectedIndex: 0,
      onChange: (e) => say(`tab ${e.data}`),
      content: ft.Column([
        ft.TabBar({ tabs: [ft.Tab({ label: "General" }), ft.Tab({ label: "Sounds" })] }),
        ft.TabBarView({
          height: 90,
          controls: [ft.Column([updates()]), ft.Column([volume()])],
        }),
      ]),
    });
  const about = () =>
    ft.ExpansionTile({
      title: ft.Text("Licences"),
      controls: [ft.ListTile({ title: ft.Text("Apache-2.0") })],
      onChange: (e) => say(`open ${python(e.data)}`),
    });

  const places = [inbox, settings, about];
  const body = ft.Container(inbox(), { expand: true, padding: 10 });
  const rail: ft.NavigationRail = ft.NavigationRail({
    selectedIndex: 0,
    labelType: ft.NavigationRailLabelType.ALL,
    minWidth: 80,
    minExtendedWidth: 160,
    leading: ft.IconButton(ft.Icons.MENU, {
      tooltip: "Widen",
      onClick: () => {
        const { NONE, ALL } = ft.NavigationRailLabelType;
        rail.extended = !rail.extended;
        rail.labelType = rail.extended ? NONE : ALL;
      },
    }),
    destinations: [
      ft.NavigationRailDestination({ icon: ft.Icons.INBOX, label: "Inbox" }),
      ft.NavigationRailDestination({ icon: ft.Icons.SETTINGS, label: "Settings" }),
      ft.NavigationRailDestination({ icon: ft.Icons.INFO, label: "About" }),
    ],
    onChange: () => {
      body.content = places[rail.selectedIndex ?? 0]?.() ?? null;
      say(`place ${rail.selectedIndex}`);
    },
  });
  const signOut = () => {
    say("signed out");
    page.showDialog(ft.SnackBar("Bye", { duration: 500 }));
  };
  const menu = ft.PopupMenuButton({
    tooltip: "Account",
    items: [
      ft.PopupMenuItem("Profile", { onClick: () => say("profile") }),
      ft.PopupMenuItem(),
      ft.PopupMenuItem("Sign out", { onClick: signOut }),
    ],
  });
  page.appbar = ft.AppBar({ title: ft.Text("Shell"), actions: [menu] });
  page.add(ft.Row([rail, ft.VerticalDivider({ width: 1 }), body], { expand: true }), status);
}

ft.run(main);
