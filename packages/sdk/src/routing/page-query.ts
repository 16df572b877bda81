/** Path and query of a page's current route. */
export class PageQuery {
  readonly #address: () => string;

  constructor(address: () => string) {
    this.#address = address;
  }

  /** `?a=1&b=2`, to be put after a route. */
  static encode(entries: Readonly<Record<string, unknown>>): string {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(entries)) query.append(name, String(value));
    return `?${query}`;
  }

  /** The path, the app's own included. */
  get path(): string {
    return this.#url.pathname;
  }

  /** A parameter's value, null if it is not there; the last one of several. */
  get(name: string): string | null {
    return this.toRecord()[name] ?? null;
  }

  /** All parameters, under Flet's name for them. */
  get toDict(): Readonly<Record<string, string>> {
    return this.toRecord();
  }

  /** All parameters. */
  toRecord(): Record<string, string> {
    return Object.fromEntries(this.#url.searchParams);
  }

  get #url(): URL {
    return new URL(this.#address().replace("#/", ""), "ws://app");
  }
}
