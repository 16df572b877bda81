import type { Clonable } from "../keeping/clonable.ts";
import { refuseUnkeepable } from "../keeping/kept-value.ts";

/** Values that an app keeps with a session: data, which survives the process (functions, controls and the like cannot). */
export class SessionStore {
  readonly #values: Map<string, unknown>;
  readonly #changed: (key: string) => void;

  /** `changed` is told of each key that was set or removed. */
  constructor(values = new Map<string, unknown>(), changed: (key: string) => void = () => {}) {
    this.#values = values;
    this.#changed = changed;
  }

  /** Throws for what cannot be kept, naming the place inside of the value; the earlier value stays then. */
  set<T>(key: string, value: T & Clonable<T>): void {
    refuseUnkeepable(value, key);
    this.#values.set(key, value);
    this.#changed(key);
  }

  /** The value, null if there is none. */
  get<T = unknown>(key: string): T | null {
    return (this.#values.get(key) ?? null) as T | null;
  }

  containsKey(key: string): boolean {
    return this.#values.has(key);
  }

  remove(key: string): void {
    if (this.#values.delete(key)) this.#changed(key);
  }

  getKeys(): string[] {
    return [...this.#values.keys()];
  }

  clear(): void {
    for (const key of this.getKeys()) this.remove(key);
  }
}
