import { closeCodes } from "@flotilla/protocol";
import type { TransportName } from "../transport/transport-name.ts";
import type { Connection } from "./connection.ts";

/** The open client sockets of this gateway. */
export class ConnectionTable {
  readonly #connections = new Map<string, Connection>();

  get size(): number {
    return this.#connections.size;
  }

  add(connection: Connection): void {
    this.#connections.set(connection.info.id, connection);
  }

  delete(connection: Connection): void {
    this.#connections.delete(connection.info.id);
  }

  get(id: string): Connection | undefined {
    return this.#connections.get(id);
  }

  all(): Connection[] {
    return [...this.#connections.values()];
  }

  /** Deadlines and signs of life of all of them. */
  check(now: number): void {
    for (const connection of this.#connections.values()) connection.check(now);
  }

  /** How many sockets there are of each kind. */
  byTransport(): Record<TransportName, number> {
    const counts = { ws: 0, "sio-ws": 0, "sio-poll": 0 };
    for (const { transport } of this.#connections.values()) counts[transport] += 1;
    return counts;
  }

  /** Bytes that wait for slow clients. */
  sendBuffers(): { max: number; sum: number } {
    let max = 0;
    let sum = 0;
    for (const { bufferedBytes } of this.#connections.values()) {
      sum += bufferedBytes;
      if (bufferedBytes > max) max = bufferedBytes;
    }
    return { max, sum };
  }

  /** Whether a socket answers; one that does not is ended, so that its session is free. */
  async isAlive(id: string): Promise<boolean> {
    const connection = this.#connections.get(id);
    if (connection === undefined) return false;
    if (await connection.probe()) return true;
    connection.end(closeCodes.ownershipLost, "taken over", "replaced");
    return false;
  }
}
