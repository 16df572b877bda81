import type { CSSProperties } from "preact";
import { mapOf, textOf } from "../../../values/scalars.ts";
import { textStyleCss } from "../../../values/text-style.ts";
import { codeThemes } from "./code-themes.ts";

/** The styles of code by what it is; `root` is that of the whole. */
export type CodeColors = ReadonlyMap<string, CSSProperties>;

/** The styles of a theme, which is a name or the author's own. */
export function codeColors(theme: unknown): CodeColors {
  const own = mapOf(theme);
  if (own) {
    return new Map(
      Object.entries(own)
        .filter(([, style]) => mapOf(style))
        .map(([name, style]) => [scopeOf(name), textStyleCss(style)]),
    );
  }
  const name = textOf(theme)?.toLowerCase() ?? "";
  return new Map(
    (codeThemes[name] ?? "").split("|").flatMap((group) => {
      const [scopes = "", style = ""] = group.split(":");
      const css = cssOf(style);
      return scopes.split(" ").map((scope): [string, CSSProperties] => [scope, css]);
    }),
  );
}

function scopeOf(name: string): string {
  return name === "class_name" ? "class" : name.replaceAll("_", "-");
}

/** Reads `color/background/flags`, of which each may be missing. */
function cssOf(style: string): CSSProperties {
  const [color = "", background = "", flags = ""] = style.split("/");
  const css: CSSProperties = {};
  if (color) css.color = `#${color}`;
  if (background) css.background = `#${background}`;
  if (flags.includes("b")) css.fontWeight = "bold";
  if (flags.includes("i")) css.fontStyle = "italic";
  if (flags.includes("u")) css.textDecoration = "underline";
  return css;
}
