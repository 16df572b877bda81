const rawClass: unique symbol = Symbol("flotilla.class");

/** Notes on a class which plain class is behind its callable form. */
export function markRaw(cls: object): void {
  Object.defineProperty(cls, rawClass, { value: cls });
}

/** The plain class behind what `valueClass` or `controlClass` returned; any other class is itself. */
export function rawOf(cls: unknown): unknown {
  if (typeof cls !== "function") return undefined;
  return Object.hasOwn(cls, rawClass) ? (cls as { [rawClass]?: unknown })[rawClass] : cls;
}

/** Copies members, accessors as accessors. */
export function addMembers(target: object, members: object): void {
  for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(members))) {
    Object.defineProperty(target, key, { ...descriptor, enumerable: false });
  }
}
