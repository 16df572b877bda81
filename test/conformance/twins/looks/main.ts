import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  page.theme = ft.Theme({ colorSchemeSeed: ft.Colors.GREEN, useMaterial3: true });
  page.darkTheme = ft.Theme({ colorScheme: ft.ColorScheme({ primary: ft.Colors.PINK }) });
  page.themeMode = ft.ThemeMode.DARK;
  page.padding = 20;
  page.spacing = 5;
  page.horizontalAlignment = ft.CrossAxisAlignment.CENTER;
  page.verticalAlignment = ft.MainAxisAlignment.SPACE_AROUND;
  page.scroll = ft.ScrollMode.AUTO;
  page.bgcolor = ft.Colors.withOpacity(0.5, ft.Colors.BLUE_50);
  page.appbar = ft.AppBar({
    title: ft.Text("Looks"),
    centerTitle: true,
    actions: [ft.IconButton(ft.Icons.MENU)],
  });
  page.floatingActionButton = ft.FloatingActionButton({ icon: ft.Icons.ADD, mini: true });
  const style = ft.TextStyle({
    size: 20,
    weight: ft.FontWeight.BOLD,
    decoration: ft.TextDecoration.UNDERLINE,
  });
  const padding = ft.Padding.symmetric({ vertical: 4, horizontal: 8 });
  const box = ft.Container({
    content: ft.Text("Box", { style }),
    width: 200,
    height: 100,
    padding,
    margin: ft.Margin.only({ left: 3 }),
    alignment: ft.Alignment.CENTER,
    border: ft.Border({
      left: ft.BorderSide(2, ft.Colors.RED),
      bottom: ft.BorderSide(1, "#00ff00"),
    }),
    borderRadius: ft.BorderRadius.only({ topLeft: 10, bottomRight: 20 }),
    gradient: ft.LinearGradient({
      colors: [ft.Colors.RED, ft.Colors.BLUE],
      begin: ft.Alignment.TOP_LEFT,
      end: ft.Alignment.BOTTOM_RIGHT,
      stops: [0.1, 0.9],
    }),
    shadow: [ft.BoxShadow({ blurRadius: 5, color: ft.Colors.BLACK_26, offset: ft.Offset(1, 2) })],
    animate: ft.Animation(300, ft.AnimationCurve.EASE_IN_OUT),
    animateOpacity: 200,
    rotate: ft.Rotate({ angle: 0.5 }),
    scale: 1.5,
    offset: ft.Offset(0.1, 0),
    opacity: 0.9,
    tooltip: ft.Tooltip({ message: "Tip", waitDuration: ft.Duration({ milliseconds: 500 }) }),
    badge: "3",
    ink: true,
    onClick: () => undefined,
  });
  const buttonStyle = ft.ButtonStyle({
    shape: ft.RoundedRectangleBorder({ radius: 8 }),
    padding: 10,
    side: { [ft.ControlState.DEFAULT]: ft.BorderSide(1) },
  });
  const button = ft.Button("Styled", {
    icon: ft.Icons.STAR,
    color: ft.Colors.WHITE,
    bgcolor: {
      [ft.ControlState.HOVERED]: ft.Colors.RED,
      [ft.ControlState.DEFAULT]: ft.Colors.BLUE,
    } as never,
    style: buttonStyle,
  });
  const icon = ft.IconButton(ft.Icons.DELETE, {
    iconColor: ft.Colors.ERROR,
    selected: false,
    selectedIcon: ft.Icons.CHECK,
    bgcolor: ft.Colors.AMBER,
  });
  const spans = ft.Text({
    spans: [
      ft.TextSpan("one ", ft.TextStyle({ italic: true })),
      ft.TextSpan("two", { url: "https://example.org" }),
    ],
    selectable: true,
  });
  const stack = ft.Stack(
    [ft.Container({ bgcolor: ft.Colors.GREY, expand: true }), ft.Text("over", { left: 5, top: 6 })],
    { width: 100, height: 50 },
  );
  const column: Record<string, number> = { xs: 12, md: 6 };
  const responsive = ft.ResponsiveRow([ft.Text("a", { col: column }), ft.Text("b", { col: 6 })], {
    runSpacing: { xs: 10 },
  });
  const tabs = ft.Tabs({
    length: 2,
    selectedIndex: 1,
    content: ft.Column([
      ft.TabBar({ tabs: [ft.Tab("One"), ft.Tab({ icon: ft.Icons.HOME })] }),
      ft.TabBarView({ controls: [ft.Text("1"), ft.Text("2")], height: 50 }),
    ]),
  });
  const field = ft.TextField({
    label: "Styled",
    border: ft.UnderlineInputBorder(),
    prefixIcon: ft.Icons.SEARCH,
    suffix: ft.Text("kg"),
    inputFilter: ft.NumbersOnlyInputFilter(),
    textAlign: ft.TextAlign.RIGHT,
    password: true,
    canRevealPassword: true,
  });

  const restyle = () => {
    style.size = 30;
    padding.left = 1;
    box.border = ft.Border.all(3, ft.Colors.GREEN);
    box.gradient = null;
    box.width = null;
    box.scale = ft.Scale(2);
    button.bgcolor = ft.Colors.PURPLE;
    buttonStyle.padding = 4;
    icon.selected = true;
    column.lg = 3;
    delete column.xs;
    page.themeMode = ft.ThemeMode.LIGHT;
    if (page.theme) page.theme.colorSchemeSeed = ft.Colors.RED;
    spans.spans?.push(ft.TextSpan("three"));
  };

  page.add(
    box,
    button,
    icon,
    spans,
    stack,
    responsive,
    tabs,
    field,
    ft.OutlinedButton("restyle", { onClick: restyle }),
  );
}

ft.run(main);
