import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  page.themeMode = ft.ThemeMode.LIGHT;
  const theme = ft.Theme({ colorSchemeSeed: ft.Colors.TEAL, useMaterial3: true });
  page.theme = theme;
  page.darkTheme = ft.Theme({ colorSchemeSeed: ft.Colors.INDIGO });
  const told = ft.Text("light teal");
  const box = ft.Container(ft.Text("box"), {
    width: 80,
    height: 40,
    bgcolor: ft.Colors.PRIMARY_CONTAINER,
    animate: ft.Animation(200, ft.AnimationCurve.EASE_IN_OUT),
    animateOpacity: 100,
    borderRadius: 8,
  });
  const face = ft.AnimatedSwitcher(ft.Text("first", { key: "first" }), {
    duration: 100,
    transition: ft.AnimatedSwitcherTransition.FADE,
  });

  const grow = () => {
    box.width = box.width === 80 ? 160 : 80;
    box.opacity = box.width === 160 ? 0.5 : 1;
    box.bgcolor = box.width === 160 ? ft.Colors.TERTIARY_CONTAINER : ft.Colors.PRIMARY_CONTAINER;
    told.value = `width ${box.width}`;
  };
  const flip = () => {
    const name = (face.content as ft.Text).value === "first" ? "second" : "first";
    face.content = ft.Text(name, { key: name });
  };
  const button = ft.FilledButton("style", {
    onClick: () => {
      button.style = ft.ButtonStyle({
        shape: ft.RoundedRectangleBorder({ radius: 2 }),
        bgcolor: {
          [ft.ControlState.HOVERED]: ft.Colors.SECONDARY,
          [ft.ControlState.DEFAULT]: ft.Colors.SURFACE_TINT,
        },
        padding: 12,
      });
    },
  });
  const own = () => {
    const { ORANGE: primary, BLACK: onPrimary } = ft.Colors;
    card.theme = ft.Theme({ colorScheme: ft.ColorScheme({ primary, onPrimary }) });
    card.themeMode = ft.ThemeMode.DARK;
  };
  const card = ft.Container(ft.FilledTonalButton("own theme", { onClick: own }), { padding: 5 });
  page.add(
    ft.Switch({
      label: "Dark",
      onChange: (e) => {
        page.themeMode = e.control.value ? ft.ThemeMode.DARK : ft.ThemeMode.LIGHT;
        told.value = page.themeMode;
      },
    }),
    ft.RadioGroup(
      ft.Row(
        ["teal", "pink", "amber"].map((value) =>
          ft.Radio({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }),
        ),
      ),
      {
        value: "teal",
        onChange: (e) => {
          theme.colorSchemeSeed = e.control.value;
          told.value = `seed ${e.control.value}`;
        },
      },
    ),
    ft.Checkbox({
      label: "Dense",
      onChange: (e) => {
        const { COMPACT, STANDARD } = ft.VisualDensity;
        theme.visualDensity = e.data ? COMPACT : STANDARD;
        told.value = e.data ? "dense" : "wide";
      },
    }),
    box,
    face,
    ft.Row([ft.Button("grow", { onClick: grow }), ft.Button("flip", { onClick: flip }), button]),
    card,
    told,
  );
}

ft.run(main);
