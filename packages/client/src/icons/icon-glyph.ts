import { distances } from "./icon-faces.ts";

const materialBase = 0xf0000;
const cupertinoBase = 0xf4000;

/** The character that draws an icon (`set << 16 | index`) in the icon fonts; undefined for sets of extensions. */
export function iconGlyph(icon: unknown): string | undefined {
  if (typeof icon !== "number") return undefined;
  const index = icon & 0xffff;
  switch (icon >> 16) {
    case 1:
      return String.fromCodePoint(materialBase + index);
    case 2:
      return String.fromCodePoint(cupertinoBase + index);
    default:
      return undefined;
  }
}

/** Whether an icon points the other way in right-to-left text (`places` as in mirrored-icons.ts). */
export function isMirrored(icon: number, places: string): boolean {
  return icon >> 16 === 1 && distances(places).includes(icon & 0xffff);
}
