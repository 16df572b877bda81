import { cupertinoColors, palette } from "./palette.ts";
import { numberOf } from "./scalars.ts";

const shades = ["50", "100", "200", "300", "400", "500", "600", "700", "800", "900"];
const accentShades = ["100", "200", "400", "700"];
const roleWords =
  /on(?!$)|inverse|primary|secondary|tertiary|error|surface|outline|shadow|scrim|container|fixed|dim|bright|variant|highest|high|lowest|low|tint/g;

/** Reads a color (name of the theme, of a palette, or alpha-first hex, with `,opacity`) as CSS. */
export function colorOf(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const [name = "", opacity] = value.split(",", 2);
  const color = namedColor(name.trim().toLowerCase());
  if (color === undefined || opacity === undefined) return color;
  return translucent(color, numberOf(opacity) ?? 1);
}

/** A CSS color with its alpha multiplied by `opacity`. */
function translucent(color: string, opacity: number): string {
  const percent = Math.round(opacity * 10000) / 100;
  return `color-mix(in srgb, ${color} ${percent}%, transparent)`;
}

/** The custom property of a theme role by its wire name, `onsurfacevariant`. */
export function roleVariable(role: string): string {
  return `--md-sys-color-${role.match(roleWords)?.join("-") ?? role}`;
}

function namedColor(name: string): string | undefined {
  if (name.startsWith("#")) return hexColor(name.slice(1));
  if (name.startsWith("0x")) return hexColor(name.slice(2));
  if (name === "transparent") return "transparent";
  const [, base = "", shade = ""] = /^([a-z]+)(\d*)$/.exec(name) ?? [];
  if (base === "black" || base === "white") return monochrome(base, shade);
  const swatch = palette[base];
  if (swatch) return swatchColor(swatch, base.endsWith("accent"), shade);
  const [light, dark] = cupertinoColors[name]?.split(" ") ?? [];
  if (light) return dark ? `light-dark(#${light}, #${dark})` : `#${light}`;
  return isRole(name) ? `var(${roleVariable(name)})` : undefined;
}

function isRole(name: string): boolean {
  return name !== "" && name.match(roleWords)?.join("") === name;
}

function swatchColor(swatch: string, accent: boolean, shade: string): string {
  const order = accent ? accentShades : shades;
  const place = order.indexOf(shade);
  return `#${swatch.split(" ")[place < 0 ? order.indexOf(accent ? "200" : "500") : place]}`;
}

function monochrome(base: string, shade: string): string {
  const color = base === "black" ? "#000000" : "#ffffff";
  if (shade === "") return color;
  const exact = base === "white" && shade === "38" ? 0x62 : Math.round(Number(shade) * 2.55);
  const alpha = shade === "87" ? 0xdd : shade === "12" ? 0x1f : exact;
  return color + alpha.toString(16).padStart(2, "0");
}

function hexColor(digits: string): string | undefined {
  if (!/^[\da-f]+$/.test(digits)) return undefined;
  switch (digits.length) {
    case 3:
    case 6:
      return `#${digits}`;
    case 4:
      return `#${digits.slice(1)}${digits.slice(0, 1)}`;
    case 8:
      return `#${digits.slice(2)}${digits.slice(0, 2)}`;
    default:
      return undefined;
  }
}
