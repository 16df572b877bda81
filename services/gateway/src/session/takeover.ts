import type { SessionRecord, Sessions } from "@flotilla/store";
import type { GatewayMetrics } from "../metrics.ts";
import type { Connection } from "./connection.ts";
import type { Peers } from "./peers.ts";

/** What giving a session a socket needs. */
export interface TakeoverParts {
  readonly gatewayId: string;
  readonly sessions: Sessions;
  readonly peers: Peers;
  readonly metrics: GatewayMetrics;
}

/** `taken`: the session has this socket now; `busy`: a living one; `gone`: no such session under this fence; `left`: nobody waits any more. */
export type TakeoverOutcome =
  | { readonly outcome: "taken"; readonly record: SessionRecord }
  | { readonly outcome: "busy" | "gone" | "left" };

const maxAttempts = 3;

/** Gives sessions their clients' sockets, also from dead ones. */
export class Takeover {
  readonly #parts: TakeoverParts;

  constructor(parts: TakeoverParts) {
    this.#parts = parts;
  }

  async take(connection: Connection, found: SessionRecord): Promise<TakeoverOutcome> {
    const { gatewayId, sessions, peers, metrics } = this.#parts;
    const { id, facts } = connection.info;
    let record = found;
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      if (record.connection?.id === id) return { outcome: "taken", record };
      if (record.connection !== null) {
        const isAlive = await peers.isAlive(record.connection);
        metrics.takeovers.inc({ result: isAlive ? "alive" : "taken" });
        if (isAlive) return { outcome: "busy" };
      }
      if (connection.isClosed) return { outcome: "left" };
      const got = await sessions.attach(record.id, record, {
        connection: { gatewayId, id },
        client: { ip: facts.ip, userAgent: facts.userAgent },
        replaces: record.connection?.id ?? null,
      });
      if (got.outcome === "gone") return { outcome: "gone" };
      if (got.outcome === "attached") return { outcome: "taken", record: got.record };
      record = got.record;
    }
    return { outcome: "busy" };
  }
}
