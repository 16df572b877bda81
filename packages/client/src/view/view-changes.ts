/** Called before another view is shown; what it returns is called when that view stands. */
export type BeforeViewChange = () => (() => void) | undefined;

/** Tells those who draw the change from one view to another when it happens. */
export class ViewChanges {
  readonly #listeners = new Set<BeforeViewChange>();

  listen(listener: BeforeViewChange): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Another view will be drawn now; returns what to call then. */
  begin(): () => void {
    const ends = [...this.#listeners].map((listener) => listener());
    return () => {
      for (const end of ends) end?.();
    };
  }
}
