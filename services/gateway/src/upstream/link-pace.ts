/** How many frames one app process may send. */
export interface LinkRate {
  readonly perSecond: number;
  readonly burst: number;
}

/** What a pace needs. */
export interface LinkPaceParts {
  /** Called when the process may go on, with how long it could not. */
  readonly resume: (heldMs: number) => void;
  readonly rate?: LinkRate;
  /** Milliseconds that only grow. */
  readonly now?: () => number;
}

/** Twice what a process sends that answers 60,000 clicks a second; a turn of the event loop never has more than the burst. */
const usualRate: LinkRate = { perSecond: 250_000, burst: 25_000 };

/** Credit bounds the bytes of an app process, this its frames: many small ones must not keep the gateway from everybody else. */
export class LinkPace {
  readonly #resume: (heldMs: number) => void;
  readonly #rate: LinkRate;
  readonly #now: () => number;
  #tokens: number;
  #at: number;
  #frames = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor({ resume, rate = usualRate, now = () => performance.now() }: LinkPaceParts) {
    this.#resume = resume;
    this.#rate = rate;
    this.#now = now;
    this.#tokens = rate.burst;
    this.#at = now();
  }

  /** So many frames have come on the link in all; false if it must wait, until `resume` is called. */
  takes(frames: number): boolean {
    const { perSecond, burst } = this.#rate;
    const now = this.#now();
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#at) * perSecond) / 1_000);
    this.#at = now;
    this.#tokens -= frames - this.#frames;
    this.#frames = frames;
    if (this.#tokens >= 0) return true;
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined;
        this.#resume(this.#now() - now);
      },
      Math.ceil((-1_000 * this.#tokens) / perSecond),
    );
    return false;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
