import { setTimeout as sleep } from "node:timers/promises";
import { closeCodes, errorTable, FlotillaError, type Registration } from "@flotilla/protocol";
import { type Logger, sessionFields } from "@flotilla/service-kit";
import { isStoreAway, type SessionRecord, type Sessions } from "@flotilla/store";
import type { GatewayMetrics } from "../metrics.ts";
import type { AppDirectory } from "../routing/app-directory.ts";
import type { Placement } from "../routing/placement.ts";
import type { AppLink } from "../upstream/app-link.ts";
import type { LinkPool } from "../upstream/link-pool.ts";
import { Connection } from "./connection.ts";
import type { Loss, Restorer } from "./restorer.ts";
import { leaveOrigin } from "./session-ends.ts";
import { Trials } from "./trials.ts";
import { UnderWay } from "./under-way.ts";

/** What bringing sessions back needs. */
export interface RecoveryParts {
  readonly sessions: Sessions;
  readonly links: LinkPool;
  readonly restorer: Restorer;
  readonly directory: AppDirectory;
  readonly placement: Placement;
  readonly metrics: GatewayMetrics;
  readonly logger: Logger;
}

const storePauseMs = 200;

/** Brings sessions back whose process is gone: in another process, from what they kept, under their clients' open sockets. */
export class Recovery {
  readonly #parts: RecoveryParts;
  readonly #trials = new Trials();
  readonly #underWay: UnderWay;

  constructor(parts: RecoveryParts) {
    this.#parts = parts;
    this.#underWay = new UnderWay((err) => parts.logger.error({ err }, "recovery failed"));
  }

  /** A link has ended. If its process is dead, its sessions come back; else their clients may come back to them. */
  linkLost(link: AppLink): void {
    const at = performance.now();
    const losses = new Map<Connection, Loss>();
    for (const client of link.clients) {
      if (!(client instanceof Connection)) continue;
      const { isSuspect, enrolment } = client;
      losses.set(client, { isStaying: enrolment.pending === undefined, isSuspect, at });
      client.suspend();
    }
    this.#parts.metrics.linkLosses.inc();
    this.#underWay.add(this.#afterLoss(link, losses));
    const [first] = losses.keys();
    if (first?.waiting !== undefined) this.#underWay.add(this.#prepare(link, first.waiting));
  }

  /** A client has come back to its session, which has no process. Throws if it cannot have one. */
  async resume(connection: Connection, request: Registration): Promise<void> {
    const loss = { isStaying: false, isSuspect: false, at: performance.now() };
    await this.#parts.restorer.restore(connection, request, loss);
  }

  /** A session has left its process in good order and goes on in the one where a place is held for it. */
  moved(connection: Connection): void {
    const { attachment, enrolment } = connection;
    if (attachment === undefined) return;
    const { place } = enrolment;
    enrolment.place = undefined;
    const loss = {
      isStaying: enrolment.pending === undefined,
      isSuspect: false,
      at: performance.now(),
      from: attachment,
      ...(place !== undefined && { place }),
    };
    connection.suspend();
    this.#underWay.add(this.#bring(connection, loss));
  }

  /** The release that was to take the session over cannot: it goes on with the one that it had, where it was if it can. */
  stays(connection: Connection): void {
    const { attachment, enrolment } = connection;
    if (attachment === undefined) return;
    const { restoredAs } = enrolment;
    enrolment.restoredAs = undefined;
    const loss = {
      isStaying: enrolment.pending === undefined,
      isSuspect: false,
      at: restoredAs?.began ?? performance.now(),
    };
    const from = restoredAs?.from;
    connection.suspend();
    const back = async (): Promise<void> => {
      const { restorer, placement } = this.#parts;
      await placement.leave(attachment.link.owner.processId);
      try {
        if (!(await restorer.giveBack(connection, attachment.record, from))) {
          await restorer.restore(connection, enrolment.request, { ...loss, staysBack: true });
        }
      } catch (error) {
        this.#fail(connection, error);
      }
    };
    this.#underWay.add(back());
  }

  /** A process has not taken the session that it was to bring back: another one may, else it waits for its client to come again. */
  refused(connection: Connection): void {
    const record = connection.attachment?.record;
    if (record === undefined) return;
    const { enrolment } = connection;
    const { isOfferedOut } = enrolment;
    enrolment.refusals += 1;
    connection.suspend();
    const isStaying = enrolment.pending === undefined;
    const loss = { isStaying, isSuspect: false, at: performance.now() };
    const again = async (): Promise<void> => {
      const clients = [connection];
      const suspend = () => this.#parts.sessions.suspend(record.id, record);
      const suspended = await this.#whenStored(clients, suspend);
      if (!isOfferedOut) await this.#bring(connection, loss);
      else this.#fail(connection, new FlotillaError("NO_CAPACITY", "no process takes the session"));
      if (suspended === undefined || record.owner === null) return;
      await this.#parts.placement.leave(record.owner.processId); // held until now, so that it was not found again
    };
    this.#underWay.add(again());
  }

  /** The app has answered; tells how long that took, if it was a recovery. */
  opened({ attachment, enrolment }: Connection): void {
    if (enrolment.restoredAs === undefined) return;
    const { result, began, from } = enrolment.restoredAs;
    const { metrics, logger } = this.#parts;
    const seconds = (performance.now() - began) / 1_000;
    enrolment.restoredAs = undefined;
    if (attachment !== undefined) {
      const fields = { ...sessionFields(attachment.record), result };
      logger.info({ ...fields, tookMs: Math.round(1_000 * seconds) }, "session brought back");
    }
    enrolment.refusals = 0;
    if (from !== undefined) this.#underWay.add(leaveOrigin(from, this.#parts));
    if (result === "moved") {
      metrics.resume("moved");
      metrics.moveSeconds.observe(seconds);
    } else {
      metrics.recoveries.inc({ result });
      metrics.recoverySeconds.observe(seconds);
    }
  }

  /** Resolves when all that was begun has come to an end. */
  async settled(): Promise<void> {
    await this.#underWay.settled();
  }

  async #afterLoss(link: AppLink, losses: ReadonlyMap<Connection, Loss>): Promise<void> {
    const clients = [...losses.keys()];
    const isDead = await this.#whenStored(clients, () => this.#parts.links.bury(link.owner));
    if (isDead !== true) {
      for (const client of losses.keys()) client.end(closeCodes.moved, "the link was lost", "lost");
      return;
    }
    const began = performance.now();
    await Promise.all([...losses].map(([client, loss]) => this.#bring(client, loss)));
    if (losses.size === 0) return;
    const { processId } = link.owner;
    const tookMs = Math.round(performance.now() - began);
    this.#parts.logger.info(
      { process: processId, clients: losses.size, tookMs },
      "process replaced",
    );
  }

  /** Clients stay while the store is away, as what they wait for is in it; undefined when all of them have left. */
  async #whenStored<T>(
    clients: readonly Connection[],
    step: () => Promise<T>,
  ): Promise<T | undefined> {
    for (;;) {
      try {
        return await step();
      } catch (error) {
        if (!isStoreAway(error)) throw error;
        if (clients.every(({ isClosed }) => isClosed)) return undefined;
        await sleep(storePauseMs);
      }
    }
  }

  /** Most links are lost by death: the next process starts while that is being proven. Not that of a release that is given up. */
  async #prepare({ owner }: AppLink, { team, app, release }: SessionRecord): Promise<void> {
    const { directory, placement } = this.#parts;
    const live = await directory.live(team, app);
    if (live?.release === release) await placement.replace(owner.processId, team, app, release);
  }

  /** Never rejects: whatever goes wrong is told to the client. */
  async #bring(connection: Connection, loss: Loss): Promise<void> {
    const { enrolment } = connection;
    const held = loss.place ?? enrolment.place; // one that was to move when its process died
    enrolment.place = undefined;
    const restore = async (): Promise<void> => {
      try {
        const placed = { ...loss, ...(held !== undefined && { place: held }) };
        await this.#parts.restorer.restore(connection, enrolment.request, placed);
      } catch (error) {
        this.#fail(connection, error);
      }
    };
    const { team, app } = connection.info;
    const isRepeated = (connection.waiting?.recoveries ?? 0) > 0;
    const { recovering } = this.#parts.metrics;
    recovering.inc();
    if (loss.isSuspect && isRepeated) {
      await this.#trials.hold(`${team}/${app}`, connection, restore);
    } else await restore();
    recovering.dec();
  }

  #fail(connection: Connection, error: unknown): void {
    if (connection.isClosed) return;
    const { metrics, logger } = this.#parts;
    const known = error instanceof FlotillaError ? error : undefined;
    const code = known?.code ?? "INTERNAL";
    const { team, app } = connection.info;
    if (code !== "APP_CRASHING") {
      metrics.recoveries.inc({ result: "failed" });
      logger.warn({ err: error, team, app }, "session not brought back");
    }
    const { close, summary } = errorTable[code];
    const text = code === "APP_START_FAILED" ? summary : (known?.message ?? summary);
    connection.end(close ?? errorTable.INTERNAL.close, text, "lost");
  }
}
