import { iconFaces } from "../icons/icon-faces.ts";
import { iconFilesVersion } from "../icons/icon-files.ts";
import { sheetsOf } from "./sheets-css.ts";

interface Face {
  readonly family: string;
  readonly weight: string;
  readonly address: string;
  /** As in CSS; empty means all characters. */
  readonly range: string;
}

/** A font with its data. */
export interface HeldFont {
  readonly family: string;
  readonly css: string;
  /** A character of the text that this font draws, if there is one. */
  readonly sample: string | undefined;
}

/** The font that has it gives lines their height. */
const space = 0x20;

/** The fonts that the texts of an element need. */
export async function fontsOf(
  element: HTMLElement,
  named: ReadonlyMap<string, string>,
): Promise<readonly HeldFont[]> {
  const families = familiesOf(element);
  const points = pointsOf(element);
  const faces = [...sheetFaces(element.ownerDocument), ...icons(), ...own(named)];
  const held = faces.map(async (face): Promise<HeldFont[]> => {
    const { family, range } = face;
    if (!families.has(family)) return [];
    const point = points.find((at) => isWithin(range, at));
    if (point === undefined && !isWithin(range, space)) return [];
    const css = await faceCss(face);
    const sample = point === undefined ? undefined : String.fromCodePoint(point);
    return css === undefined ? [] : [{ family, css, sample }];
  });
  return (await Promise.all(held)).flat();
}

function familiesOf(element: HTMLElement): ReadonlySet<string> {
  const found = new Set<string>();
  for (const part of [element, ...element.querySelectorAll("*")]) {
    for (const family of getComputedStyle(part).fontFamily.split(",")) found.add(bare(family));
  }
  return found;
}

function pointsOf(element: HTMLElement): readonly number[] {
  const fields = [...element.querySelectorAll<HTMLInputElement>("input,textarea")];
  const text = `${element.textContent}${fields.map(({ value, placeholder }) => value + placeholder)}`;
  const drawn = text.replace(/[\s\p{C}]/gu, (character) =>
    /\p{Co}/u.test(character) ? character : "",
  );
  return [...new Set(drawn)].map((character) => character.codePointAt(0) ?? 0);
}

function sheetFaces(page: Document): Face[] {
  return sheetsOf(page).flatMap((sheet) =>
    fontRules(sheet.cssRules).flatMap(({ style }) => {
      const address = /url\(["']?([^"')]+)/.exec(style.getPropertyValue("src"))?.[1];
      if (address === undefined) return [];
      return {
        family: bare(style.getPropertyValue("font-family")),
        weight: style.getPropertyValue("font-weight") || "normal",
        address: new URL(address, sheet.href ?? page.baseURI).href,
        range: style.getPropertyValue("unicode-range"),
      };
    }),
  );
}

function fontRules(rules: CSSRuleList): CSSFontFaceRule[] {
  return [...rules].flatMap((rule) => {
    if (rule instanceof CSSFontFaceRule) return rule;
    return rule instanceof CSSGroupingRule ? fontRules(rule.cssRules) : [];
  });
}

function icons(): Face[] {
  const folder = new URL("icons/", import.meta.url).href;
  return iconFaces().map(({ family, file, range }) => {
    const address = `${folder}${file}-${iconFilesVersion}.woff2`;
    return { family, weight: "normal", address, range };
  });
}

function own(named: ReadonlyMap<string, string>): Face[] {
  return [...named].map(([family, address]) => ({ family, weight: "normal", address, range: "" }));
}

function isWithin(range: string, point: number): boolean {
  if (range === "") return true;
  return range.split(",").some((part) => {
    const [first = "", last = first] = part.trim().replace(/^U\+/i, "").split("-");
    return point >= Number.parseInt(first, 16) && point <= Number.parseInt(last, 16);
  });
}

async function faceCss({ family, weight, address, range }: Face): Promise<string | undefined> {
  const response = await fetch(address).catch(() => undefined);
  if (!response?.ok) return undefined; // drawn in another font, as on the page
  const reader = new FileReader();
  const { promise, resolve } = Promise.withResolvers<void>();
  reader.onloadend = () => resolve();
  reader.readAsDataURL(await response.blob());
  await promise;
  const characters = range === "" ? "" : `unicode-range:${range};`;
  return `@font-face{font-family:${JSON.stringify(family)};font-weight:${weight};${characters}src:url("${reader.result}")}`;
}

function bare(family: string): string {
  return family.trim().replace(/^["']|["']$/g, "");
}
