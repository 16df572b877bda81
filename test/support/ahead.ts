/** Things with names that tests use one after the other: each is made while the one before it is used. */
export class Ahead<Made> {
  readonly #names: readonly string[];
  readonly #make: (name: string) => Promise<Made>;
  readonly #begun = new Set<string>();
  readonly #waiting = new Map<string, Promise<Made>>();

  constructor(names: readonly string[], make: (name: string) => Promise<Made>) {
    this.#names = names;
    this.#make = make;
  }

  /** Resolves when it is made; the next one is then on its way, if it has not been before. */
  async use(name: string): Promise<Made> {
    const made = this.#begin(name);
    this.#waiting.delete(name); // a second try makes it again
    const next = this.#names[this.#names.indexOf(name) + 1];
    if (next !== undefined && !this.#begun.has(next)) void this.#begin(next).catch(() => {}); // who uses it hears of it
    return await made;
  }

  #begin(name: string): Promise<Made> {
    const made = this.#waiting.get(name) ?? this.#make(name);
    this.#begun.add(name);
    this.#waiting.set(name, made);
    return made;
  }
}
