import { FlotillaError } from "@flotilla/protocol";
import type { SessionOwner } from "@flotilla/store";
import type { Placement } from "../routing/placement.ts";
import type { Place } from "../routing/waiting-line.ts";
import type { AppLink } from "../upstream/app-link.ts";
import type { LinkPool } from "../upstream/link-pool.ts";
import type { Connection } from "./connection.ts";

/** A seat in an app process and the link to it. */
export interface Berth {
  readonly owner: SessionOwner;
  readonly link: AppLink;
  readonly start: "warm" | "cold";
}

/** A berth that is held for a session of some release. */
export interface HeldPlace extends Berth {
  readonly release: string;
}

const maxAttempts = 3;

/** Finds places for sessions, past processes that turn out to be dead. */
export class Berths {
  readonly #placement: Placement;
  readonly #links: LinkPool;

  constructor(placement: Placement, links: LinkPool) {
    this.#placement = placement;
    this.#links = links;
  }

  /** Undefined if the visitor has left meanwhile; `onPlace` hears where a visitor stands who waits. Throws what {@link Placement.place} throws. */
  async find(
    connection: Connection,
    {
      team,
      app,
      release,
    }: { readonly team: string; readonly app: string; readonly release: string },
    onPlace?: (place: Place) => void,
  ): Promise<Berth | undefined> {
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      const { signal } = connection.gone;
      const seat = await this.#placement.place(team, app, release, signal, onPlace);
      const { id: processId, workerId, socketPath } = seat.process;
      const owner = { workerId, processId, socketPath };
      const link = connection.isClosed
        ? undefined
        : await this.#links.get(owner).catch(() => undefined);
      if (connection.isClosed) {
        await this.#placement.leave(processId);
        return undefined;
      }
      if (link !== undefined) return { owner, link, start: seat.start };
      await this.#links.bury(owner);
    }
    throw new FlotillaError("NO_CAPACITY", "app processes end as soon as they start");
  }

  /** Gives a seat back. */
  async leave({ owner }: Pick<Berth, "owner">): Promise<void> {
    await this.#placement.leave(owner.processId);
  }
}
