import type { PageTheme } from "../theme/page-theme.ts";
import { textOf } from "../values/scalars.ts";
import type { ControlMap } from "../view/control-map.ts";
import type { PageFonts } from "./page-fonts.ts";

interface Parts {
  readonly document: Document;
  /** The title of a page that has none. */
  readonly title: string;
  readonly fonts: PageFonts;
  readonly theme: PageTheme;
}

/** What the page's properties say about the document as a whole. */
export class PageLook {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Title, direction of the language, fonts and theme follow the page; true if all is to be drawn anew. */
  follow(page: ControlMap): boolean {
    const { document, title, fonts, theme } = this.#parts;
    document.title = textOf(page.title) || title;
    document.documentElement.dir = page.rtl === true ? "rtl" : "ltr";
    fonts.follow(page.fonts);
    return theme.follow(page);
  }
}
