import type { Traffic } from "../traffic.ts";

/** From a client's input to the app's next packet, and how much of that time was the app's own. */
export class AnswerClock {
  readonly #traffic: Traffic;
  #inputAt = 0;
  /** What the app says it took; below zero if it has said nothing. */
  #appMs = -1;

  constructor(traffic: Traffic) {
    this.#traffic = traffic;
  }

  /** Whether an input waits for its answer. */
  get isOpen(): boolean {
    return this.#inputAt !== 0;
  }

  /** An input goes to the app. */
  began(now: number): void {
    if (this.#inputAt === 0) this.#inputAt = now;
  }

  /** The app has said how long it took for what its next packet answers. */
  timed(microseconds: number): void {
    this.#appMs = microseconds / 1_000;
  }

  /** A packet of the app has come. */
  answered(): void {
    if (this.#inputAt !== 0) {
      this.#traffic.answered(performance.now() - this.#inputAt, this.#appMs);
      this.#inputAt = 0;
    }
    this.#appMs = -1;
  }

  /** Nobody answers any more. */
  forget(): void {
    this.#inputAt = 0;
  }
}
