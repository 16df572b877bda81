import { type Fence, isStoreAway, type SessionOwner, type Sessions } from "@flotilla/store";
import type { Placement } from "../routing/placement.ts";
import type { Connection } from "./connection.ts";

/** A session that was to begin or to go on in a process which has not been told: the store has not said whether it is its owner. */
export interface Doubt {
  readonly id: string;
  /** The claim that was asked for. */
  readonly fence: Fence;
  /** Where a seat is taken for it. */
  readonly owner: SessionOwner;
  /** The socket that it was for. */
  readonly connectionId: string;
  /** Nobody knows of it yet: it ends. Else it waits for the next claim. */
  readonly isNew: boolean;
}

/** What is in doubt about a claim that was asked for, for a socket. */
export function doubtOf(
  { info }: Connection,
  { id, epoch, claimId }: Fence & { readonly id: string },
  { owner, isNew }: Pick<Doubt, "owner" | "isNew">,
): Doubt {
  return { id, fence: { epoch, claimId }, owner, connectionId: info.id, isNew };
}

/** What settling doubts needs. */
export interface DoubtsParts {
  readonly sessions: Sessions;
  readonly placement: Placement;
}

interface Entry extends Doubt {
  isSeatFree: boolean;
  looks: number;
}

/** A step on a connection that broke may be carried out after a first look at what became of it. */
const minLooks = 2;

/** Undoes, once the store answers, what it may have carried out without saying so: the session is let go of, its seat given back, once. */
export class Doubts {
  readonly #parts: DoubtsParts;
  readonly #open = new Set<Entry>();
  #settling: Promise<void> | undefined;

  constructor(parts: DoubtsParts) {
    this.#parts = parts;
  }

  /** Notes a step for later if the store has failed it; any other failure has changed nothing. Resolves when the seat is free, or will be. */
  async failed(doubt: Doubt, error: unknown): Promise<void> {
    if (isStoreAway(error)) this.#open.add({ ...doubt, isSeatFree: false, looks: 0 });
    else await this.#parts.placement.leave(doubt.owner.processId);
  }

  /** Undoes a step that is known to have been carried out, now or when the store answers. */
  async undo(doubt: Doubt): Promise<void> {
    const entry: Entry = { ...doubt, isSeatFree: false, looks: minLooks };
    this.#open.add(entry);
    await this.#look(entry).catch((error: unknown) => {
      if (!isStoreAway(error)) throw error;
    });
  }

  /** Called each second; rejects if the store does not answer. */
  settle(): Promise<void> {
    this.#settling ??= this.#settle().finally(() => {
      this.#settling = undefined;
    });
    return this.#settling;
  }

  async #settle(): Promise<void> {
    for (const entry of [...this.#open]) await this.#look(entry);
  }

  async #look(entry: Entry): Promise<void> {
    const { id, fence, connectionId, isNew } = entry;
    const { sessions } = this.#parts;
    const undone = isNew ? await sessions.close(id, fence) : await sessions.suspend(id, fence);
    if (undone !== undefined || (await this.#isUnclaimed(entry))) await this.#freeSeat(entry);
    if (!isNew) await sessions.detach(id, fence, connectionId); // its socket left under the fence before
    entry.looks += 1;
    if (undone !== undefined || entry.looks >= minLooks) this.#open.delete(entry);
  }

  /** False if others have let go of the session since, and of its seat. */
  async #isUnclaimed({ id, fence, isNew }: Doubt): Promise<boolean> {
    const now = await this.#parts.sessions.get(id);
    if (now === undefined) return isNew;
    return now.epoch < fence.epoch || (now.epoch === fence.epoch && now.claimId !== fence.claimId);
  }

  /** Not again if the store fails this, too: workers set right what is taken for longer than it is used. */
  async #freeSeat(entry: Entry): Promise<void> {
    if (entry.isSeatFree) return;
    entry.isSeatFree = true;
    await this.#parts.placement.leave(entry.owner.processId);
  }
}
