import { setTimeout as sleep } from "node:timers/promises";
import {
  type CheckpointMessage,
  checkpointBytes,
  type ErrorCode,
  FlotillaError,
  type StoredOutcome,
} from "@flotilla/protocol";
import type { Checkpoint, Fence } from "@flotilla/store";

/** What writing checkpoints needs. */
export interface CheckpointWriterParts {
  readonly write: (
    id: string,
    fence: Fence,
    checkpoint: Checkpoint,
    /** The session's record, if the store is to be told of the session too. */
    sealed?: Uint8Array,
  ) => Promise<StoredOutcome>;
  /** A checkpoint, and all before it of the same session, has been dealt with. */
  readonly onOutcome: (session: string, n: number, outcome: StoredOutcome, bytes: number) => void;
  /** So much waits for the store that nothing more may come; later, that there is room again. */
  readonly onPressure: (isFull: boolean) => void;
  /** The store did not take it, and will not. */
  readonly onFailed: (error: unknown) => void;
  /** Pauses before a write is tried again. */
  readonly retryMs?: readonly number[];
}

interface Lane {
  /** What came while the one before was being written. */
  waiting: CheckpointMessage | undefined;
  /** What became of the last one. */
  readonly ended: PromiseWithResolvers<StoredOutcome>;
}

const defaultRetryMs = [100, 400, 1_500];
/** Trying again does not help. */
const refusals: ReadonlySet<string> = new Set<ErrorCode>(["STATE_TOO_BIG", "QUOTA_EXCEEDED"]);
const fullBytes = 16 * 2 ** 20;

/** Hands the checkpoints of one app process to the store: one at a time for each session, those that wait merged into one. */
export class CheckpointWriter {
  readonly #parts: CheckpointWriterParts;
  readonly #lanes = new Map<string, Lane>();
  readonly #writing = new Set<Promise<void>>();
  #heldBytes = 0;
  #isFull = false;
  #records = 0;

  constructor(parts: CheckpointWriterParts) {
    this.#parts = parts;
  }

  /** Bytes that have come and are not in the store yet. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** So many sessions may be told of with their records. */
  expectRecords(count: number): void {
    this.#records = count;
  }

  take(told: CheckpointMessage): void {
    const message = this.#admitted(told);
    const lane = this.#lanes.get(message.session);
    if (lane === undefined) {
      this.#hold(checkpointBytes(message.parts));
      this.#begin(message);
      return;
    }
    const before = lane.waiting;
    lane.waiting = before === undefined ? message : merge(before, message);
    this.#hold(checkpointBytes(lane.waiting.parts) - checkpointBytes(before?.parts ?? {}));
  }

  /** What became of the last checkpoint of a session that has come, if that is not known yet. */
  async lastOf(session: string): Promise<StoredOutcome | undefined> {
    return await this.#lanes.get(session)?.ended.promise;
  }

  /** Resolves when everything that has come has been dealt with. */
  async settled(): Promise<void> {
    while (this.#writing.size > 0) await Promise.all(this.#writing);
  }

  /** A record that nobody has asked for does not count. */
  #admitted(message: CheckpointMessage): CheckpointMessage {
    const { record, ...plain } = message;
    if (record === undefined) return message;
    this.#records -= 1;
    return this.#records < 0 ? plain : message;
  }

  #begin(message: CheckpointMessage): void {
    const lane: Lane = { waiting: undefined, ended: Promise.withResolvers() };
    this.#lanes.set(message.session, lane);
    const work = this.#run(message, lane);
    this.#writing.add(work);
    void work.finally(() => this.#writing.delete(work));
  }

  async #run(first: CheckpointMessage, lane: Lane): Promise<void> {
    let outcome: StoredOutcome = "stored";
    for (let message: CheckpointMessage | undefined = first; message !== undefined; ) {
      const { session, n, parts } = message;
      outcome = await this.#write(message);
      const bytes = checkpointBytes(parts);
      this.#parts.onOutcome(session, n, outcome, bytes);
      this.#hold(-bytes);
      message = lane.waiting;
      lane.waiting = undefined;
    }
    this.#lanes.delete(first.session);
    lane.ended.resolve(outcome);
  }

  async #write(message: CheckpointMessage): Promise<StoredOutcome> {
    const { session, epoch, claimId, parts, whole, record } = message;
    const retryMs = this.#parts.retryMs ?? defaultRetryMs;
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#parts.write(session, { epoch, claimId }, { parts, whole }, record);
      } catch (error) {
        const pauseMs = retryMs[attempt];
        const isRefused = error instanceof FlotillaError && refusals.has(error.code);
        if (isRefused || pauseMs === undefined) {
          this.#parts.onFailed(error);
          return "failed";
        }
        await sleep(pauseMs);
      }
    }
  }

  #hold(bytes: number): void {
    this.#heldBytes += bytes;
    const isFull = this.#heldBytes > (this.#isFull ? fullBytes / 2 : fullBytes);
    if (isFull === this.#isFull) return;
    this.#isFull = isFull;
    this.#parts.onPressure(isFull);
  }
}

/** One checkpoint that leaves the same behind as both in a row. */
function merge(before: CheckpointMessage, after: CheckpointMessage): CheckpointMessage {
  if (before.epoch !== after.epoch || before.claimId !== after.claimId) return after;
  const record = after.record ?? before.record;
  const told = record === undefined ? after : { ...after, record };
  if (after.whole) return told;
  return { ...told, parts: { ...before.parts, ...after.parts }, whole: before.whole };
}
