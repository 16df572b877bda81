import { LinkSession } from "./link-session.ts";
import type { LinkHello } from "./messages.ts";

/** The sessions of one end of a link by their numbers, which the gateway's end gives out. */
export class SessionTable {
  readonly #side: LinkHello["side"];
  readonly #sessions = new Map<number, LinkSession>();
  readonly #freeNumbers: number[] = [];
  #nextNumber = 1;

  constructor(side: LinkHello["side"]) {
    this.#side = side;
  }

  get size(): number {
    return this.#sessions.size;
  }

  get(number: number): LinkSession | undefined {
    return this.#sessions.get(number);
  }

  /** A session with a number that nobody has. */
  allocate(): LinkSession {
    return this.add(this.#freeNumbers.pop() ?? this.#nextNumber++);
  }

  /** A session with a number that the peer has given it. */
  add(number: number): LinkSession {
    const session = new LinkSession(number);
    this.#sessions.set(number, session);
    return session;
  }

  /** Forgets a session that both ends have ended: its number is free. */
  free(session: LinkSession): void {
    if (!session.hasEnded || !session.peerHasEnded) return;
    if (this.#sessions.get(session.number) !== session) return;
    this.#sessions.delete(session.number);
    if (this.#side === "gateway") this.#freeNumbers.push(session.number);
  }

  clear(): void {
    this.#sessions.clear();
  }
}
