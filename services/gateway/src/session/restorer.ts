import { randomBytes } from "node:crypto";
import { FlotillaError, type LinkOpen, type Registration } from "@flotilla/protocol";
import { hashSessionId, type Logger } from "@flotilla/service-kit";
import type { Clock, SessionRecord, Sessions } from "@flotilla/store";
import type { GatewayMetrics } from "../metrics.ts";
import type { AppDirectory } from "../routing/app-directory.ts";
import type { LinkPool } from "../upstream/link-pool.ts";
import type { Berth, Berths, HeldPlace } from "./berths.ts";
import type { Connection } from "./connection.ts";
import { type Doubts, doubtOf } from "./doubts.ts";
import type { Origin } from "./enrolment.ts";
import { linkPayload, type PayloadSeals } from "./link-payload.ts";
import type { Takeover } from "./takeover.ts";

/** What giving sessions another process needs. */
export interface RestorerParts extends PayloadSeals {
  readonly sessions: Sessions;
  readonly directory: AppDirectory;
  readonly berths: Berths;
  readonly links: LinkPool;
  readonly takeover: Takeover;
  readonly doubts: Doubts;
  readonly metrics: GatewayMetrics;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How a session has come to need another process. */
export interface Loss {
  /** Its client has been there all along. */
  readonly isStaying: boolean;
  /** The session may have caused the end of its process. */
  readonly isSuspect: boolean;
  /** When it was noticed, by `performance.now()`. */
  readonly at: number;
  /** Where it was, if it has left there in good order. */
  readonly from?: Origin;
  /** The place that is held for it. */
  readonly place?: HeldPlace;
  /** The live release cannot take it over: it goes on with the one that has kept it. */
  readonly staysBack?: boolean;
}

/** A session that may have ended its process more often than that within the window is ended itself. */
const maxRecoveries = 3;
const windowMs = 60_000;
const maxAttempts = 3;

/** Opens a connection's suspended session in a process that runs it from what it has kept. */
export class Restorer {
  readonly #parts: RestorerParts;

  constructor(parts: RestorerParts) {
    this.#parts = parts;
  }

  /** Resolves when a process has been told, or the client has left. Throws a `FlotillaError` if it cannot be. */
  async restore(connection: Connection, request: Registration, loss: Loss): Promise<void> {
    let { isSuspect, place } = loss;
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      const record = await this.#suspended(connection);
      if (record === undefined) {
        if (place !== undefined) await this.#parts.berths.leave(place);
        return;
      }
      isSuspect &&= !record.isMoving;
      if (isSuspect) await this.#endIfCrashing(record);
      const release = await this.#releaseOf(record, loss);
      const berth = await this.#berth(connection, record, release, place);
      place = undefined;
      if (berth === undefined) return;
      const claimed = await this.#claim(connection, record, release, berth, isSuspect);
      if (await this.#open(connection, request, claimed, berth, loss)) return;
      isSuspect = false; // this death is counted
    }
    throw new FlotillaError("APP_UNREACHABLE", "app processes end as soon as they start");
  }

  /** Brings a session back to where it was before another release has refused it; false if it cannot be there any more. */
  async giveBack(
    connection: Connection,
    refused: SessionRecord,
    from: Origin | undefined,
  ): Promise<boolean> {
    const { sessions } = this.#parts;
    const record = await sessions.suspend(refused.id, refused);
    if (record === undefined) throw new FlotillaError("LEASE_LOST", "the session is elsewhere");
    if (connection.isClosed) await sessions.detach(record.id, record, connection.info.id);
    connection.waiting = record;
    if (connection.isClosed || from?.link.isOpen !== true) return connection.isClosed;
    const { link } = from;
    const claimed = await this.#claim(connection, record, from.record.release, link);
    if (connection.isClosed) {
      const { owner } = link;
      await this.#parts.doubts.undo(doubtOf(connection, claimed, { owner, isNew: false }));
      return true;
    }
    const { request } = connection.enrolment;
    const payload = linkPayload(connection, request, claimed, this.#parts);
    const number = link.attach(connection, { ...payload, isStaying: true });
    connection.attachment = { link, record: claimed, number, since: performance.now() };
    connection.waiting = undefined;
    return true;
  }

  /** The session as the store has it; undefined if its client has left. */
  async #suspended(connection: Connection): Promise<SessionRecord | undefined> {
    const { waiting } = connection;
    if (waiting === undefined) return undefined;
    const record = await this.#parts.sessions.get(waiting.id);
    if (connection.isClosed) return undefined;
    if (record === undefined) throw new FlotillaError("APP_EXITED", "the app process has ended");
    if (record.owner !== null)
      throw new FlotillaError("APP_UNREACHABLE", "the session is elsewhere");
    return await this.#attached(connection, record);
  }

  /** Others may have taken this gateway for gone, and its sockets with it: the session needs this one again. */
  async #attached(
    connection: Connection,
    found: SessionRecord,
  ): Promise<SessionRecord | undefined> {
    const took = await this.#parts.takeover.take(connection, found);
    if (took.outcome === "left") return undefined;
    if (took.outcome !== "taken") throw new FlotillaError("LEASE_LOST", "the session is elsewhere");
    connection.waiting = took.record;
    return took.record;
  }

  async #endIfCrashing(record: SessionRecord): Promise<void> {
    const { sessions, metrics, clock, logger } = this.#parts;
    const { id, team, app, recoveries, recoveriesSince: since } = record;
    const isInRow = since !== null && clock.now() - since < windowMs;
    if (!isInRow || recoveries < maxRecoveries) return;
    await sessions.close(id, record);
    metrics.recoveries.inc({ result: "crash_loop" });
    const fields = { team, app, session: hashSessionId(id), recoveries };
    logger.warn(fields, "session ended: it crashes its process");
    throw new FlotillaError("APP_CRASHING", "the app keeps crashing");
  }

  /** A session stays on its release, unless that has been given up. */
  async #releaseOf(
    { id, team, app, release, isMoving }: SessionRecord,
    { staysBack }: Loss,
  ): Promise<string> {
    if (staysBack) return (await this.#parts.sessions.kept(id))?.release ?? release;
    if (!isMoving) return release;
    const live = await this.#parts.directory.live(team, app);
    if (live === undefined) throw new FlotillaError("APP_UNKNOWN", "There is no such app");
    return live.release;
  }

  /** The place that is held, if it is one of the release and still there, else another one. */
  async #berth(
    connection: Connection,
    { team, app }: SessionRecord,
    release: string,
    place: HeldPlace | undefined,
  ): Promise<Berth | undefined> {
    const { berths } = this.#parts;
    if (place !== undefined) {
      if (place.release === release && place.link.isOpen && !connection.isClosed) return place;
      await berths.leave(place);
    }
    return await berths.find(connection, { team, app, release });
  }

  async #claim(
    connection: Connection,
    record: SessionRecord,
    release: string,
    { owner }: Pick<Berth, "owner">,
    isSuspect = false,
  ): Promise<SessionRecord> {
    const { sessions, berths, doubts } = this.#parts;
    const claimId = randomBytes(9).toString("base64url");
    const request = { owner, release, claimId, isSuspect, windowMs };
    const claimed = await sessions.claim(record.id, record, request).catch(async (error) => {
      const next = { ...record, epoch: record.epoch + 1, claimId };
      await doubts.failed(doubtOf(connection, next, { owner, isNew: false }), error);
      throw error;
    });
    if (claimed !== undefined) {
      if (connection.waiting?.id === claimed.id) connection.waiting = claimed;
      return claimed;
    }
    await berths.leave({ owner });
    throw new FlotillaError("LEASE_LOST", "the session is elsewhere");
  }

  /** False if the process is gone again; the session is suspended then, as it is if its client has left. */
  async #open(
    connection: Connection,
    request: Registration,
    record: SessionRecord,
    berth: Berth,
    { isStaying, at, from, staysBack }: Loss,
  ): Promise<boolean> {
    const { sessions, berths, links, doubts } = this.#parts;
    const kept = await sessions.kept(record.id).catch(async (error) => {
      await doubts.undo(doubtOf(connection, record, { owner: berth.owner, isNew: false })); // its process is not told
      throw error;
    });
    const mayStay = kept?.release !== record.release && (from !== undefined || !isStaying);
    const hasStayed = staysBack === true;
    const payload: LinkOpen = {
      ...linkPayload(connection, request, record, this.#parts),
      ttlMs: record.ttlMs,
      ...(kept !== undefined && { restore: { ...kept, isStaying, mayStay, hasStayed } }),
    };
    const { link } = berth;
    if (!connection.isClosed && link.isOpen) {
      const number = link.open(connection, payload);
      connection.attachment = { link, record, number, since: performance.now() };
      connection.waiting = undefined;
      const result = from !== undefined ? "moved" : kept === undefined ? "anew" : "ok";
      connection.enrolment.restoredAs = { result, began: at, from };
      return true;
    }
    connection.waiting = (await sessions.suspend(record.id, record)) ?? connection.waiting;
    await berths.leave(berth);
    if (connection.isClosed) await sessions.detach(record.id, record, connection.info.id);
    else await links.bury(berth.owner);
    return connection.isClosed;
  }
}
