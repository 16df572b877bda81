/** Properties that a page has from its client: what is drawn from them is for this client. */
const clientFacts = [
  "clientIp",
  "clientUserAgent",
  "height",
  "media",
  "platform",
  "platformBrightness",
  "pwa",
  "width",
] as const;

/** Lets `note` hear of each reading of such a property of a page. */
export function noteClientFacts<P extends object>(prototype: P, note: (page: P) => void): void {
  for (const name of clientFacts) {
    const accessor = accessorOf(prototype, name);
    Object.defineProperty(prototype, name, {
      ...accessor,
      get(this: P): unknown {
        note(this);
        return accessor.get?.call(this);
      },
    });
  }
}

function accessorOf(prototype: object, name: string): PropertyDescriptor {
  for (let at: object | null = prototype; at !== null; at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (found !== undefined) return found;
  }
  throw new Error(`a page has no property "${name}"`);
}
