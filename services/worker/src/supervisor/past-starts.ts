import { setTimeout as sleep } from "node:timers/promises";
import type { Release } from "@flotilla/objects";
import { FlotillaError } from "@flotilla/protocol";
import { Backoff } from "./backoff.ts";

/** Visitors are not kept longer than this for a release whose processes keep ending. */
const longestWaitMs = 10_000;
const maxRemembered = 1_000;

/** How starts of releases have gone: those that keep failing wait for their next one, and say why. */
export class PastStarts {
  readonly #backoff = new Backoff();
  /** What releases said that could not start. */
  readonly #failures = new Map<string, string>();
  readonly #end = new AbortController();

  /** Releases that may not be started just now. */
  get backoffs(): number {
    return this.#backoff.size;
  }

  /**
   * Resolves when a release may be started. One that could not start says why, until its next try is due. One that could, but
   * whose processes end soon, makes its visitors wait a little rather than turning them away.
   */
  async pass({ id, team, app }: Pick<Release, "id" | "team" | "app">): Promise<void> {
    const waitMs = this.#backoff.waitMs(id);
    if (waitMs > 0) {
      const failure = this.#failures.get(id);
      if (failure !== undefined) throw new FlotillaError("APP_START_FAILED", failure);
      if (waitMs > longestWaitMs) {
        const waitS = Math.ceil(waitMs / 1_000);
        throw new FlotillaError(
          "APP_CRASHING",
          `app "${team}/${app}": its processes keep ending, the next try is in ${waitS} s`,
        );
      }
      await sleep(waitMs, undefined, { signal: this.#end.signal }).catch(() => {}); // looked at next
    }
    if (this.#end.signal.aborted) throw noNewWork();
  }

  /** It did not come up. */
  failed(release: string, why: string): void {
    this.#failures.delete(release);
    this.#failures.set(release, why);
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > maxRemembered && oldest !== undefined) this.#failures.delete(oldest);
  }

  /** A process of it has ended badly after having lived so long. */
  crashed(release: string, livedMs: number, wasReady: boolean): void {
    this.#backoff.failed(release, livedMs, wasReady);
    if (wasReady) this.#failures.delete(release);
  }

  /** A process of it has ended as it should. */
  ended(release: string, wasReady: boolean): void {
    this.#backoff.ended(release);
    if (wasReady) this.#failures.delete(release);
  }

  /** Nobody waits any longer. */
  stop(): void {
    this.#end.abort();
  }
}

/** The worker is about to leave. */
export function noNewWork(): FlotillaError {
  return new FlotillaError("DRAINING", "this worker takes no new work");
}
