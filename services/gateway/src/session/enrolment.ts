import {
  copyBytes,
  FlotillaError,
  PacketType,
  parseRegister,
  type Registration,
} from "@flotilla/protocol";
import type { SessionRecord } from "@flotilla/store";
import type { AppLink } from "../upstream/app-link.ts";
import type { HeldPlace } from "./berths.ts";

/** Where a session was before it moved: it can come back there until it has arrived. */
export interface Origin {
  readonly link: AppLink;
  readonly record: SessionRecord;
}

/** How often a session is offered to other processes after one has not taken it. */
const maxRefusals = 2;
const legacyMessage = 0x92; // how a packet of Flet before 0.86 begins

/** What a client registered with, and how that has gone so far. */
export class Enrolment {
  /** The registration, until the app has answered: its process may turn out not to take or know the session. */
  pending: Registration | undefined;
  /** How often that has happened. */
  refusals = 0;
  /** How a new session got its seat, until the app has answered. */
  startedAs: { readonly start: "warm" | "cold"; readonly began: number } | undefined;
  /** What a session was brought back from, and since when it was missed, until the app has answered. */
  restoredAs:
    | {
        readonly result: "ok" | "anew" | "moved";
        readonly began: number;
        readonly from: Origin | undefined;
      }
    | undefined;
  /** The place in another process that is held for the session, which is to move. */
  place: HeldPlace | undefined;
  #packet: Uint8Array = new Uint8Array(0);

  /** Reads a client's first packet; undefined if it is no message, throws a `FlotillaError` if that is no valid registration. */
  take(packet: Uint8Array): Registration | undefined {
    if (packet[0] === legacyMessage) {
      const text = "this client is too old: Flet 0.86 or later is needed";
      throw new FlotillaError("PACKET_MALFORMED", text);
    }
    if (packet[0] !== PacketType.message) return undefined;
    const request = parseRegister(packet);
    this.#packet = copyBytes(packet);
    this.pending = request;
    return request;
  }

  /** Whether the session is offered to no further process. */
  get isOfferedOut(): boolean {
    return this.refusals >= maxRefusals;
  }

  /** The registration, read again if need be: its bytes are smaller than what they say. */
  get request(): Registration {
    return this.pending ?? parseRegister(this.#packet);
  }
}
