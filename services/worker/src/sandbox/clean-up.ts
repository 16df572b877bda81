/** What is to be undone when something has ended: the last step first, each whatever becomes of the others. */
export class CleanUp {
  readonly #steps: (() => unknown)[] = [];
  readonly #onFailed: (error: unknown) => void;

  /** `onFailed` is told of what could not be undone. */
  constructor(onFailed: (error: unknown) => void) {
    this.#onFailed = onFailed;
  }

  add(step: () => unknown): void {
    this.#steps.push(step);
  }

  /** Never rejects; steps that are done are not done again. */
  async run(): Promise<void> {
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      try {
        await step();
      } catch (error) {
        this.#onFailed(error);
      }
    }
  }
}
