import { iconFaces } from "../icons/icon-faces.ts";
import { iconFilesVersion } from "../icons/icon-files.ts";

const firstIcon = 0xf0000;
const space = 0x20; // its font gives lines their height

/** Declarations of the icon files that a text draws from; `folder` is their address, with a slash at its end. */
export function iconFaceCss(text: string, folder: string): string {
  const points = new Set([...text].map((character) => character.codePointAt(0) ?? 0));
  const missing = new Set([...points].filter((point) => point >= firstIcon));
  if (missing.size === 0) return "";
  missing.add(space);
  return iconFaces()
    .map(({ family, file, range }) => {
      const found = [...missing].filter((point) => isIn(range, point));
      for (const point of found) missing.delete(point);
      if (found.length === 0) return "";
      const own = found.map((point) => `U+${point.toString(16)}`).join();
      return `@font-face{font-family:${JSON.stringify(family)};src:url(${folder}${file}-${iconFilesVersion}.woff2);unicode-range:${own};font-display:block}`;
    })
    .join("");
}

function isIn(range: string, point: number): boolean {
  return range.split(",").some((part) => {
    const [first = "", last = first] = part.slice(2).split("-");
    return Number.parseInt(first, 16) <= point && point <= Number.parseInt(last, 16);
  });
}
