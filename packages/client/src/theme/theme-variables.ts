import { colorOf, roleVariable } from "../values/color.ts";
import { mapOf, textOf } from "../values/scalars.ts";

/** Computes the colors of a seed; comes with a chunk of its own. */
export type SeedScheme = (seed: string, dark: boolean) => ReadonlyMap<string, string>;

/** CSS custom properties by name. */
export type Variables = Readonly<Record<string, string>>;

const defaultSeed = "#2196f3";

/** The custom properties of a theme: colors of its seed, then its own colors over them. */
export class ThemeVariables {
  readonly #load: () => Promise<SeedScheme>;
  readonly #onLoaded: () => void;
  #scheme: SeedScheme | undefined;
  #loading = false;

  constructor(load: () => Promise<SeedScheme>, onLoaded: () => void) {
    this.#load = load;
    this.#onLoaded = onLoaded;
  }

  /**
   * Each color for light and dark, so that parts of the page can be in the other mode. Without its
   * chunk a seed has no effect yet; `onLoaded` tells when it has.
   */
  of(light: unknown, dark: unknown): Variables {
    const lightColors = this.#colors(mapOf(light), false);
    const darkColors = this.#colors(mapOf(dark), true);
    const variables: Record<string, string> = {};
    for (const role of new Set([...lightColors.keys(), ...darkColors.keys()])) {
      const name = roleVariable(role);
      const day = lightColors.get(role) ?? this.#defaultColor(role, false);
      const night = darkColors.get(role) ?? this.#defaultColor(role, true);
      const both = day !== undefined && night !== undefined && day !== night;
      variables[name] = both ? `light-dark(${day}, ${night})` : (day ?? night ?? "");
    }
    return variables;
  }

  #colors(
    theme: Readonly<Record<string, unknown>> | undefined,
    dark: boolean,
  ): ReadonlyMap<string, string> {
    const colors = new Map(this.#seedColors(theme?.color_scheme_seed, dark));
    for (const [name, value] of Object.entries(mapOf(theme?.color_scheme) ?? {})) {
      const color = colorOf(value);
      if (color !== undefined) colors.set(name.replaceAll("_", ""), color);
    }
    return colors;
  }

  /** The color that stays if only the other mode has one of its own. */
  #defaultColor(role: string, dark: boolean): string | undefined {
    if (!this.#scheme) void this.#fetch();
    return this.#scheme?.(defaultSeed, dark).get(role);
  }

  #seedColors(seed: unknown, dark: boolean): Iterable<readonly [string, string]> {
    const color = colorOf(textOf(seed));
    if (color === undefined || color === defaultSeed || !/^#[\da-f]{6}/.test(color)) return [];
    if (this.#scheme) return this.#scheme(color.slice(0, 7), dark);
    void this.#fetch();
    return [];
  }

  async #fetch(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    try {
      this.#scheme = await this.#load();
      this.#onLoaded();
    } finally {
      this.#loading = false;
    }
  }
}

/** The font of a theme as CSS. */
export function themeFont(theme: unknown): string | undefined {
  const family = textOf(mapOf(theme)?.font_family);
  return family === undefined ? undefined : `${JSON.stringify(family)}, Roboto, sans-serif`;
}
