import { textOf } from "./scalars.ts";

const modes: Readonly<Record<string, string>> = {
  color: "color",
  colorburn: "color-burn",
  colordodge: "color-dodge",
  darken: "darken",
  difference: "difference",
  exclusion: "exclusion",
  hardlight: "hard-light",
  hue: "hue",
  lighten: "lighten",
  luminosity: "luminosity",
  modulate: "multiply",
  multiply: "multiply",
  overlay: "overlay",
  plus: "plus-lighter",
  saturation: "saturation",
  screen: "screen",
  softlight: "soft-light",
};

/** A blend mode as CSS; undefined for the usual one and for those that CSS does not have. */
export function blendModeCss(value: unknown): string | undefined {
  return modes[textOf(value)?.toLowerCase() ?? ""];
}
