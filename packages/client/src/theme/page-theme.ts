import type { CSSProperties } from "preact";
import { mapOf, textOf } from "../values/scalars.ts";
import type { ControlMap } from "../view/control-map.ts";
import type { ThemeState } from "./theme-state.ts";
import { ThemeVariables, themeFont, type Variables } from "./theme-variables.ts";

const noValues: Readonly<Record<string, unknown>> = {};

/** Keeps the page in its theme, and parts of it in themes of their own. */
export class PageTheme {
  readonly #root: HTMLElement;
  readonly #variables: ThemeVariables;
  #applied: Variables = {};
  #state: ThemeState = { dark: false, material3: true, values: {} };

  /** `onLoaded` is called when the colors of a seed have become known. */
  constructor(root: HTMLElement, onLoaded: () => void) {
    this.#root = root;
    this.#variables = new ThemeVariables(
      async () => (await import("./seed-scheme.ts")).seedScheme,
      onLoaded,
    );
  }

  get state(): ThemeState {
    return this.#state;
  }

  /** Takes over theme, dark theme and mode of the page; true if it is another theme than before. */
  follow(page: ControlMap): boolean {
    const before = this.#state;
    const mode = modeOf(page.theme_mode) ?? textOf(page.platform_brightness);
    const dark = mode === "dark";
    const values = mapOf((dark && page.dark_theme) || page.theme) ?? noValues;
    this.#state = { dark, material3: values.use_material3 !== false, values };
    this.#root.dataset.theme = dark ? "dark" : "light";
    this.#root.style.colorScheme = dark ? "dark" : "light";
    this.#root.style.fontFamily = themeFont(values) ?? "";
    this.#apply(this.#variables.of(page.theme, page.dark_theme ?? page.theme));
    return before.dark !== dark || before.values !== values;
  }

  /** The styles of a control that has a theme of its own. */
  styleOf(node: ControlMap): CSSProperties {
    const { theme, dark_theme, theme_mode } = node;
    if (!theme && !dark_theme && !theme_mode) return {};
    const mode = modeOf(theme_mode);
    const font = themeFont(theme);
    return {
      ...this.#variables.of(theme, dark_theme ?? theme),
      color: "var(--md-sys-color-on-surface)",
      ...(mode ? { colorScheme: mode } : {}),
      ...(font ? { fontFamily: font } : {}),
    };
  }

  stop(): void {
    this.#apply({});
    delete this.#root.dataset.theme;
  }

  #apply(variables: Variables): void {
    for (const name of Object.keys(this.#applied)) {
      if (!Object.hasOwn(variables, name)) this.#root.style.removeProperty(name);
    }
    for (const [name, value] of Object.entries(variables)) {
      if (this.#applied[name] !== value) this.#root.style.setProperty(name, value);
    }
    this.#applied = variables;
  }
}

/** A mode that does not leave the choice to the browser. */
function modeOf(value: unknown): "light" | "dark" | undefined {
  const mode = textOf(value)?.toLowerCase();
  return mode === "light" || mode === "dark" ? mode : undefined;
}
