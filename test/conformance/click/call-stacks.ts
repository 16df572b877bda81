/** Records the call stacks at chosen places: each file on them has passed something on. */
export class CallStacks {
  readonly #stacks = new Set<string>();
  readonly #folder: string;
  isOn = false;

  /** Keeps the files below a folder only. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The files seen, relative to the folder. */
  get files(): string[] {
    const found = [...this.#stacks]
      .join("\n")
      .matchAll(/[( ](?:file:\/\/)?(\/[^():]+):\d+:\d+\)?$/gm);
    const paths = [...found].map(([, path = ""]) => path);
    return [...new Set(paths.filter((path) => path.startsWith(this.#folder)))]
      .map((path) => path.slice(this.#folder.length))
      .sort();
  }

  record(): void {
    if (!this.isOn) return;
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = Number.POSITIVE_INFINITY;
    this.#stacks.add(new Error("here").stack ?? "");
    Error.stackTraceLimit = stackTraceLimit;
  }

  /** Records each call of a method of a class; returns its undoing. */
  watch(prototype: object, method: string): () => void {
    const real: unknown = Reflect.get(prototype, method);
    if (typeof real !== "function") throw new Error(`${method}: expected a method`);
    const record = () => this.record();
    Reflect.set(prototype, method, function (this: unknown, ...args: unknown[]): unknown {
      record();
      return Reflect.apply(real, this, args);
    });
    return () => void Reflect.set(prototype, method, real);
  }
}
