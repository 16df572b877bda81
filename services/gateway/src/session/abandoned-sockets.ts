import type { Logger } from "@flotilla/service-kit";
import type { Nodes, Sessions } from "@flotilla/store";

/** What finding them needs. */
export interface AbandonedSocketsParts {
  readonly sessions: Sessions;
  readonly nodes: Pick<Nodes, "list">;
  /** Gateways may not have told the store yet that they are there. */
  readonly isMending: () => boolean;
  readonly logger: Logger;
}

const misses = 3;

/** A gateway that has died cannot say that its clients are gone: the others do, so that their sessions end in time. */
export class AbandonedSockets {
  readonly #parts: AbandonedSocketsParts;
  readonly #missed = new Map<string, number>();

  constructor(parts: AbandonedSocketsParts) {
    this.#parts = parts;
  }

  /** Called every few seconds; rejects if the store does not answer. */
  async check(): Promise<void> {
    const { sessions, nodes, isMending, logger } = this.#parts;
    if (isMending()) {
      this.#missed.clear();
      return;
    }
    const holders = await sessions.holders();
    const alive = new Set((await nodes.list("gateway")).map(({ id }) => id));
    for (const id of this.#missed.keys())
      if (alive.has(id) || !holders.includes(id)) this.#missed.delete(id);
    for (const id of holders) {
      if (alive.has(id)) continue;
      const missed = (this.#missed.get(id) ?? 0) + 1;
      this.#missed.set(id, missed);
      if (missed < misses) continue;
      const held = await sessions.heldBy(id);
      if ((await nodes.list("gateway")).some((node) => node.id === id)) continue; // it is back
      logger.warn({ gateway: id, sessions: held.length }, "sockets of a gateway that is gone");
      for (const { sessionId, connectionId, ...fence } of held)
        await sessions.detach(sessionId, fence, connectionId);
    }
  }
}
