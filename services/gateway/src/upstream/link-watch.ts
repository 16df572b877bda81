import { LinkPulse } from "@flotilla/protocol";

/** What an app process's worker says of it: undefined if it says nothing. */
export type ProcessHealth = "dead" | "busy" | "answers" | undefined;

/** How a link is watched. */
export interface LinkWatchTimes {
  readonly beatMs: number;
  /** Beats without a sign of life before the worker is asked. */
  readonly doubtBeats: number;
}

/** What a watch needs. */
export interface LinkWatchParts {
  readonly ping: (bytes: Uint8Array) => void;
  readonly ask: () => Promise<ProcessHealth>;
  /** Nothing comes any more, or something does again. */
  readonly onSilent: (isSilent: boolean) => void;
  /** The process is well, or dead, and yet nothing comes: this way to it leads nowhere. */
  readonly onDead: () => void;
}

/** The beats of every link between machines. */
const linkWatchTimes: LinkWatchTimes = { beatMs: 2_000, doubtBeats: 2 };

/**
 * Notices that the way to an app process is half-dead, long before TCP does. Silence alone proves nothing: an app may be
 * busy, a network may heal, and then nothing is lost. It does when the process's worker says that the process answers.
 */
export class LinkWatch {
  readonly #parts: LinkWatchParts;
  readonly #times: LinkWatchTimes;
  readonly #pulse: LinkPulse;
  readonly #timer: NodeJS.Timeout;
  #isSilent = false;
  #isAsking = false;
  /** Times that the process was well in this silence: one answer may cross the link's own. */
  #vouched = 0;

  constructor(parts: LinkWatchParts, times: LinkWatchTimes = linkWatchTimes) {
    this.#parts = parts;
    this.#times = times;
    this.#pulse = new LinkPulse(parts.ping);
    this.#timer = setInterval(() => this.#beat(), times.beatMs);
  }

  /** Something came. */
  heard(): void {
    this.#pulse.heard();
    if (!this.#isSilent) return;
    this.#isSilent = false;
    this.#vouched = 0;
    this.#parts.onSilent(false);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    if (this.#pulse.beat() < this.#times.doubtBeats) return;
    if (!this.#isSilent) {
      this.#isSilent = true;
      this.#parts.onSilent(true);
    }
    if (!this.#isAsking) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    const health = await this.#parts.ask().catch(() => undefined);
    this.#isAsking = false;
    if (!this.#isSilent) return;
    this.#vouched = health === "answers" ? this.#vouched + 1 : 0;
    if (health === "dead" || this.#vouched === 2) this.#parts.onDead();
  }
}
