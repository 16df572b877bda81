import type { Nodes, SessionConnection } from "@flotilla/store";
import { z } from "zod";
import type { ConnectionTable } from "./connection-table.ts";

const answer = z.object({ alive: z.boolean() });

/** Asks whichever gateway holds a socket whether it lives. */
export class Peers {
  readonly #gatewayId: string;
  readonly #connections: ConnectionTable;
  readonly #nodes: Nodes;
  readonly #token: string;
  readonly #timeoutMs: number;

  constructor(
    gatewayId: string,
    connections: ConnectionTable,
    nodes: Nodes,
    token: string,
    limits: { readonly probeMs: number },
  ) {
    this.#gatewayId = gatewayId;
    this.#connections = connections;
    this.#nodes = nodes;
    this.#token = token;
    this.#timeoutMs = limits.probeMs * 2;
  }

  /** A gateway that is gone or does not answer holds no living socket. */
  async isAlive({ gatewayId, id }: SessionConnection): Promise<boolean> {
    if (gatewayId === this.#gatewayId) return await this.#connections.isAlive(id);
    const peer = (await this.#nodes.list("gateway")).find((node) => node.id === gatewayId);
    if (peer === undefined) return false;
    try {
      const response = await fetch(new URL(`/v1/connections/${id}/probe`, peer.internalUrl), {
        method: "POST",
        headers: { authorization: `Bearer ${this.#token}`, connection: "close" },
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
      return answer.parse(await response.json()).alive;
    } catch {
      return false;
    }
  }
}
