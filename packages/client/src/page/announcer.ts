const clearAfterMs = 2_000;

/** Says messages to assistive technology through two live regions of the page. */
export class Announcer {
  readonly #polite: HTMLElement;
  readonly #assertive: HTMLElement;
  #host: Element | undefined;

  constructor(page: Document) {
    this.#polite = region(page, "polite");
    this.#assertive = region(page, "assertive");
  }

  /** Puts the regions into the page. */
  start(host: Element): void {
    this.#host = host;
    host.append(this.#polite, this.#assertive);
  }

  say(message: string, assertive = false): void {
    const region = assertive ? this.#assertive : this.#polite;
    // Beside an open dialog nothing is read out.
    const { ownerDocument } = region;
    const host = [...ownerDocument.querySelectorAll(":modal")].at(-1) ?? this.#host;
    if (region.parentElement !== host) host?.append(region);
    const text = ownerDocument.createElement("div");
    text.textContent = message;
    region.append(text);
    setTimeout(() => text.remove(), clearAfterMs);
  }
}

function region(page: Document, politeness: "polite" | "assertive"): HTMLElement {
  const element = page.createElement("div");
  element.className = "fl-aloud";
  element.ariaLive = politeness;
  return element;
}
