import {
  closeCodes,
  type ErrorCode,
  FlotillaError,
  type LinkClose,
  type LinkDetach,
  type MoveTarget,
  type Registration,
} from "@flotilla/protocol";
import { type Logger, sessionFields, type Tracing } from "@flotilla/service-kit";
import type { SessionRecord } from "@flotilla/store";
import { disconnectClass } from "../disconnect-class.ts";
import type { GatewayMetrics } from "../metrics.ts";
import type { Connection } from "./connection.ts";
import type { ConnectionOwner } from "./connection-owner.ts";
import type { ConnectionTable } from "./connection-table.ts";
import type { Mover } from "./mover.ts";
import type { Notices } from "./notices.ts";
import type { Recovery } from "./recovery.ts";
import type { Registrar } from "./registrar.ts";
import type { SessionEnds } from "./session-ends.ts";

/** Who does what for the connections of a gateway. */
export interface SessionDeskParts {
  readonly connections: ConnectionTable;
  readonly registrar: Registrar;
  readonly ends: SessionEnds;
  readonly recovery: Recovery;
  readonly mover: Mover;
  readonly notices: Notices;
  readonly metrics: GatewayMetrics;
  readonly logger: Logger;
  readonly tracing: Tracing | undefined;
}

/** Where the events of connections go. */
export class SessionDesk implements ConnectionOwner {
  readonly tracing: Tracing | undefined;
  readonly #parts: SessionDeskParts;

  constructor(parts: SessionDeskParts) {
    this.#parts = parts;
    this.tracing = parts.tracing;
  }

  register(connection: Connection, request: Registration): void {
    void this.#parts.registrar.register(connection, request);
  }

  opened(connection: Connection): void {
    const { metrics, recovery, notices, logger } = this.#parts;
    const { startedAs } = connection.enrolment;
    connection.enrolment.startedAs = undefined;
    recovery.opened(connection);
    notices.opened(connection);
    if (startedAs === undefined) return;
    const { start, began } = startedAs;
    metrics.open("ok", start);
    metrics.openedFor(connection.info.team);
    const tookMs = performance.now() - began;
    metrics.openSeconds.observe({ start }, tookMs / 1_000);
    const record = connection.attachment?.record;
    if (record === undefined) return;
    const fields = { ...sessionFields(record), process: record.owner?.processId };
    logger.info({ ...fields, start, tookMs: Math.round(tookMs) }, "session opened");
  }

  left(connection: Connection, reason: LinkDetach["reason"], code: number): void {
    const { connections, metrics, ends } = this.#parts;
    connections.delete(connection);
    metrics.disconnects.inc({ code_class: disconnectClass(code) });
    ends.left(connection, reason);
  }

  /** A process that does not know or does not take the session is no reason to trouble the visitor. */
  ended(connection: Connection, close: LinkClose): void {
    const { ends, recovery } = this.#parts;
    const { attachment, enrolment } = connection;
    const isUnknown = close.reason === "unknown";
    const mayTryAgain = (isUnknown || close.reason === "host") && !connection.isOpen;
    const { pending } = enrolment;
    if (close.reason === "stay") recovery.stays(connection);
    else if (attachment === undefined || !mayTryAgain) ends.ended(connection, close);
    else if (enrolment.restoredAs !== undefined) recovery.refused(connection);
    else if (pending === undefined || enrolment.isOfferedOut) {
      if (isUnknown) recovery.refused(connection);
      else ends.ended(connection, close);
    } else {
      connection.attachment = undefined;
      connection.waiting = attachment.record;
      enrolment.refusals += 1;
      void this.#registerAgain(connection, pending, attachment.record, isUnknown);
    }
  }

  /** The process does not have the session: it has left there meanwhile, or was never told to it, or could not begin. */
  async #registerAgain(
    connection: Connection,
    request: Registration,
    record: SessionRecord,
    isUnknown: boolean,
  ): Promise<void> {
    const { ends, registrar } = this.#parts;
    try {
      if (isUnknown) await ends.withdraw(record);
      if (isUnknown || !(await ends.forget(record))) {
        await registrar.register(connection, { ...request, sessionId: record.id });
        return;
      }
      connection.waiting = undefined;
      await registrar.registerAnew(connection, request);
    } catch (error) {
      if (!(error instanceof FlotillaError)) throw error;
      connection.end(closeCodes.moved, "the session cannot be looked up", "lost");
    }
  }

  asked(connection: Connection, to: MoveTarget): void {
    this.#parts.mover.asked(connection, to);
  }

  moved(connection: Connection): void {
    this.#parts.recovery.moved(connection);
  }

  /** A new session that cannot be opened is given up; one that has kept something waits for its client. */
  unanswered(connection: Connection): void {
    const { metrics, ends } = this.#parts;
    const { startedAs, restoredAs } = connection.enrolment;
    if (restoredAs !== undefined) {
      metrics.recoveries.inc({ result: "failed" });
      connection.end(closeCodes.moved, "the app does not answer", "lost");
      return;
    }
    metrics.open("timeout", startedAs?.start ?? "warm");
    ends.abandon(connection);
  }

  violated(code: ErrorCode): void {
    this.#parts.metrics.violations.inc({ kind: code.toLowerCase() });
  }
}
