import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  page.themeMode = ft.ThemeMode.LIGHT;
  const theme = ft.Theme({
    colorSchemeSeed: ft.Colors.TEAL,
    textTheme: ft.TextTheme({
      bodyMedium: ft.TextStyle({ size: 15, weight: ft.FontWeight.W_500 }),
    }),
    scrollbarTheme: ft.ScrollbarTheme({
      thickness: { [ft.ControlState.HOVERED]: 8, [ft.ControlState.DEFAULT]: 4 },
      radius: 3,
    }),
    pageTransitions: ft.PageTransitionsTheme({ android: ft.PageTransitionTheme.ZOOM }),
  });
  page.theme = theme;
  const scheme = ft.ColorScheme({ primary: ft.Colors.AMBER, onPrimary: "#112233" });
  page.darkTheme = ft.Theme({ colorScheme: scheme });

  const padding = ft.Padding.symmetric({ horizontal: 12, vertical: 4 });
  const top = ft.BorderSide(2, ft.Colors.BLUE_GREY_200);
  const border = ft.Border.only({ top, left: ft.BorderSide(3) });
  const gradient = ft.LinearGradient({
    colors: [ft.Colors.WHITE, ft.Colors.BLACK_12],
    begin: ft.Alignment.TOP_LEFT,
    end: ft.Alignment(0.8, 1),
    stops: [0.2, 1.0],
    tileMode: ft.GradientTileMode.MIRROR,
  });
  const shadows = [
    ft.BoxShadow({ spreadRadius: 1, blurRadius: 15, offset: ft.Offset(0, 3) }),
    ft.BoxShadow({ blurStyle: ft.BlurStyle.OUTER }),
  ];
  const rotate = ft.Rotate({ angle: 0.5, alignment: ft.Alignment.CENTER });
  const url = ft.Url("https://example.org", { target: ft.UrlTarget.BLANK });
  const tooltip = ft.Tooltip({
    message: "A box",
    waitDuration: ft.Duration({ milliseconds: 400 }),
    padding: 4,
  });
  const badge = ft.Badge({ label: "3", offset: ft.Offset(2, 2), bgcolor: ft.Colors.ERROR });
  const col: Record<string, number> = { xs: 12, md: 6 };
  const textStyle = ft.TextStyle({
    size: 20,
    italic: true,
    decoration: ft.TextDecoration.UNDERLINE,
    shadow: ft.BoxShadow({ blurRadius: 2, color: "#80000000" }),
  });
  const box = ft.Container(ft.Text("box", { style: textStyle }), {
    width: 120,
    height: 80,
    padding,
    margin: ft.Margin.only({ left: 3 }),
    border,
    borderRadius: ft.BorderRadius.vertical({ top: 8, bottom: 2 }),
    alignment: ft.Alignment.BOTTOM_RIGHT,
    bgcolor: ft.Colors.withOpacity(0.25, ft.Colors.PRIMARY),
    gradient,
    shadow: shadows,
    blur: ft.Blur(4, 2, ft.BlurTileMode.CLAMP),
    rotate,
    scale: 1.5,
    offset: ft.Offset(0.1, 0),
    animate: ft.Animation(300, ft.AnimationCurve.EASE_IN_OUT),
    animateOpacity: 250,
    animateScale: true,
    image: ft.DecorationImage({ src: "paper.png", fit: ft.BoxFit.COVER, opacity: 0.4 }),
    shape: ft.BoxShape.RECTANGLE,
    url,
    tooltip,
    badge,
    col,
  });
  const focused = ft.BorderSide(2, ft.Colors.RED);
  const rounded = ft.RoundedRectangleBorder({ radius: 2 });
  const color: Partial<Record<ft.ControlState, string>> = {
    [ft.ControlState.HOVERED]: ft.Colors.WHITE,
    [ft.ControlState.DEFAULT]: ft.Colors.BLACK,
  };
  const style = ft.ButtonStyle({
    color,
    bgcolor: ft.Colors.YELLOW,
    padding: { [ft.ControlState.HOVERED]: 20 },
    side: {
      [ft.ControlState.DEFAULT]: ft.BorderSide(1, ft.Colors.BLUE),
      [ft.ControlState.FOCUSED]: focused,
    },
    shape: {
      [ft.ControlState.DEFAULT]: rounded,
      [ft.ControlState.PRESSED]: ft.StadiumBorder(),
    },
    textStyle: ft.TextStyle({ letterSpacing: 1.5 }),
    animationDuration: 500,
    elevation: { pressed: 0, default: 1 },
    visualDensity: ft.VisualDensity.COMFORTABLE,
  });
  const button = ft.Button("styled", { style });
  const red = ft.TextStyle({ color: ft.Colors.RED });
  const deep = ft.TextSpan(" nested", ft.TextStyle({ weight: ft.FontWeight.BOLD }));
  const label = ft.Text({
    spans: [
      ft.TextSpan("one ", red),
      ft.TextSpan("two", { spans: [deep], url: "https://flet.dev" }),
    ],
    textAlign: ft.TextAlign.JUSTIFY,
    overflow: ft.TextOverflow.ELLIPSIS,
    themeStyle: ft.TextThemeStyle.HEADLINE_SMALL,
    maxLines: 2,
    selectable: true,
  });

  const handlers = {
    nested: () => {
      padding.left = 20;
      top.color = ft.Colors.RED;
      border.bottom = ft.BorderSide(5);
      gradient.colors.push(ft.Colors.GREEN);
      gradient.stops = [0, 0.5, 1];
      const [shadow] = shadows;
      if (shadow) shadow.blurRadius = 3;
      shadows.pop();
      rotate.angle = 1;
      url.target = "_self";
      tooltip.message = "Still a box";
      badge.label = ft.Text("4");
      textStyle.size = 22;
      if (theme.textTheme?.bodyMedium) theme.textTheme.bodyMedium.size = 18;
      red.color = ft.Colors.GREEN;
      deep.text = " deep";
      label.spans?.push(ft.TextSpan("three", { onClick: () => undefined }));
    },
    states: () => {
      color[ft.ControlState.HOVERED] = ft.Colors.PINK;
      focused.width = 4;
      rounded.radius = 9;
      style.bgcolor = { [ft.ControlState.DISABLED]: ft.Colors.GREY };
      col.md = 3;
      col.xl = 2;
      delete col.xs;
    },
    swapped: () => {
      box.padding = 5;
      box.border = null;
      box.borderRadius = 12;
      box.gradient = ft.SweepGradient({ colors: ["red", "blue"], startAngle: 0.1 });
      box.shadow = ft.BoxShadow({ color: ft.Colors.SHADOW });
      box.rotate = 0.25;
      box.scale = ft.Scale({ scaleX: 2, scaleY: 0.5 });
      box.animate = ft.Animation({ curve: ft.AnimationCurve.BOUNCE_IN });
      box.tooltip = "plain";
      box.badge = null;
      box.margin = ft.Margin.all(1);
      button.style = ft.ButtonStyle({
        shape: ft.CircleBorder({ side: ft.BorderSide(3) }),
        alignment: ft.Alignment.CENTER_LEFT,
      });
      page.themeMode = ft.ThemeMode.DARK;
      page.theme = ft.Theme({ colorSchemeSeed: "green" });
      scheme.primary = ft.Colors.CYAN_ACCENT_400;
    },
    same: () => {
      box.padding = ft.Padding.all(5);
      box.borderRadius = ft.BorderRadius.only({ topLeft: 12 });
      box.margin = ft.Margin(1, 1, 1, 1);
      if (box.gradient) box.gradient.colors = ["red", "blue"];
      if (page.theme) page.theme.useMaterial3 = false;
    },
  };

  page.add(
    ft.Row(Object.entries(handlers).map(([text, onClick]) => ft.Button(text, { onClick }))),
    ft.ResponsiveRow([box], { columns: { xs: 4, md: 12 }, spacing: { xs: 2 }, runSpacing: 4 }),
    button,
    label,
  );
}

ft.run(main);
