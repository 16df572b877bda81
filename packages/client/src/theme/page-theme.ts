import { mapOf, textOf } from "../values/scalars.ts";
import type { ControlMap } from "../view/control-map.ts";
import type { ThemeState } from "./theme-state.ts";

/** Keeps the root element in the page's theme. */
export class PageTheme {
  readonly #root: HTMLElement;
  #state: ThemeState = { dark: false, material3: true, values: {} };

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  get state(): ThemeState {
    return this.#state;
  }

  /** Takes over theme, dark theme and mode of the page. */
  follow(page: ControlMap): void {
    const mode = textOf(page.theme_mode)?.toLowerCase() ?? "system";
    const dark = mode === "system" ? page.platform_brightness === "dark" : mode === "dark";
    const values = mapOf((dark && page.dark_theme) || page.theme) ?? {};
    this.#state = { dark, material3: values.use_material3 !== false, values };
    this.#root.dataset.theme = dark ? "dark" : "light";
    this.#root.style.colorScheme = dark ? "dark" : "light";
  }

  stop(): void {
    delete this.#root.dataset.theme;
  }
}
