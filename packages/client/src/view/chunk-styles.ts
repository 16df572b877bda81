/** The style sheets that came with chunks, each applied once. */
export class ChunkStyles {
  readonly #document: Document;
  readonly #applied = new Set<string>();

  constructor(document: Document) {
    this.#document = document;
  }

  /** Applies the `styles` that a chunk exports, if it has any. */
  apply(styles: unknown): void {
    if (typeof styles !== "string" || this.#applied.has(styles)) return;
    this.#applied.add(styles);
    const view = this.#document.defaultView;
    if (!view) return;
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(styles);
    this.#document.adoptedStyleSheets.push(sheet);
  }
}
