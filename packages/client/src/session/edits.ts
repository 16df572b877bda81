import type { Changes } from "@flotilla/tree";

/** Which properties the visitor has changed since the app set them last. */
export class Edits {
  readonly #names = new Map<number, Set<string>>();

  /** Takes note of the visitor's change. */
  add(id: number, props: Readonly<Record<string, unknown>>): void {
    this.#names.set(id, new Set([...(this.#names.get(id) ?? []), ...Object.keys(props)]));
  }

  /** The app has set these now. */
  overrule({ changed, removed }: Changes): void {
    for (const id of removed) this.#names.delete(id);
    for (const [id, names] of changed) for (const name of names) this.#names.get(id)?.delete(name);
  }

  /** Names of properties by control. */
  entries(): Iterable<readonly [number, ReadonlySet<string>]> {
    return this.#names;
  }

  clear(): void {
    this.#names.clear();
  }
}
