import { FlotillaError, type MoveTarget } from "@flotilla/protocol";
import type { Logger } from "@flotilla/service-kit";
import type { SessionRecord } from "@flotilla/store";
import type { AppDirectory } from "../routing/app-directory.ts";
import type { Berths } from "./berths.ts";
import type { Connection } from "./connection.ts";
import { UnderWay } from "./under-way.ts";

/** What finding places for sessions that move needs. */
export interface MoverParts {
  readonly berths: Berths;
  readonly directory: AppDirectory;
  readonly logger: Logger;
}

/** Finds places in other processes for sessions that are to move, while they go on where they are. */
export class Mover {
  readonly #parts: MoverParts;
  readonly #finding = new Set<Connection>();
  readonly #underWay: UnderWay;

  constructor(parts: MoverParts) {
    this.#parts = parts;
    this.#underWay = new UnderWay((err) => {
      if (err instanceof FlotillaError) return; // nobody takes it now
      parts.logger.warn({ err }, "no place for a session that is to move");
    });
  }

  /** A session's process asks for a place for it. Without an answer it asks again. */
  asked(connection: Connection, to: MoveTarget): void {
    if (this.#finding.has(connection)) return;
    this.#finding.add(connection);
    const search = this.#find(connection, to);
    this.#underWay.add(search.finally(() => this.#finding.delete(connection)));
  }

  /** Resolves when all searches have ended. */
  async settled(): Promise<void> {
    await this.#underWay.settled();
  }

  async #find(connection: Connection, to: MoveTarget): Promise<void> {
    const { berths } = this.#parts;
    const { attachment, enrolment } = connection;
    if (attachment === undefined) return;
    const { link, number, record } = attachment;
    const release = await this.#releaseFor(record, to);
    if (release === undefined) return;
    const known = enrolment.place;
    if (known?.release !== release || !known.link.isOpen) {
      enrolment.place = undefined;
      if (known !== undefined) await berths.leave(known);
      const { team, app } = record;
      const berth = await berths.find(connection, { team, app, release });
      if (berth === undefined) return;
      if (connection.isClosed || connection.attachment !== attachment) {
        await berths.leave(berth);
        return;
      }
      enrolment.place = { ...berth, release };
    }
    link.move(number, to);
  }

  /** Undefined if it runs that release already. */
  async #releaseFor(record: SessionRecord, to: MoveTarget): Promise<string | undefined> {
    if (to === "same") return record.release;
    const live = await this.#parts.directory.live(record.team, record.app);
    return live?.release === record.release ? undefined : live?.release;
  }
}
