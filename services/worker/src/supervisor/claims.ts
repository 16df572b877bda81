import type { StoredOutcome } from "@flotilla/protocol";
import type { Logger } from "@flotilla/service-kit";
import {
  type Checkpoint,
  type Fence,
  openRecord,
  type SessionRecord,
  type Store,
} from "@flotilla/store";
import type { AppProcess } from "../process/app-process.ts";

/** What keeping the store's memory of this worker needs. */
export interface ClaimsParts {
  readonly store: Pick<Store, "memory" | "sessions">;
  readonly workerId: string;
  /** Seals the records that app processes keep. */
  readonly key: string;
  readonly processes: () => readonly AppProcess[];
  /** Tells the store that this worker is there, and which processes it runs. */
  readonly register: () => Promise<void>;
  readonly observe: (outcome: StoredOutcome) => void;
  readonly logger: Logger;
}

/** After that, a session that the store does not know has ended. */
const graceMs = 15_000;

/** What this worker's processes own, also after the store has lost it: they are asked for all of it, and it is told again. */
export class Claims {
  readonly #parts: ClaimsParts;
  #known: string | undefined;
  #lostAt = Number.NEGATIVE_INFINITY;
  #checking: Promise<void> | undefined;

  constructor(parts: ClaimsParts) {
    this.#parts = parts;
  }

  /** Called each second: looks whether the store may have lost something; rejects if it does not answer. */
  check(): Promise<void> {
    this.#checking ??= this.#check().finally(() => {
      this.#checking = undefined;
    });
    return this.#checking;
  }

  /** Writes what a session of a process keeps; with its sealed record, the session itself too. */
  async write(
    processId: string,
    id: string,
    fence: Fence,
    checkpoint: Checkpoint,
    sealed?: Uint8Array,
  ): Promise<StoredOutcome> {
    if (sealed !== undefined) return await this.#reassert(processId, id, checkpoint, sealed);
    const outcome = await this.#parts.store.sessions.checkpoint(id, fence, checkpoint);
    if (outcome !== "unknown") return outcome;
    await this.check(); // it has ended, or the store has lost it
    return performance.now() - this.#lostAt < graceMs ? "failed" : "gone";
  }

  async #check(): Promise<void> {
    const { store, processes, register, logger } = this.#parts;
    const { name } = await store.memory();
    const before = this.#known;
    this.#known = name;
    if (before === undefined || before === name) return;
    this.#known = before; // until all is told
    this.#lostAt = performance.now();
    await register();
    const running = processes().filter(({ state }) => state === "ready" || state === "draining");
    logger.warn({ processes: running.length }, "the store has lost something: it is told again");
    for (const process of running) process.reassert();
    this.#known = name;
  }

  async #reassert(
    processId: string,
    id: string,
    { parts }: Checkpoint,
    sealed: Uint8Array,
  ): Promise<StoredOutcome> {
    const { store, observe, logger } = this.#parts;
    const record = this.#recordOf(processId, id, sealed);
    if (record === undefined) {
      logger.warn({ process: processId }, "a process tells of a session that is not its own");
      return "failed";
    }
    const whole = Object.entries(parts).flatMap(([name, part]) => (part ? [[name, part]] : []));
    try {
      const outcome = await store.sessions.reassert(record, Object.fromEntries(whole));
      observe(outcome);
      return outcome;
    } catch (error) {
      this.#known = ""; // all is told again when the store answers
      throw error;
    }
  }

  #recordOf(processId: string, id: string, sealed: Uint8Array): SessionRecord | undefined {
    const record = openRecord(sealed, this.#parts.key);
    const isOwn =
      record?.id === id &&
      record.owner?.processId === processId &&
      record.owner.workerId === this.#parts.workerId;
    return isOwn ? record : undefined;
  }
}
