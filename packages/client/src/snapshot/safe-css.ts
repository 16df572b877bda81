import type { CSSProperties } from "preact";
import { isOwnImage } from "./own-image.ts";

const maxValueLength = 2_000;

/**
 * A style as the text of CSS declarations. Values come from an app: one that could end its declaration, or that
 * names a picture which the page may not load, is left out, as a browser leaves out what it does not understand.
 */
export function declarationsOf(style: CSSProperties): string {
  const declarations: string[] = [];
  for (const [name, value] of Object.entries(style)) {
    const text = typeof value === "number" || typeof value === "string" ? String(value).trim() : "";
    const property = propertyOf(name);
    if (text !== "" && property !== undefined && isSafeValue(text)) {
      declarations.push(`${property}:${text}`);
    }
  }
  return declarations.join(";");
}

/** `backgroundColor` → `background-color`, `WebkitLineClamp` → `-webkit-line-clamp`. */
function propertyOf(name: string): string | undefined {
  if (name.startsWith("--")) return /^--[\w-]+$/.test(name) ? name : undefined;
  const kebab = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return /^-?[a-z][a-z-]*$/.test(kebab) ? kebab : undefined;
}

/** Whether a value stays one value wherever it stands: closed quotes and brackets, nothing that ends a rule. */
function isSafeValue(text: string): boolean {
  if (text.length > maxValueLength || /[\\<>{}@!\n\r\f\0]|\/\*/.test(text)) return false;
  let quote = "";
  let depth = 0;
  for (const character of text) {
    if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === '"' || character === "'") quote = character;
    else if (character === "(" || character === "[") depth += 1;
    else if (character === ")" || character === "]") depth -= 1;
    else if (character === ";" && depth === 0) return false;
    if (depth < 0) return false;
  }
  return quote === "" && depth === 0 && urlsOf(text).every(isOwnImage);
}

/** The addresses in a value; of a function that takes one in another way, one that is no address of ours. */
function urlsOf(text: string): string[] {
  if (/(?:image|src|image-set|cross-fade|element|attr)\s*\(/i.test(text)) return ["other:"];
  const found = text.match(/url\s*\(/gi)?.length ?? 0;
  const urls = [...text.matchAll(/url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"'()]*))\s*\)/gi)];
  if (found !== urls.length) return ["other:"];
  return urls.map(([, double, single, bare]) => double ?? single ?? bare ?? "");
}
