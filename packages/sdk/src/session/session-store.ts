/** Values that an app keeps with a session; they must be structured-clonable to survive a move to another process. */
export class SessionStore {
  readonly #values = new Map<string, unknown>();

  set(key: string, value: unknown): void {
    this.#values.set(key, value);
  }

  /** The value, null if there is none. */
  get<T = unknown>(key: string): T | null {
    return (this.#values.get(key) ?? null) as T | null;
  }

  containsKey(key: string): boolean {
    return this.#values.has(key);
  }

  remove(key: string): void {
    this.#values.delete(key);
  }

  getKeys(): string[] {
    return [...this.#values.keys()];
  }

  clear(): void {
    this.#values.clear();
  }

  /** All entries, for a checkpoint. */
  entries(): Record<string, unknown> {
    return Object.fromEntries(this.#values);
  }
}
