import type { CSSProperties } from "preact";
import { mapOf, textOf } from "../values/scalars.ts";
import type { ControlMap } from "../view/control-map.ts";
import { loadChunk } from "../view/load-chunk.ts";
import type { ThemeState } from "./theme-state.ts";

type Variables = Readonly<Record<string, string>>;
type ThemeVariables = (light: unknown, dark: unknown) => Variables;

const noValues: Readonly<Record<string, unknown>> = {};

/** Keeps the page in its theme, and parts of it in themes of their own. */
export class PageTheme {
  readonly #root: HTMLElement;
  readonly #onLoaded: () => void;
  #themeVariables: ThemeVariables | undefined;
  #loading = false;
  #applied: Variables = {};
  #state: ThemeState = { dark: false, material3: true, values: noValues };
  /** The values as text: the tree changes them in place. */
  #seen = "{}";

  /** `onLoaded` is called when the chunk has come that knows the colors of themes. */
  constructor(root: HTMLElement, onLoaded: () => void) {
    this.#root = root;
    this.#onLoaded = onLoaded;
  }

  get state(): ThemeState {
    return this.#state;
  }

  /** Takes over theme, dark theme and mode of the page; true if it is another theme than before. */
  follow(page: ControlMap): boolean {
    const [before, seen] = [this.#state, this.#seen];
    const mode = modeOf(page.theme_mode) ?? textOf(page.platform_brightness);
    const dark = mode === "dark";
    const values = mapOf((dark && page.dark_theme) || page.theme) ?? noValues;
    this.#state = { dark, material3: values.use_material3 !== false, values };
    this.#seen = JSON.stringify(values);
    this.#root.dataset.theme = dark ? "dark" : "light";
    this.#root.style.colorScheme = dark ? "dark" : "light";
    this.#root.style.fontFamily = fontOf(values) ?? "";
    this.#apply(this.#variables(page.theme, page.dark_theme ?? page.theme));
    return before.dark !== dark || seen !== this.#seen;
  }

  /** The styles of a control that has a theme of its own. */
  styleOf(node: ControlMap): CSSProperties {
    const { theme, dark_theme, theme_mode } = node;
    if (!theme && !dark_theme && !theme_mode) return {};
    const mode = modeOf(theme_mode);
    const font = fontOf(theme);
    return {
      ...this.#variables(theme, dark_theme ?? theme),
      color: "var(--md-sys-color-on-surface)",
      ...(mode ? { colorScheme: mode } : {}),
      ...(font ? { fontFamily: font } : {}),
    };
  }

  /** Without its chunk a theme has no colors of its own yet. */
  #variables(light: unknown, dark: unknown): Variables {
    if (!hasColors(light) && !hasColors(dark)) return {};
    if (this.#themeVariables) return this.#themeVariables(light, dark);
    void this.#load();
    return {};
  }

  async #load(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    this.#root.ariaBusy = "true";
    const { themeVariables } = await loadChunk(() => import("./theme-colors.ts"));
    this.#themeVariables = themeVariables;
    this.#root.ariaBusy = null;
    this.#onLoaded();
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

function hasColors(theme: unknown): boolean {
  const { color_scheme_seed, color_scheme } = mapOf(theme) ?? noValues;
  return Boolean(color_scheme_seed) || Boolean(color_scheme);
}

/** A mode that does not leave the choice to the browser. */
function modeOf(value: unknown): "light" | "dark" | undefined {
  const mode = textOf(value)?.toLowerCase();
  return mode === "light" || mode === "dark" ? mode : undefined;
}

function fontOf(theme: unknown): string | undefined {
  const family = textOf(mapOf(theme)?.font_family);
  return family === undefined ? undefined : `${JSON.stringify(family)}, Roboto, sans-serif`;
}
