import { setTimeout as sleep } from "node:timers/promises";
import { closeCodes } from "@flotilla/protocol";
import type { Logger } from "@flotilla/service-kit";
import type { SessionRecord, Store, StoreMemory } from "@flotilla/store";
import type { Connection } from "./connection.ts";
import type { ConnectionTable } from "./connection-table.ts";
import type { Takeover } from "./takeover.ts";

/** What telling a store again needs. */
export interface ReassertionParts {
  readonly gatewayId: string;
  readonly store: Pick<Store, "memory" | "sessions">;
  readonly connections: ConnectionTable;
  readonly takeover: Takeover;
  /** Tells the store that this gateway is there. */
  readonly renewLease: () => Promise<unknown>;
  /** The store has lost something, perhaps leases of others too. */
  readonly onLost: () => void;
  /** How long owners may take until a store that has lost something knows of their sessions again. */
  readonly graceMs: number;
  readonly logger: Logger;
}

const pollMs = 200;
const atOnce = 64;

/**
 * After the store has lost something, tells it which sockets this gateway holds. Until owners have told it what they run, a
 * session that it does not know may be one that it will know again.
 */
export class Reassertion {
  readonly #parts: ReassertionParts;
  /** Whose owners have not told of them in time. */
  readonly #untold = new Set<Connection>();
  #known: string | undefined;
  #isAway = false;
  #lostAt = Number.NEGATIVE_INFINITY;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: ReassertionParts) {
    this.#parts = parts;
  }

  /** Called each second: looks whether the store may have lost something; rejects if it does not answer. */
  async check(): Promise<void> {
    const { name, ageMs } = await this.#ask();
    const isNew = this.#known !== undefined && this.#known !== name;
    this.#known = name;
    if (isNew) {
      this.#lostAt = performance.now();
      this.#parts.onLost();
    }
    if (ageMs < this.#parts.graceMs)
      this.#lostAt = Math.max(this.#lostAt, performance.now() - ageMs);
    if (!isNew) {
      await this.#tellLate();
      return;
    }
    this.#parts.logger.warn("the store has lost something: it is told again what is here");
    await this.tellAll();
  }

  /** The session of this id; one that the store has lost is waited for while its owner may still tell of it. */
  readonly find = async (id: string, signal: AbortSignal): Promise<SessionRecord | undefined> => {
    const { sessions } = this.#parts.store;
    const found = await sessions.get(id);
    if (found !== undefined) return found;
    await this.check();
    while (this.isMending && !signal.aborted) {
      const record = await sessions.get(id);
      if (record !== undefined) return record;
      await sleep(pollMs, undefined, { signal }).catch(() => {});
    }
    return await sessions.get(id);
  };

  /** Whether the store did not answer when it was asked last. */
  get isAway(): boolean {
    return this.#isAway;
  }

  /** Whether owners may still be telling what they have. */
  get isMending(): boolean {
    return performance.now() - this.#lostAt < this.#parts.graceMs;
  }

  /** The store has lost this gateway's lease, or more: others may have taken its sockets for dead. */
  tellAll(): Promise<void> {
    const run = this.#running.then(() => this.#tellAll());
    this.#running = run.catch(() => {}); // told to the caller
    return run;
  }

  async #ask(): Promise<StoreMemory> {
    try {
      const memory = await this.#parts.store.memory();
      this.#isAway = false;
      return memory;
    } catch (error) {
      this.#isAway = true;
      throw error;
    }
  }

  async #tellAll(): Promise<void> {
    const { gatewayId, store, connections, renewLease } = this.#parts;
    await renewLease();
    const waiting = connections.all();
    const next = async (): Promise<void> => {
      for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) await this.#tell(one);
    };
    await Promise.all(Array.from({ length: atOnce }, next));
    for (const { sessionId, connectionId, ...fence } of await store.sessions.heldBy(gatewayId)) {
      if (connections.get(connectionId) !== undefined) continue;
      await store.sessions.detach(sessionId, fence, connectionId); // it had left, and that was lost
    }
  }

  /** Until the session's owner has told of it, or the time for that has passed; then now and again. */
  async #tell(connection: Connection): Promise<void> {
    for (const end = performance.now() + this.#parts.graceMs; performance.now() < end; ) {
      if (await this.#tellOnce(connection)) return;
      await sleep(pollMs, undefined, { signal: connection.gone.signal }).catch(() => {});
    }
    this.#untold.add(connection);
  }

  /** An owner may have been away for longer than others: the session would end under its user. */
  async #tellLate(): Promise<void> {
    for (const connection of [...this.#untold])
      if (await this.#tellOnce(connection)) this.#untold.delete(connection);
  }

  /** True when there is nothing more to tell. */
  async #tellOnce(connection: Connection): Promise<boolean> {
    const { store, takeover } = this.#parts;
    const record = connection.attachment?.record;
    if (record === undefined) return connection.isClosed || connection.waiting === undefined; // or it is being brought back
    const isCurrent = () => connection.attachment?.record === record;
    const { outcome } = await takeover.take(connection, { ...record, connection: null });
    if (outcome === "taken" || outcome === "left" || !isCurrent()) return true;
    if (outcome === "busy") {
      connection.end(closeCodes.ownershipLost, "the session is elsewhere", "replaced");
      return true;
    }
    const found = await store.sessions.get(record.id);
    if (!isCurrent()) return true;
    const isSame = found?.epoch === record.epoch && found.claimId === record.claimId;
    if (found === undefined || found.epoch < record.epoch || isSame) return false; // its owner may be telling of it just now
    connection.end(closeCodes.moved, "the session has another owner", "lost");
    return true;
  }
}
