import * as ft from "@flotilla/sdk";

const seeds = { Indigo: ft.Colors.INDIGO, Green: ft.Colors.GREEN, Orange: ft.Colors.ORANGE };

/** Color schemes from a seed, light and dark, and parts with a theme of their own. */
function main(page: ft.Page) {
  page.title = "Theming";
  page.theme = ft.Theme({ colorSchemeSeed: seeds.Indigo });
  page.darkTheme = ft.Theme({ colorSchemeSeed: seeds.Indigo });
  page.themeMode = ft.ThemeMode.LIGHT;

  const sample = (key: string) =>
    ft.Row(
      [
        ft.FilledButton("Filled", { key }),
        ft.OutlinedButton("Outlined"),
        ft.Switch({ label: "Switch", value: true }),
        ft.Checkbox({ label: "Box", value: true }),
      ],
      { wrap: true },
    );
  const part = (title: string, key: string, more: ft.ContainerProps) =>
    ft.Container(ft.Column([ft.Text(title), sample(key)]), {
      bgcolor: ft.Colors.SURFACE_CONTAINER,
      padding: 16,
      borderRadius: 12,
      ...more,
    });
  const seed = ft.SegmentedButton({
    key: "seed",
    selected: ["Indigo"],
    segments: Object.keys(seeds).map((value) => ft.Segment({ value, label: value })),
    onChange: () => {
      const [name = "Indigo"] = seed.selected;
      const colorSchemeSeed = seeds[name as keyof typeof seeds];
      page.theme = ft.Theme({ colorSchemeSeed });
      page.darkTheme = ft.Theme({ colorSchemeSeed });
    },
  });
  const dark = ft.Switch({
    label: "Dark",
    onChange: () => {
      page.themeMode = dark.value ? ft.ThemeMode.DARK : ft.ThemeMode.LIGHT;
    },
  });

  page.add(
    ft.Row([seed, dark], { wrap: true }),
    part("The page's theme", "page-button", {}),
    part("A seed of its own", "part-button", {
      theme: ft.Theme({ colorSchemeSeed: ft.Colors.PINK }),
    }),
    part("Always dark", "dark-button", { themeMode: ft.ThemeMode.DARK }),
  );
}

ft.run(main);
