import { FlotillaError } from "@flotilla/protocol";

/** Bounds on starting app processes. */
export interface StartLimits {
  readonly atOnce: number;
  readonly perSecond: number;
  /** Starts of one team that may wait. */
  readonly queueLength: number;
  /** How long a start may wait. */
  readonly queueMs: number;
}

interface Waiting {
  readonly pass: () => void;
  readonly fail: (error: FlotillaError) => void;
}

/**
 * Lets so many app processes start at once and in a second. Those who have to wait stand in one line for each team, and the
 * team that starts the fewest is next: a crowd at one team's apps does not hold up the others.
 */
export class StartGate {
  readonly #limits: StartLimits;
  readonly #now: () => number;
  readonly #lines = new Map<string, Waiting[]>();
  readonly #running = new Map<string, number>();
  #runningAll = 0;
  #tokens: number;
  #filledAt: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(limits: StartLimits, now: () => number = () => performance.now()) {
    this.#limits = limits;
    this.#now = now;
    this.#tokens = limits.perSecond;
    this.#filledAt = now();
  }

  /** Starts that wait. */
  get waiting(): number {
    let waiting = 0;
    for (const line of this.#lines.values()) waiting += line.length;
    return waiting;
  }

  /** Resolves when a start of the team may go on; it is over when the returned is disposed. Throws `NO_CAPACITY`. */
  async enter(team: string): Promise<Disposable> {
    const { queueLength, queueMs } = this.#limits;
    if (this.waiting > 0 || !this.#isOpen()) {
      const line = this.#lines.get(team) ?? [];
      if (line.length >= queueLength) throw noTurn(team);
      this.#lines.set(team, line);
      const turn = Promise.withResolvers<void>();
      const waiting = { pass: turn.resolve, fail: turn.reject };
      line.push(waiting);
      const timer = setTimeout(() => {
        this.#drop(team, waiting);
        turn.reject(noTurn(team));
      }, queueMs);
      this.#wake();
      await turn.promise.finally(() => clearTimeout(timer));
    } else this.#count(team);
    return { [Symbol.dispose]: () => this.#leave(team) };
  }

  /** Whoever waits is turned away. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = [...this.#lines.values()].flat();
    this.#lines.clear();
    const error = new FlotillaError("DRAINING", "this worker takes no new work");
    for (const { fail } of waiting) fail(error);
  }

  #isOpen(): boolean {
    const now = this.#now();
    const { perSecond, atOnce } = this.#limits;
    this.#tokens = Math.min(perSecond, this.#tokens + ((now - this.#filledAt) / 1_000) * perSecond);
    this.#filledAt = now;
    return this.#tokens >= 1 && this.#runningAll < atOnce;
  }

  #count(team: string): void {
    this.#tokens -= 1;
    this.#runningAll += 1;
    this.#running.set(team, (this.#running.get(team) ?? 0) + 1);
  }

  #leave(team: string): void {
    this.#runningAll -= 1;
    const left = (this.#running.get(team) ?? 1) - 1;
    if (left === 0) this.#running.delete(team);
    else this.#running.set(team, left);
    this.#wake();
  }

  #drop(team: string, waiting: Waiting): void {
    const line = this.#lines.get(team) ?? [];
    const at = line.indexOf(waiting);
    if (at >= 0) line.splice(at, 1);
    if (line.length === 0) this.#lines.delete(team);
  }

  /** Lets pass whoever may; asks again when only the rate keeps the others waiting. */
  #wake(): void {
    while (this.#lines.size > 0 && this.#isOpen()) this.#passNext();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { atOnce, perSecond } = this.#limits;
    if (this.#lines.size === 0 || this.#runningAll >= atOnce) return;
    const ms = Math.max(1, Math.ceil(((1 - this.#tokens) / perSecond) * 1_000));
    this.#timer = setTimeout(() => this.#wake(), ms);
  }

  #passNext(): void {
    let next: string | undefined;
    for (const team of this.#lines.keys()) {
      if (next === undefined || this.#runs(team) < this.#runs(next)) next = team;
    }
    const line = next === undefined ? undefined : this.#lines.get(next);
    if (next === undefined || line === undefined) return;
    const waiting = line.shift();
    this.#lines.delete(next); // and behind the others again
    if (line.length > 0) this.#lines.set(next, line);
    this.#count(next);
    waiting?.pass();
  }

  #runs(team: string): number {
    return this.#running.get(team) ?? 0;
  }
}

function noTurn(team: string): FlotillaError {
  return new FlotillaError("NO_CAPACITY", `team "${team}": too many of its apps start here`);
}
