/** How long changes wait for handlers that still run. */
const maxWaitMs = 1_000;

/**
 * When a session's checkpoints are made: at the end of the turn in which something changed and no handler runs any more, or a
 * second after the first change. Handlers that were running then delay no further ones.
 */
export class CheckpointPace {
  readonly #due: () => void;
  #generation = 0;
  #running = 0;
  #timer: NodeJS.Timeout | null = null;
  #isChanged = false;
  #isDue = false;
  #isHurried = false;

  /** `due` asks for a checkpoint at the end of this turn. */
  constructor(due: () => void) {
    this.#due = due;
  }

  /** Whether something changed since the last checkpoint. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  /** Something ran or changed. */
  changed(): void {
    if (this.#isChanged) return;
    this.#isChanged = true;
    this.#next();
  }

  /** A handler has begun and not ended; returns what is to be called at its end. */
  hold(): () => void {
    const generation = this.#generation;
    this.#running++;
    return () => {
      if (generation === this.#generation) this.#running--;
      this.changed();
      this.#next();
    };
  }

  /** What waits for a checkpoint cannot wait for the handlers that run. */
  hurry(): void {
    this.#isChanged = true;
    this.#isHurried = true;
    this.#generation++;
    this.#running = 0;
    this.#next();
  }

  /** A checkpoint is to be made a second later, if nothing changes before. */
  later(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.hurry();
    }, maxWaitMs);
  }

  /** Whether the moment for a checkpoint has come; it is made then. */
  take(): boolean {
    this.#isDue = false;
    if (!this.#isChanged) return false;
    if (this.#running > 0 && !this.#isHurried) {
      this.#next();
      return false;
    }
    this.#isChanged = false;
    this.#isHurried = false;
    this.stop();
    return true;
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #next(): void {
    if (this.#isDue) return;
    if (this.#running > 0) this.later();
    else {
      this.#isDue = true;
      this.#due();
    }
  }
}
