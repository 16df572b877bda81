/** Gives an object the fields of a provider's answer; those that it has of its own are not overwritten. */
export function takeClaims(target: object, claims: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(claims)) {
    if (name in target) continue;
    Object.defineProperty(target, name, {
      value,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  }
}
