import { FlotillaError } from "@flotilla/protocol";
import type { Clock } from "../clock.ts";
import type { Logins, PendingLogin } from "../logins.ts";

interface Entry {
  readonly login: PendingLogin;
  readonly end: number;
}

const sweepEvery = 100;

/** Sign-ins that wait, in this process's memory. */
export class MemoryLogins implements Logins {
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();
  #untilSweep = sweepEvery;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async begin(login: PendingLogin, ttlMs: number): Promise<void> {
    this.#sweep();
    const key = keyOf(login.team, login.app, login.state);
    if (this.#live(key) !== undefined) {
      throw new FlotillaError("CONFLICT", "login: the state is taken");
    }
    this.#entries.set(key, { login, end: this.#clock.now() + ttlMs });
  }

  async find(team: string, app: string, state: string): Promise<PendingLogin | undefined> {
    return this.#live(keyOf(team, app, state));
  }

  async take(team: string, app: string, state: string): Promise<PendingLogin | undefined> {
    const key = keyOf(team, app, state);
    const login = this.#live(key);
    this.#entries.delete(key);
    return login;
  }

  #live(key: string): PendingLogin | undefined {
    const entry = this.#entries.get(key);
    return entry === undefined || entry.end <= this.#clock.now() ? undefined : entry.login;
  }

  /** Most sign-ins are answered; those that are not must not stay for ever. */
  #sweep(): void {
    this.#untilSweep -= 1;
    if (this.#untilSweep > 0) return;
    this.#untilSweep = sweepEvery;
    const now = this.#clock.now();
    for (const [key, { end }] of this.#entries) if (end <= now) this.#entries.delete(key);
  }
}

function keyOf(team: string, app: string, state: string): string {
  return `${team}/${app}/${state}`;
}
