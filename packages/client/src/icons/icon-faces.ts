import { commonIcons, iconFilesVersion } from "./icon-files.ts";

const iconsPerFile = 128;

/**
 * Declares the icon fonts to a document; browsers fetch a file when one of its icons is drawn.
 * `folder` is the address of the icon files, with a slash at its end.
 */
export function declareIconFaces(fonts: FontFaceSet, folder: string): void {
  for (const { family, file, range } of iconFaces()) {
    const address = `${folder}${file}-${iconFilesVersion}.woff2`;
    fonts.add(new FontFace(family, `url(${address})`, { unicodeRange: range, display: "block" }));
  }
}

interface IconFace {
  readonly family: string;
  readonly file: string;
  readonly range: string;
}

/** All icon files with the code points they draw. */
export function iconFaces(): IconFace[] {
  // The font that has the space gives a line its metrics, which are those of all icon files.
  const common = distances(commonIcons).map((place) => hex(0xf0000 + place));
  return [
    { family: "Flotilla Common Icons", file: "common", range: ["U+20", ...common].join() },
    ...blocks("Flotilla Material Icons", "m", 0xf0000, 8825),
    ...blocks("Flotilla Cupertino Icons", "c", 0xf4000, 1322),
  ];
}

/** Reads a list of rising numbers that was written as distances. */
export function distances(text: string): number[] {
  let last = 0;
  return text.split(" ").map((step) => {
    last += Number(step);
    return last;
  });
}

function blocks(family: string, letter: string, base: number, count: number): IconFace[] {
  return Array.from({ length: Math.ceil(count / iconsPerFile) }, (_, block) => {
    const first = base + block * iconsPerFile;
    const last = Math.min(first + iconsPerFile, base + count) - 1;
    return { family, file: `${letter}${block}`, range: `${hex(first)}-${last.toString(16)}` };
  });
}

function hex(point: number): string {
  return `U+${point.toString(16)}`;
}
