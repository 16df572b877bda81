import { copyBytes } from "../copy-bytes.ts";
import type { LinkLimits } from "./limits.ts";
import type { LinkSession } from "./link-session.ts";

interface Fragments {
  readonly parts: Uint8Array[];
  bytes: number;
}

/** Packets that come in fragments; each byte is copied twice, however many fragments there are. */
export class Assembly {
  readonly #limits: LinkLimits;
  readonly #fragments = new Map<LinkSession, Fragments>();

  constructor(limits: LinkLimits) {
    this.#limits = limits;
  }

  isUnderWay(session: LinkSession): boolean {
    return this.#fragments.has(session);
  }

  /** Keeps a copy of a fragment; false if that is over a limit. */
  add(session: LinkSession, payload: Uint8Array): boolean {
    const fragments = this.#fragments.get(session) ?? { parts: [], bytes: 0 };
    this.#fragments.set(session, fragments);
    fragments.parts.push(copyBytes(payload));
    fragments.bytes += payload.length;
    return (
      this.#fragments.size <= this.#limits.maxLanes &&
      fragments.bytes <= this.#limits.maxPacketBytes
    );
  }

  /** All fragments and the last payload in one piece, or the payload itself if there were none; undefined if over the limit. */
  finish(session: LinkSession, last: Uint8Array, limit: number): Uint8Array | undefined {
    const fragments = this.#fragments.get(session);
    if (fragments === undefined) return last.length > limit ? undefined : last;
    this.#fragments.delete(session);
    if (fragments.bytes + last.length > limit) return undefined;
    const whole = new Uint8Array(fragments.bytes + last.length);
    let at = 0;
    for (const part of fragments.parts) {
      whole.set(part, at);
      at += part.length;
    }
    whole.set(last, at);
    return whole;
  }

  drop(session: LinkSession): void {
    this.#fragments.delete(session);
  }
}
