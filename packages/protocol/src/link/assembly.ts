import type { FragmentMemory, Pieces } from "./fragment-memory.ts";
import type { LinkLimits } from "./limits.ts";
import type { LinkSession } from "./link-session.ts";

interface Fragments {
  readonly parts: Uint8Array[];
  bytes: number;
}

const none: Fragments = { parts: [], bytes: 0 };

/** Payloads that come in fragments; each byte is copied once, and once more if it is wanted in one piece. */
export class Assembly {
  readonly #limits: LinkLimits;
  readonly #memory: FragmentMemory;
  readonly #fragments = new Map<LinkSession, Fragments>();

  constructor(limits: LinkLimits, memory: FragmentMemory) {
    this.#limits = limits;
    this.#memory = memory;
  }

  isUnderWay(session: LinkSession): boolean {
    return this.#fragments.has(session);
  }

  /** Keeps a fragment; false if that is over a limit. */
  add(session: LinkSession, payload: Uint8Array): boolean {
    const fragments = this.#fragments.get(session) ?? { parts: [], bytes: 0 };
    this.#fragments.set(session, fragments);
    fragments.parts.push(this.#memory.keep(payload));
    fragments.bytes += payload.length;
    return (
      this.#fragments.size <= this.#limits.maxLanes &&
      fragments.bytes <= this.#limits.maxPacketBytes
    );
  }

  /** All fragments and the last payload in one piece, or the payload itself if there were none; undefined if over the limit. */
  finish(session: LinkSession, last: Uint8Array, limit: number): Uint8Array | undefined {
    const fragments = this.#take(session, last, limit);
    if (fragments === undefined || fragments.parts.length === 0) return fragments && last;
    const whole = new Uint8Array(fragments.bytes + last.length);
    let at = 0;
    for (const part of fragments.parts) {
      whole.set(part, at);
      at += part.length;
    }
    whole.set(last, at);
    this.#memory.giveBack(fragments.parts);
    return whole;
  }

  /** All fragments and the last payload as they are; undefined if over the limit. */
  finishPieces(session: LinkSession, last: Uint8Array, limit: number): Pieces | undefined {
    const fragments = this.#take(session, last, limit);
    if (fragments === undefined) return undefined;
    const pieces = [...fragments.parts, this.#memory.keep(last)];
    const [first = last, ...rest] = pieces;
    const release = () => this.#memory.giveBack(pieces);
    return { first, rest, bytes: fragments.bytes + last.length, release };
  }

  drop(session: LinkSession): void {
    this.#fragments.delete(session);
  }

  #take(session: LinkSession, last: Uint8Array, limit: number): Fragments | undefined {
    const fragments = this.#fragments.get(session) ?? none;
    this.#fragments.delete(session);
    return fragments.bytes + last.length > limit ? undefined : fragments;
  }
}
