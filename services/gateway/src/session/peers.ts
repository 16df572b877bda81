import type { PeerClient } from "@flotilla/service-kit";
import type { Nodes, SessionConnection } from "@flotilla/store";
import { z } from "zod";
import type { ConnectionTable } from "./connection-table.ts";

const answer = z.object({ alive: z.boolean() });

/** Asks whichever gateway holds a socket whether it lives. */
export class Peers {
  readonly #gatewayId: string;
  readonly #connections: ConnectionTable;
  readonly #nodes: Nodes;
  readonly #client: PeerClient;
  readonly #timeoutMs: number;

  constructor(
    gatewayId: string,
    connections: ConnectionTable,
    nodes: Nodes,
    client: PeerClient,
    limits: { readonly probeMs: number },
  ) {
    this.#gatewayId = gatewayId;
    this.#connections = connections;
    this.#nodes = nodes;
    this.#client = client;
    this.#timeoutMs = limits.probeMs * 2;
  }

  /** A gateway that is gone or does not answer holds no living socket. */
  async isAlive({ gatewayId, id }: SessionConnection): Promise<boolean> {
    if (gatewayId === this.#gatewayId) return await this.#connections.isAlive(id);
    const peer = (await this.#nodes.list("gateway")).find((node) => node.id === gatewayId);
    if (peer === undefined) return false;
    try {
      const path = `/v1/connections/${id}/probe`;
      const question = { method: "POST", path, timeoutMs: this.#timeoutMs };
      const { body } = await this.#client.ask(peer, question);
      return answer.parse(body).alive;
    } catch {
      return false;
    }
  }
}
