import type { StoredOutcome } from "@flotilla/protocol";
import type { AppSession, Checkpoint, KeepPort } from "@flotilla/sdk/runtime";
import type { ControlPort } from "./control-port.ts";
import type { HeldSession } from "./held-session.ts";

/** How long packets wait for a worker that does not read; what it has read survives this process. */
const patienceMs = 1_000;
const reassertedAtOnce = 32;
/** For so long after a loss sessions may come here by claims that the store has lost. */
const lateMs = 15_000;

/** The way to the worker. */
export type CheckpointWay = Pick<ControlPort, "send" | "together" | "flushed" | "isFlushed">;

/**
 * Hands what sessions keep to the worker: once a turn, and before the packets of that turn leave, so that no client has seen
 * what is lost when this process is killed.
 */
export class Checkpoints {
  readonly durability: KeepPort["durability"];
  readonly #control: CheckpointWay;
  readonly #due = new Set<HeldSession>();
  #scheduled = false;
  #reassertedAt = Number.NEGATIVE_INFINITY;

  constructor(control: CheckpointWay, settings: Readonly<Record<string, unknown>>) {
    this.#control = control;
    this.durability = durabilityOf(settings);
  }

  /** Something of the session has changed in this turn. */
  due(session: HeldSession): void {
    if (session.departure?.isStill) return; // its last one has been made
    this.#due.add(session);
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.flush());
  }

  /** Makes the checkpoints of this turn. */
  flush(): void {
    this.#scheduled = false;
    if (this.#due.size === 0) return;
    const sessions = [...this.#due];
    this.#due.clear();
    this.#hand(sessions, false);
  }

  /** Makes the last checkpoint of a session. */
  lastOf(session: HeldSession): void {
    this.#due.delete(session);
    this.#hand([session], true);
  }

  /** Makes the last checkpoint of each session; resolves when they have left this process. */
  async last(sessions: Iterable<HeldSession>): Promise<void> {
    this.#due.clear();
    this.#hand(sessions, true);
    await this.#control.flushed();
  }

  /** All that sessions have, for a store that has lost it; a session that has no sealed record cannot be told of. */
  async reassertAll(sessions: Iterable<HeldSession>): Promise<void> {
    this.#reassertedAt = performance.now();
    let told = 0;
    for (const session of sessions) {
      if (this.#reassert(session) && ++told % reassertedAtOnce === 0) await this.#control.flushed();
    }
  }

  /** The same of a session that has just been claimed for this process: perhaps before the store lost all. */
  reassertLate(session: HeldSession): void {
    if (performance.now() - this.#reassertedAt < lateMs) this.#reassert(session);
  }

  /** Schedules a link's writing for the end of the turn, behind the checkpoints. */
  readonly schedule = (write: () => void): void => {
    setImmediate(() => {
      this.flush();
      if (this.#control.isFlushed) write();
      else void this.#patiently(write);
    });
  };

  async #patiently(write: () => void): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, patienceMs);
    await Promise.race([this.#control.flushed(), promise]);
    clearTimeout(timer);
    write();
  }

  #reassert({ app, claimId, epoch, id, isElsewhere, record }: HeldSession): boolean {
    if (isElsewhere || record === undefined) return false;
    const claim = { session: id, epoch, claimId, record };
    const checkpoint = wholeOf(app) ?? { n: 0, parts: {}, whole: false };
    this.#control.send({ type: "checkpoint", ...claim, ...checkpoint });
    return true;
  }

  #hand(sessions: Iterable<HeldSession>, isLast: boolean): void {
    this.#control.together(() => {
      for (const session of sessions) {
        const { app, claimId, epoch, id, trace } = session;
        const checkpoint = takenFrom(app, isLast);
        if (checkpoint === undefined) continue;
        session.trace = undefined;
        const part = trace !== undefined && { trace };
        const claim = { session: id, epoch, claimId };
        this.#control.send({ type: "checkpoint", ...claim, ...checkpoint, ...part });
      }
    });
  }
}

function wholeOf(app: AppSession): Checkpoint | undefined {
  try {
    return app.takeWholeCheckpoint();
  } catch (error) {
    app.reportError(error);
    return undefined;
  }
}

/** What the worker says about checkpoints. */
export interface Stored {
  readonly session: string;
  readonly n: number;
  readonly outcome: StoredOutcome;
}

/** Failures of one session's state are its own: the others are next. */
function takenFrom(app: AppSession, isLast: boolean): Checkpoint | undefined {
  try {
    return app.takeCheckpoint(isLast);
  } catch (error) {
    app.reportError(error);
    return undefined;
  }
}

function durabilityOf({ session }: Readonly<Record<string, unknown>>): KeepPort["durability"] {
  if (typeof session !== "object" || session === null || !("durability" in session)) return "async";
  return session.durability === "sync" ? "sync" : "async";
}
