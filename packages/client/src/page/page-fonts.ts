import { mapOf, textOf } from "../values/scalars.ts";

/** Declares the fonts that the app names in `page.fonts`. */
export class PageFonts {
  readonly #page: Document;
  readonly #assetUrl: (src: string) => string;
  readonly #declared = new Map<string, { readonly src: string; readonly face: FontFace }>();

  constructor(page: Document, assetUrl: (src: string) => string) {
    this.#page = page;
    this.#assetUrl = assetUrl;
  }

  /** Takes over names and addresses; a font is fetched when a text uses it. */
  follow(fonts: unknown): void {
    const wanted = mapOf(fonts) ?? {};
    for (const [name, { src, face }] of this.#declared) {
      if (textOf(wanted[name]) === src) continue;
      this.#page.fonts.delete(face);
      this.#declared.delete(name);
    }
    for (const [name, value] of Object.entries(wanted)) {
      const src = textOf(value);
      if (src === undefined || this.#declared.has(name)) continue;
      const face = new FontFace(name, `url(${JSON.stringify(this.#assetUrl(src))})`);
      this.#page.fonts.add(face);
      this.#declared.set(name, { src, face });
    }
  }
}
