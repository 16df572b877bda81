import {
  type AppNotice,
  decodeAppNotice,
  encodeAppNotice,
  encodeNotice,
  type Notice,
  noticeChannel,
} from "@flotilla/protocol";
import type { Bus, Undo } from "@flotilla/store";
import type { Connection } from "./connection.ts";
import type { ConnectionTable } from "./connection-table.ts";

const maxFailures = 1_000;

/** What clients are told beside their app's page: who is there now, and of what still holds also those who come later. */
export class Notices {
  readonly #bus: Bus;
  readonly #connections: ConnectionTable;
  /** Packets of builds that have failed, by app. */
  readonly #failures = new Map<string, Uint8Array>();
  /** Clients that have been told that their app does not respond. */
  readonly #worried = new WeakSet<Connection>();
  #undo: Undo | undefined;

  constructor(bus: Bus, connections: ConnectionTable) {
    this.#bus = bus;
    this.#connections = connections;
  }

  async start(): Promise<void> {
    this.#undo = await this.#bus.subscribe(noticeChannel, (bytes) => {
      const notice = decodeAppNotice(bytes);
      if (notice !== undefined) this.#deliver(notice);
    });
  }

  async stop(): Promise<void> {
    await this.#undo?.();
  }

  /** Tells the clients of an app on all gateways. */
  async send(notice: AppNotice): Promise<void> {
    await this.#bus.publish(noticeChannel, encodeAppNotice(notice));
  }

  /** The app has answered a client's registration, which is on its way to it: what follows comes behind. */
  opened(connection: Connection): void {
    const { team, app } = connection.info;
    const failure = this.#failures.get(`${team}/${app}`);
    if (failure !== undefined) queueMicrotask(() => connection.notify(failure));
    if (!this.#worried.delete(connection)) return;
    queueMicrotask(() => connection.notify(encodeNotice({ type: "responding" })));
  }

  #deliver({ team, app, processId, notice }: AppNotice): void {
    const packet = encodeNotice(notice);
    this.#remember(`${team}/${app}`, notice, packet);
    for (const connection of this.#connections.all()) {
      const { info, attachment } = connection;
      if (info.team !== team || info.app !== app) continue;
      if (processId !== undefined && attachment?.link.owner.processId !== processId) continue;
      if (notice.type === "not_responding") this.#worried.add(connection);
      if (notice.type === "responding") this.#worried.delete(connection);
      connection.notify(packet);
    }
  }

  #remember(app: string, { type }: Notice, packet: Uint8Array): void {
    if (type === "build_ok") this.#failures.delete(app);
    if (type !== "build_failed") return;
    const [oldest] = this.#failures.keys();
    if (this.#failures.size >= maxFailures && oldest !== undefined) this.#failures.delete(oldest);
    this.#failures.set(app, packet);
  }
}
