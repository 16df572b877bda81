import { mapOf, textOf } from "../values/scalars.ts";

/** An address to open and the window to open it in. */
export interface Url {
  readonly url: string;
  readonly target: string | undefined;
}

const refusedSchemes = new Set(["javascript:", "data:", "vbscript:", "blob:", "file:"]);

/** Reads a URL-valued property: text or a map of `url` and `target`. */
export function urlOf(value: unknown): Url | undefined {
  const map = mapOf(value);
  const url = textOf(map ? map.url : value);
  if (url === undefined || url === "") return undefined;
  const target = textOf(map?.target)?.toLowerCase();
  return { url, target: target === "blank" ? "_blank" : target };
}

/** Whether a browser window may be sent to the address: nothing that could run in the app's origin. */
export function isSafeUrl(url: string, base: string): boolean {
  return URL.canParse(url, base) && !refusedSchemes.has(new URL(url, base).protocol);
}

/** Opens an address; mail and telephone links stay in this window, others default to a new one. */
export function openUrl({ url, target }: Url, view: Window): void {
  if (!isSafeUrl(url, view.document.baseURI))
    throw new Error(`refused to open ${url.slice(0, 40)}`);
  const { protocol } = new URL(url, view.document.baseURI);
  const here = protocol === "mailto:" || protocol === "tel:" || protocol === "sms:";
  const name = target ?? (here ? "_self" : "_blank");
  view.open(url, name, name === "_blank" ? "noopener" : "");
}
