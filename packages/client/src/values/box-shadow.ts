import { colorOf } from "./color.ts";
import { mapOf, numberOf, textOf } from "./scalars.ts";

/** One shadow or several as CSS `box-shadow`. */
export function boxShadowCss(value: unknown): string | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const shadows = list.flatMap((item) => {
    const shadow = mapOf(item);
    return shadow ? [shadowCss(shadow)] : [];
  });
  return shadows.length > 0 ? shadows.join(", ") : undefined;
}

function shadowCss(shadow: Readonly<Record<string, unknown>>): string {
  const offset = mapOf(shadow.offset);
  const [x, y, blur, spread] = [offset?.x, offset?.y, shadow.blur_radius, shadow.spread_radius].map(
    (length) => numberOf(length) ?? 0,
  );
  const inset = textOf(shadow.blur_style)?.toLowerCase() === "inner" ? "inset " : "";
  return `${inset}${x}px ${y}px ${blur}px ${spread}px ${colorOf(shadow.color) ?? "#000000"}`;
}
