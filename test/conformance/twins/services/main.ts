import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  const clipboard = ft.Clipboard();
  const prefs = ft.SharedPreferences();
  const launcher = ft.UrlLauncher();
  const out = ft.Text();
  const field = ft.TextField({ label: "Field" });
  const show = (value: unknown): string =>
    Array.isArray(value)
      ? `[${value.map((one) => `'${one}'`).join(", ")}]`
      : value === true
        ? "True"
        : value === false
          ? "False"
          : String(value);

  page.add(
    ft.Button("copy", {
      onClick: async () => {
        await clipboard.set("copied text");
        out.value = `got ${await clipboard.get()}`;
      },
    }),
    ft.Button("save", {
      onClick: async () => {
        const done = await prefs.set("color", "green");
        const keys = await prefs.getKeys("");
        const color = await prefs.get("color");
        out.value = `${show(done)} ${show(keys)} ${color} ${show(await prefs.containsKey("x"))}`;
      },
    }),
    ft.Button("launch", {
      onClick: async () => {
        await launcher.launchUrl("https://example.org/");
        out.value = "launched";
      },
    }),
    ft.Button("refused", {
      onClick: async () => {
        try {
          await clipboard.get();
        } catch (error) {
          out.value = `refused: ${error instanceof Error ? error.message : String(error)}`;
        }
      },
    }),
    ft.Button("focus", {
      onClick: async () => {
        await field.focus();
        out.value = "focused";
      },
    }),
    field,
    out,
  );
}

ft.run(main);
