/** Tells an event of the page to the app; resolves when its handler has ended. */
type Tell = (name: "connect" | "disconnect", data: string | null) => void | Promise<void>;

/**
 * Tells the app of the coming and going of its clients, in turn. `main` begins with a client: one that has left before it could
 * run is told afterwards, one that has come back meanwhile is not told at all.
 */
export class Presence {
  readonly #tell: Tell;
  #isBegun = false;
  /** What the app knows. */
  #isHere = true;
  /** Why the client left before `main` has run. */
  #early: string | undefined;
  #isOver = false;

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  /** The session has ended: nothing is told any more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** `main` has run up to its first pause, and listens. */
  begun(): void {
    if (this.#isBegun) return;
    this.#isBegun = true;
    if (this.#early !== undefined) void this.left(this.#early);
  }

  came(): void | Promise<void> {
    this.#early = undefined;
    if (!this.#isBegun || this.#isHere || this.#isOver) return;
    this.#isHere = true;
    return this.#tell("connect", null);
  }

  left(reason: string): void | Promise<void> {
    if (!this.#isBegun) this.#early = reason;
    if (!this.#isBegun || !this.#isHere || this.#isOver) return;
    this.#isHere = false;
    return this.#tell("disconnect", reason);
  }

  over(): void {
    this.#isOver = true;
  }
}
