/** Which control of the app each control of the page stands for, once these have ids from different runs of the app. */
export class ControlAliases {
  #shown = new Map<number, number>();
  #named = new Map<number, number>();
  #last = 0;

  /** Begins with pairs of the app's ids and those of the page. */
  take(pairs: ReadonlyMap<number, number>): void {
    this.#shown = new Map(pairs);
    this.#named = new Map([...pairs].map(([named, shown]) => [shown, named]));
  }

  /** The page's id of a control; a control that is new gets one that none has had. */
  shown(named: number): number {
    const known = this.#shown.get(named);
    if (known !== undefined) return known;
    this.#last -= 1; // an app counts upwards
    this.#shown.set(named, this.#last);
    this.#named.set(this.#last, named);
    return this.#last;
  }

  /** The app's id of a control of the page; undefined if the app has no such control. */
  named(shown: number): number | undefined {
    return this.#named.get(shown);
  }

  /** Controls have left the page. */
  forget(removed: Iterable<number>): void {
    for (const shown of removed) {
      const named = this.#named.get(shown);
      this.#named.delete(shown);
      if (named !== undefined) this.#shown.delete(named);
    }
  }
}
