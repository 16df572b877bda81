/** What every set of icons offers beside its icons. */
export interface IconSetHelpers {
  /** Any icon of the set but those of `exclude`; null if none is left. */
  random(exclude?: readonly number[]): number | null;
}

const variants = ["_OUTLINED", "_ROUNDED", "_SHARP"];

/**
 * Icons by name, numbered from `base`. The names are unpacked when the set is first touched: most programs use a
 * handful of ten thousand icons, and all wait for what an import does.
 */
export function iconSet<T extends IconSetHelpers>(base: number, packed: string): T {
  const icons: Record<string, unknown> = {};
  const handler: ProxyHandler<Record<string, unknown>> = {
    get: (target, key) => Reflect.get(unpack(target), key),
    has: (target, key) => Reflect.has(unpack(target), key),
    ownKeys: (target) => Reflect.ownKeys(unpack(target)),
    getOwnPropertyDescriptor: (target, key) =>
      Reflect.getOwnPropertyDescriptor(unpack(target), key),
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
  };
  const unpack = (target: Record<string, unknown>) => {
    fill(target, base, packed);
    Object.defineProperty(target, "random", {
      value: (exclude?: readonly number[]) => pick(target, exclude),
    });
    for (const trap of ["get", "has", "ownKeys", "getOwnPropertyDescriptor"] as const)
      delete handler[trap];
    return target;
  };
  return new Proxy(icons, handler) as T;
}

function fill(icons: Record<string, unknown>, base: number, packed: string): void {
  let next = base;
  for (const entry of packed.split(" ")) {
    const name = entry.endsWith("*") ? entry.slice(0, -1) : entry;
    icons[name] = next++;
    if (name !== entry) for (const variant of variants) icons[name + variant] = next++;
  }
}

function pick(icons: Record<string, unknown>, exclude: readonly number[] = []): number | null {
  const choices = (Object.values(icons) as number[]).filter((icon) => !exclude.includes(icon));
  return choices[Math.floor(Math.random() * choices.length)] ?? null;
}
