import type { CSSProperties } from "preact";
import { colorOf } from "./color.ts";
import { definedCss } from "./defined-css.ts";
import { flagOf, mapOf, numberOf, textOf } from "./scalars.ts";

const lines = ["underline", "overline", "line-through"];

/** The CSS of a text style; only what the style sets. */
export function textStyleCss(value: unknown): CSSProperties {
  const style = mapOf(value);
  if (!style) return {};
  return {
    ...fontCss(style),
    ...spacingCss(style),
    ...decorationCss(style),
    ...definedCss({
      color: colorOf(mapOf(style.foreground)?.color) ?? colorOf(style.color),
      backgroundColor: colorOf(style.bgcolor),
      textShadow: textShadowCss(style.shadow),
    }),
  };
}

/** The CSS of size, weight, slant and family: fields of text styles and properties of Text alike. */
export function fontCss(style: Readonly<Record<string, unknown>>): CSSProperties {
  const size = numberOf(style.size);
  return definedCss({
    fontSize: size === undefined ? undefined : `${size}px`,
    fontWeight: weightCss(style.weight),
    fontStyle: flagOf(style.italic) ? "italic" : undefined,
    fontFamily: familyCss(style.font_family, style.font_family_fallback),
  });
}

/** A font weight by name as CSS. */
export function weightCss(value: unknown): string | undefined {
  if (value === "bold" || value === "normal") return value;
  return typeof value === "string" && /^w\d00$/.test(value) ? value.slice(1) : undefined;
}

/** The shadows of a text or an icon. */
export function textShadowCss(value: unknown): string | undefined {
  const shadows = (Array.isArray(value) ? value : [value]).map(mapOf);
  const css = shadows.flatMap((shadow) => (shadow ? [shadowCss(shadow)] : []));
  return css.length > 0 ? css.join() : undefined;
}

function shadowCss(shadow: Readonly<Record<string, unknown>>): string {
  const offset = mapOf(shadow.offset);
  const lengths = [offset?.x, offset?.y, shadow.blur_radius].map((length) => numberOf(length) ?? 0);
  return `${lengths.map((length) => `${length}px`).join(" ")} ${colorOf(shadow.color) ?? "#000"}`;
}

function familyCss(family: unknown, fallback: unknown): string | undefined {
  const families = [family, ...(Array.isArray(fallback) ? fallback : [])].flatMap(
    (name) => textOf(name) ?? [],
  );
  if (families.length === 0) return undefined;
  return [...families.map((name) => JSON.stringify(name)), "Roboto", "sans-serif"].join();
}

function spacingCss(style: Readonly<Record<string, unknown>>): CSSProperties {
  const letter = numberOf(style.letter_spacing);
  const word = numberOf(style.word_spacing);
  return definedCss({
    "--fl-leading": numberOf(style.height),
    letterSpacing: letter === undefined ? undefined : `${letter}px`,
    wordSpacing: word === undefined ? undefined : `${word}px`,
  });
}

function decorationCss(style: Readonly<Record<string, unknown>>): CSSProperties {
  const mask = numberOf(style.decoration);
  if (mask === undefined) return {};
  const drawn = lines.filter((_, bit) => mask & (1 << bit));
  const thickness = numberOf(style.decoration_thickness);
  return definedCss({
    textDecorationLine: drawn.join(" ") || "none",
    textDecorationColor: colorOf(style.decoration_color),
    textDecorationStyle: textOf(style.decoration_style),
    textDecorationThickness: thickness === undefined ? undefined : `${thickness / 16}em`,
  });
}
