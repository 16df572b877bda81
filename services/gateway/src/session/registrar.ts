import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import {
  closeCodes,
  type ErrorCode,
  encodeNotice,
  errorTable,
  FlotillaError,
  isSessionId,
  type Registration,
  visitorText,
} from "@flotilla/protocol";
import type { Logger } from "@flotilla/service-kit";
import type { NewSession, SessionOwner, SessionRecord, Sessions } from "@flotilla/store";
import type { GatewayLimits } from "../config.ts";
import type { AddressLimits } from "../limits/address-limits.ts";
import type { GatewayMetrics } from "../metrics.ts";
import type { AppDirectory, LiveApp } from "../routing/app-directory.ts";
import type { AppLink } from "../upstream/app-link.ts";
import type { LinkPool } from "../upstream/link-pool.ts";
import type { Berths } from "./berths.ts";
import type { Connection } from "./connection.ts";
import { type Doubts, doubtOf } from "./doubts.ts";
import { linkPayload, type PayloadSeals } from "./link-payload.ts";
import { matchesSecret } from "./matches-secret.ts";
import type { Reassertion } from "./reassertion.ts";
import type { Recovery } from "./recovery.ts";
import type { SessionEnds } from "./session-ends.ts";
import type { Takeover } from "./takeover.ts";
import { WaitNotice } from "./wait-notice.ts";

/** What registering needs. */
export interface RegistrarParts extends PayloadSeals {
  readonly gatewayId: string;
  readonly sessionTtlMs: number;
  readonly limits: GatewayLimits;
  readonly addresses: AddressLimits;
  readonly directory: AppDirectory;
  readonly sessions: Sessions;
  readonly links: LinkPool;
  readonly berths: Berths;
  readonly recovery: Recovery;
  readonly takeover: Takeover;
  readonly ends: SessionEnds;
  readonly doubts: Doubts;
  /** Looks a session up; waits for one that the store has lost and will know again. */
  readonly find: Reassertion["find"];
  readonly metrics: GatewayMetrics;
  readonly logger: Logger;
}

/** When a visitor for whom there was no room is to come again; its client adds its share of chance. */
const busyRetryMs = 5_000;
const slowAnswerMs = 1_000;
/** How often a session is looked up again that has another owner by the time it is taken. */
const maxMoves = 3;
/** In how many processes a session may begin that are gone by then. */
const maxAttempts = 3;

/** Gives a connection its session: the one it names, if that is its own and free, else a new one. */
export class Registrar {
  readonly #parts: RegistrarParts;

  constructor(parts: RegistrarParts) {
    this.#parts = parts;
  }

  /** Never rejects: whatever goes wrong is told to the client. */
  async register(connection: Connection, request: Registration): Promise<void> {
    try {
      await this.#register(connection, request);
    } catch (error) {
      this.#fail(connection, request, error);
    }
  }

  /** A process that does not take its session is the same as a new visit. */
  async registerAnew(connection: Connection, request: Registration): Promise<void> {
    await this.register(connection, { ...request, sessionId: null });
  }

  async #register(connection: Connection, request: Registration): Promise<void> {
    const { team, app, facts } = connection.info;
    if (!this.#parts.addresses.register(facts.ip)) {
      throw new FlotillaError("RATE_LIMITED", "too many registrations");
    }
    const live = await this.#parts.directory.live(team, app);
    if (live === undefined) throw new FlotillaError("APP_UNKNOWN", "There is no such app");
    const wanted = request.sessionId;
    if (wanted !== null && (await this.#resume(connection, request, wanted))) return;
    await this.#open(connection, request, live);
  }

  /** False if a new session has to be made. */
  async #resume(connection: Connection, request: Registration, id: string): Promise<boolean> {
    const { metrics, addresses, sessions, find, takeover } = this.#parts;
    const record = isSessionId(id) ? await find(id, connection.gone.signal) : undefined;
    if (record === undefined || !this.#mayResume(connection, record)) {
      metrics.resume(record === undefined ? "unknown" : "denied");
      if (!addresses.unknownSession(connection.info.facts.ip)) await this.#slowDown(connection);
      return false;
    }
    let taken = await takeover.take(connection, record);
    for (let again = 0; taken.outcome === "gone" && again < maxMoves; again++) {
      const moved = await sessions.get(id); // it may have gone on elsewhere just now
      if (moved === undefined) break;
      taken = await takeover.take(connection, moved);
    }
    if (taken.outcome !== "taken") return connection.isClosed;
    const attached = taken.record;
    connection.waiting = attached;
    const link = await this.#linkTo(attached);
    if (connection.isClosed) {
      await sessions.detach(id, attached, connection.info.id);
      return true;
    }
    if (link === undefined) {
      await this.#parts.recovery.resume(connection, request);
      metrics.resume(connection.enrolment.restoredAs?.result === "anew" ? "gap" : "ok");
      return true;
    }
    const number = link.attach(connection, linkPayload(connection, request, attached, this.#parts));
    connection.waiting = undefined;
    connection.attachment = { link, record: attached, number, since: performance.now() };
    metrics.resume("ok");
    return true;
  }

  #mayResume(connection: Connection, record: SessionRecord): boolean {
    const { team, app, secretHash } = connection.info;
    const { hijacks } = this.#parts.metrics;
    if (record.team !== team || record.app !== app) {
      hijacks.inc({ reason: "app" });
      return false;
    }
    if (matchesSecret(record.secretHash, secretHash)) return true;
    hijacks.inc({ reason: "secret" });
    return false;
  }

  /** The link to a session's process; undefined if there is none, or it is dead: the session waits for another one then. */
  async #linkTo({ owner }: SessionRecord): Promise<AppLink | undefined> {
    if (owner === null) return undefined;
    const link = await this.#parts.links.get(owner).catch(() => undefined);
    if (link !== undefined) return link;
    if (await this.#parts.links.bury(owner)) return undefined;
    throw new FlotillaError("APP_UNREACHABLE", "the app process does not answer");
  }

  async #open(connection: Connection, request: Registration, live: LiveApp): Promise<void> {
    const { berths, doubts, links } = this.#parts;
    const began = performance.now();
    const waiting = new WaitNotice(connection, this.#parts.limits.queueMs);
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      const berth = await berths.find(connection, live, waiting.tell);
      if (berth === undefined) return;
      const { link, owner, start } = berth;
      const record = await this.#create(connection, live, owner);
      if (!connection.isClosed && link.isOpen) {
        connection.enrolment.startedAs = { start, began };
        const payload = linkPayload(connection, request, record, this.#parts);
        connection.waiting = record;
        const number = link.open(connection, { ...payload, ttlMs: record.ttlMs });
        connection.waiting = undefined;
        connection.attachment = { link, record, number, since: performance.now() };
        return;
      }
      await doubts.undo(doubtOf(connection, record, { owner, isNew: true }));
      if (connection.isClosed) return;
      await links.bury(owner);
    }
    throw new FlotillaError("APP_UNREACHABLE", "app processes end as soon as they start");
  }

  async #create(
    connection: Connection,
    live: LiveApp,
    owner: SessionOwner,
  ): Promise<SessionRecord> {
    const { gatewayId, sessions, doubts, sessionTtlMs } = this.#parts;
    const { team, app, facts, secretHash } = connection.info;
    const session: NewSession = {
      id: randomBytes(16).toString("base64url"),
      team,
      app,
      release: live.release,
      state: "attached",
      owner,
      epoch: 1,
      claimId: randomBytes(9).toString("base64url"),
      connection: { gatewayId, id: connection.info.id },
      client: { ip: facts.ip, userAgent: facts.userAgent },
      secretHash,
      ttlMs: live.ttlMs ?? sessionTtlMs,
    };
    try {
      return await sessions.create(session);
    } catch (error) {
      await doubts.failed(doubtOf(connection, session, { owner, isNew: true }), error);
      throw error;
    }
  }

  async #slowDown(connection: Connection): Promise<void> {
    await sleep(slowAnswerMs, undefined, { signal: connection.gone.signal }).catch(() => {});
  }

  #fail(connection: Connection, request: Registration, error: unknown): void {
    const { metrics, logger, ends } = this.#parts;
    if (connection.isClosed) return;
    const { waiting } = connection;
    connection.waiting = undefined;
    if (waiting !== undefined) ends.detach(waiting, connection);
    const known = error instanceof FlotillaError ? error : undefined;
    const code = known?.code ?? "INTERNAL";
    const { team, app } = connection.info;
    if (code === "APP_START_FAILED") {
      logger.warn({ err: error, team, app }, "app does not start");
      metrics.open("error", "cold");
      connection.refuse(visitorText(known?.message ?? "") || "The app does not start");
    } else if (code === "APP_CRASHING") {
      metrics.open("error", "cold");
      connection.refuse(known?.message ?? "");
    } else if (code === "APP_UNKNOWN" && request.extension === undefined) {
      connection.refuse("There is no such app");
    } else {
      if (known === undefined) logger.error({ err: error }, "registration failed");
      metrics.open(refusalOf(code), "cold");
      const { close, summary } = errorTable[code];
      if (close === closeCodes.noCapacity)
        connection.notify(encodeNotice({ type: "busy", retryMs: busyRetryMs }), true);
      connection.end(close ?? closeCodes.internal, known?.message ?? summary, "closed");
    }
  }
}

/** What is the host's fault counts against it; what policy refuses does not. */
function refusalOf(code: ErrorCode): "no_worker" | "error" | "rejected" {
  if (code === "NO_CAPACITY") return "no_worker";
  return errorTable[code].status >= 500 ? "error" : "rejected";
}
