/** How a route shows in the address: as the path below the app's base, or after `#`. */
export type RouteStrategy = "path" | "hash";

/** Reads and writes the app's route in the browser's history. */
export class Routes {
  readonly #window: Window;
  readonly #strategy: RouteStrategy;
  readonly #base: string;
  #last: string;

  /** `base` is the path of the app's base address, `/team/app/`. */
  constructor(view: Window, strategy: RouteStrategy, base: string) {
    this.#window = view;
    this.#strategy = strategy;
    this.#base = base.endsWith("/") ? base.slice(0, -1) : base;
    this.#last = this.current();
  }

  /** The route that the address shows, query included. */
  current(): string {
    const { pathname, search, hash } = this.#window.location;
    if (this.#strategy === "hash") return rooted(hash.slice(1).replace(/^[^?]*/, decoded));
    const path = pathname.startsWith(`${this.#base}/`) ? pathname.slice(this.#base.length) : "/";
    return rooted(decoded(path) + search);
  }

  /** Shows a route as a new entry of the history. */
  push(route: string): void {
    const address = this.#strategy === "hash" ? `#${rooted(route)}` : this.#base + rooted(route);
    if (this.current() !== rooted(route)) this.#window.history.pushState(null, "", address);
    this.#last = this.current();
  }

  /** Hears of routes that the visitor chose: back, forward, an edited address; returns the undo. */
  listen(onRoute: (route: string) => void): () => void {
    const heard = () => {
      const route = this.current();
      if (route === this.#last) return;
      this.#last = route;
      onRoute(route);
    };
    this.#window.addEventListener("popstate", heard);
    this.#window.addEventListener("hashchange", heard);
    return () => {
      this.#window.removeEventListener("popstate", heard);
      this.#window.removeEventListener("hashchange", heard);
    };
  }
}

function rooted(route: string): string {
  return route.startsWith("/") ? route : `/${route}`;
}

function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path; // a malformed escape is the app's to see as it is
  }
}
