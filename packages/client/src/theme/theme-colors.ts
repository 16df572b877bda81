import { colorOf, roleVariable } from "../values/color.ts";
import { mapOf, textOf } from "../values/scalars.ts";
import { seedScheme } from "./seed-scheme.ts";

/** CSS custom properties by name. */
export type Variables = Readonly<Record<string, string>>;

const defaultSeed = "#2196f3";

/**
 * The custom properties of a theme: colors of its seed, then its own colors over them. Each has its value for
 * light and dark, so that parts of the page can be in the other mode.
 */
export function themeVariables(light: unknown, dark: unknown): Variables {
  const day = colorsOf(mapOf(light), false);
  const night = colorsOf(mapOf(dark), true);
  const variables: Record<string, string> = {};
  for (const role of new Set([...day.keys(), ...night.keys()])) {
    const inLight = day.get(role) ?? seedScheme(defaultSeed, false).get(role);
    const inDark = night.get(role) ?? seedScheme(defaultSeed, true).get(role);
    const same = inLight === inDark;
    variables[roleVariable(role)] = same ? (inLight ?? "") : `light-dark(${inLight}, ${inDark})`;
  }
  return variables;
}

function colorsOf(
  theme: Readonly<Record<string, unknown>> | undefined,
  dark: boolean,
): ReadonlyMap<string, string> {
  const colors = new Map(seedColors(theme?.color_scheme_seed, dark));
  for (const [name, value] of Object.entries(mapOf(theme?.color_scheme) ?? {})) {
    const color = colorOf(value);
    if (color !== undefined) colors.set(name.replaceAll("_", ""), color);
  }
  return colors;
}

function seedColors(seed: unknown, dark: boolean): Iterable<readonly [string, string]> {
  const color = colorOf(textOf(seed));
  if (color === undefined || color === defaultSeed || !/^#[\da-f]{6}/.test(color)) return [];
  return seedScheme(color.slice(0, 7), dark);
}
