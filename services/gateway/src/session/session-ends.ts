import type { LinkClose, LinkDetach } from "@flotilla/protocol";
import { type Logger, sessionFields } from "@flotilla/service-kit";
import {
  type Clock,
  isStoreAway,
  type Processes,
  type SessionOwner,
  type SessionRecord,
  type Sessions,
} from "@flotilla/store";
import type { GatewayMetrics, SessionEnd } from "../metrics.ts";
import type { Placement } from "../routing/placement.ts";
import type { LinkPool } from "../upstream/link-pool.ts";
import type { Connection } from "./connection.ts";
import type { Origin } from "./enrolment.ts";
import { UnderWay } from "./under-way.ts";

/** What ending sessions needs. */
export interface SessionEndsParts {
  readonly sessions: Sessions;
  readonly processes: Processes;
  readonly placement: Placement;
  readonly links: LinkPool;
  readonly metrics: GatewayMetrics;
  readonly clock: Clock;
  readonly logger: Logger;
}

const sweepLimit = 500;

/** A session that has moved is not expected back: its former process may forget it, and its seat there is free. */
export async function leaveOrigin(
  { link, record }: Origin,
  { placement }: { readonly placement: Placement },
): Promise<void> {
  link.end(record.id, record.epoch, "moved");
  await placement.leave(link.owner.processId);
}

/** All the ways in which a session loses its client or ends; each tells the app exactly once. */
export class SessionEnds {
  readonly #parts: SessionEndsParts;
  readonly #underWay: UnderWay;
  /** Clients that have left while the store was away, by the ids of their connections: it is told when it is back. */
  readonly #untold = new Map<string, SessionRecord>();
  #isSweeping = false;

  constructor(parts: SessionEndsParts) {
    this.#parts = parts;
    this.#underWay = new UnderWay((err) => parts.logger.error({ err }, "session store failed"));
  }

  /** The client is gone: the app learns it at once, the deadline starts. */
  left(connection: Connection, reason: LinkDetach["reason"]): void {
    const { attachment, waiting } = connection;
    connection.attachment = connection.waiting = undefined;
    attachment?.link.detach(attachment.number, reason);
    this.#giveBack(connection);
    const record = attachment?.record ?? waiting;
    if (record !== undefined) this.detach(record, connection);
  }

  /** A session has no client any more. Without that the store would keep it for ever, so it is told again if it was away. */
  detach(record: SessionRecord, { info: { id } }: Connection): void {
    this.#underWay.add(this.#detach(record, id));
  }

  /** False if the store is away. */
  async #detach(record: SessionRecord, connectionId: string): Promise<boolean> {
    try {
      await this.#parts.sessions.detach(record.id, record, connectionId);
      this.#untold.delete(connectionId);
      return true;
    } catch (error) {
      if (!isStoreAway(error)) throw error;
      this.#untold.set(connectionId, record);
      return false;
    }
  }

  /** Seats that are held for a session that moves, or has moved. */
  #giveBack({ enrolment }: Connection): void {
    const { place, restoredAs } = enrolment;
    enrolment.place = enrolment.restoredAs = undefined;
    if (place !== undefined) this.#underWay.add(this.#parts.placement.leave(place.owner.processId));
    if (restoredAs?.from !== undefined)
      this.#underWay.add(leaveOrigin(restoredAs.from, this.#parts));
  }

  /** The app has ended the session: its record goes, its client is closed for good. */
  ended(connection: Connection, close: LinkClose): void {
    const { attachment } = connection;
    if (attachment === undefined) return;
    connection.attachment = undefined;
    this.#underWay.add(
      this.#drop(attachment.record, close.reason === "app" ? "app_exit" : "evicted"),
    );
    connection.end(close.code ?? 1000, "the session has ended", "closed");
  }

  /** The app has not replied to a registration: a session that cannot be opened is worth nothing. */
  abandon(connection: Connection): void {
    const { attachment } = connection;
    if (attachment === undefined) return;
    connection.attachment = undefined;
    const { link, number, record } = attachment;
    link.detach(number, "lost");
    link.end(record.id, record.epoch, "host");
    this.#underWay.add(this.#drop(record, "evicted"));
  }

  /** Takes a session from a process that does not have it: it waits for the next claim, if it has not left there meanwhile. */
  async withdraw(record: SessionRecord): Promise<void> {
    const { sessions, placement } = this.#parts;
    const withdrawn = await sessions.suspend(record.id, record);
    if (withdrawn !== undefined && record.owner !== null)
      await placement.leave(record.owner.processId);
  }

  /** The record of a session that its process does not take; false if that has just handed it over, and it goes on. */
  async forget(record: SessionRecord): Promise<boolean> {
    const now = await this.#parts.sessions.get(record.id);
    const isTheirs =
      now?.epoch === record.epoch && now.owner?.processId === record.owner?.processId;
    if (now !== undefined && !isTheirs) return false;
    await this.#drop(record, "evicted");
    return true;
  }

  /** What a dead process ran waits for another one. Its worker has done the same, if there is one. */
  async buried({ processId }: SessionOwner): Promise<void> {
    const { sessions, processes, logger } = this.#parts;
    await processes.giveUp(processId);
    const records = await sessions.suspendOwner(processId, "ended");
    if (records.length === 0) return;
    logger.warn({ process: processId, sessions: records.length }, "app process is gone");
  }

  /** Ends the sessions whose deadline has passed; of all gateways one gets each of them. */
  async sweep(): Promise<void> {
    if (this.#isSweeping) return;
    this.#isSweeping = true;
    try {
      for (const [id, record] of this.#untold) if (!(await this.#detach(record, id))) return;
      let records: readonly SessionRecord[];
      do {
        records = await this.#parts.sessions.expire(sweepLimit);
        await Promise.all(records.map((record) => this.#expire(record)));
      } while (records.length === sweepLimit);
    } finally {
      this.#isSweeping = false;
    }
  }

  /** Resolves when everything that was begun has reached the store. */
  async settled(): Promise<void> {
    await this.#underWay.settled();
  }

  async #expire(record: SessionRecord): Promise<void> {
    this.#observeEnd(record, "idle");
    const { owner } = record;
    if (owner === null) return; // nobody to tell
    const { links, placement } = this.#parts;
    try {
      const link = await links.get(owner);
      link.end(record.id, record.epoch, "expired");
    } catch {
      await links.bury(owner); // a dead process has nobody to tell
    }
    await placement.leave(owner.processId);
  }

  async #drop(record: SessionRecord, end: SessionEnd): Promise<void> {
    const closed = await this.#parts.sessions.close(record.id, record);
    if (closed === undefined) return;
    this.#observeEnd(record, end);
    if (record.owner !== null) await this.#parts.placement.leave(record.owner.processId);
  }

  #observeEnd(record: SessionRecord, end: SessionEnd): void {
    const seconds = (this.#parts.clock.now() - record.createdAt) / 1_000;
    this.#parts.metrics.durations.observe({ end }, Math.max(0, seconds));
    this.#parts.logger.info({ ...sessionFields(record), end }, "session ended");
  }
}
