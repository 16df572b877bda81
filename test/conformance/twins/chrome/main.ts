import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  const out = ft.Text("start");
  const say = (text: string) => {
    out.value = text;
  };

  const appbar = ft.AppBar({
    leading: ft.IconButton(ft.Icons.MENU, {
      tooltip: "Open menu",
      onClick: () => page.showDrawer(),
    }),
    title: ft.Text("Chrome"),
    actions: [ft.IconButton(ft.Icons.SEARCH, { tooltip: "Search", onClick: () => say("search") })],
    bgcolor: ft.Colors.PRIMARY_CONTAINER,
    elevation: 2,
    toolbarHeight: 64,
  });
  page.appbar = appbar;
  page.drawer = ft.NavigationDrawer({
    controls: [
      ft.Container({ height: 12 }),
      ft.NavigationDrawerDestination({
        label: "Inbox",
        icon: ft.Icons.INBOX_OUTLINED,
        selectedIcon: ft.Icons.INBOX,
      }),
      ft.Divider({ thickness: 2 }),
      ft.NavigationDrawerDestination({ label: "Sent", icon: ft.Icon(ft.Icons.SEND) }),
    ],
    selectedIndex: 0,
    onChange: (e) => say(`drawer ${e.control.selectedIndex}`),
    onDismiss: () => say("drawer gone"),
  });
  const bar = ft.NavigationBar({
    destinations: [
      ft.NavigationBarDestination({ icon: ft.Icons.EXPLORE, label: "Explore" }),
      ft.NavigationBarDestination({
        icon: ft.Icons.COMMUTE,
        label: "Commute",
        selectedIcon: ft.Icons.CHECK,
      }),
    ],
    labelBehavior: ft.NavigationBarLabelBehavior.ONLY_SHOW_SELECTED,
    onChange: (e) => say(`bar ${e.data}`),
  });
  page.navigationBar = bar;
  page.floatingActionButton = ft.FloatingActionButton({
    icon: ft.Icons.ADD,
    tooltip: "Add",
    shape: ft.CircleBorder(),
    onClick: () => page.add(ft.Text(`added ${page.controls.length}`)),
  });
  page.floatingActionButtonLocation = ft.FloatingActionButtonLocation.END_FLOAT;
  page.horizontalAlignment = ft.CrossAxisAlignment.STRETCH;
  page.verticalAlignment = ft.MainAxisAlignment.START;
  page.padding = ft.Padding.all(8);
  page.spacing = 4;
  page.scroll = ft.ScrollMode.ADAPTIVE;
  page.bgcolor = ft.Colors.SURFACE_BRIGHT;
  page.localeConfiguration = ft.LocaleConfiguration({
    supportedLocales: [ft.Locale("de", "DE"), ft.Locale("fr")],
    currentLocale: ft.Locale("de", "DE"),
  });

  const handlers: Record<string, () => unknown> = {
    alter: () => {
      if (appbar.title instanceof ft.Text) appbar.title.value = "Altered";
      appbar.actions?.push(
        ft.PopupMenuButton({
          items: [ft.PopupMenuItem("One"), ft.PopupMenuItem("Two", { checked: true })],
        }),
      );
      appbar.leading = null;
      appbar.centerTitle = true;
      bar.destinations.pop();
      bar.destinations.push(
        ft.NavigationBarDestination({ icon: ft.Icons.BOOKMARK, label: "Saved", disabled: true }),
      );
      bar.selectedIndex = 1;
      page.drawer?.controls.splice(1, 0, ft.Text("Mail"));
      if (page.floatingActionButton) page.floatingActionButton.icon = ft.Icons.EDIT;
      page.floatingActionButtonLocation = ft.Offset(10, 20);
      page.padding = 0;
      page.scroll = null;
    },
    swap: () => {
      page.appbar = ft.CupertinoAppBar({
        title: ft.Text("Other"),
        leading: ft.Icon(ft.Icons.PALETTE),
        brightness: ft.Brightness.LIGHT,
      });
      page.navigationBar = ft.CupertinoNavigationBar({
        destinations: [
          ft.NavigationBarDestination({ icon: ft.Icons.HOME, label: "Home" }),
          ft.NavigationBarDestination({ icon: ft.Icons.STAR, label: "Star" }),
        ],
        selectedIndex: 1,
      });
      page.drawer = null;
      page.endDrawer = ft.NavigationDrawer({
        controls: [ft.NavigationDrawerDestination({ label: "Right", icon: ft.Icons.ABC })],
      });
      page.floatingActionButton = null;
      page.bottomAppbar = ft.BottomAppBar({
        content: ft.Row([
          ft.IconButton({ icon: ft.Icons.HOME }),
          ft.IconButton({ icon: ft.Icons.PERSON }),
        ]),
        shape: ft.CircularRectangleNotchShape(),
        notchMargin: 5,
      });
    },
    drawers: async () => {
      await page.showDrawer();
      say("opened");
    },
    right: async () => {
      await page.showEndDrawer();
      await page.closeEndDrawer();
      say("right and closed");
    },
    over: () => {
      page.overlay.push(ft.Container(ft.Text("floating"), { right: 5, bottom: 5 }));
      page.overlay.push(ft.TransparentPointer(ft.Text("second")));
      if (page.overlay.length > 2) page.overlay.shift();
    },
    surgery: () => {
      page.insert(0, ft.Text("top"), ft.Text("second"));
      page.removeAt(1);
      const bottom = ft.Text("bottom");
      page.controls.push(bottom);
      bottom.value += "!";
      say(`${page.controls.includes(out) ? "True" : "False"} ${page.controls.length}`);
    },
    wipe: () => {
      page.clean();
      page.add(buttons, out);
      page.appbar = null;
      page.bottomAppbar = null;
      page.navigationBar = null;
      page.overlay.length = 0;
      page.title = "Wiped";
      page.rtl = true;
      page.showSemanticsDebugger = false;
      const [view] = page.views;
      if (view) view.bgcolor = ft.Colors.withOpacity(0.5, "#abcdef");
    },
  };
  const buttons = ft.Row(
    Object.entries(handlers).map(([text, onClick]) => ft.FilledTonalButton(text, { onClick })),
    { wrap: true },
  );
  page.add(buttons, out);
}

ft.run(main);
