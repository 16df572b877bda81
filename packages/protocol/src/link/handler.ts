import type { FlotillaError } from "../errors.ts";
import type { Write } from "./arena.ts";
import type { FragmentMemory, Pieces } from "./fragment-memory.ts";
import type { LinkVersions } from "./greeting.ts";
import type { LinkLimits } from "./limits.ts";
import type { LinkTally } from "./link-tally.ts";
import type {
  LinkAttach,
  LinkClose,
  LinkDetach,
  LinkHello,
  LinkLogin,
  LinkMove,
  LinkOpen,
  LinkRecord,
} from "./messages.ts";

/** What comes out of a link. Session 0 is the link itself. */
export interface LinkHandler {
  onHello?(hello: LinkHello): void;
  onOpen?(session: number, open: LinkOpen): void;
  onAttach?(session: number, attach: LinkAttach): void;
  /**
   * A packet: a view that lives as long as the chunk given to `receive`, or memory of its own if it came in fragments.
   * Returning false keeps its credit until `consumed` is called.
   */
  onPacket(session: number, packet: Uint8Array): unknown;
  /** A packet that came in fragments. Without this it is put together for `onPacket`, which copies all of it in one go. */
  onPieces?(session: number, pieces: Pieces): unknown;
  /** The peer's end of an attachment; without a reason it only confirms this end's. The number is free afterwards. */
  onDetach?(session: number, detach: LinkDetach | undefined): void;
  onClose?(session: number, close: LinkClose): void;
  /** A session is to move, or may. */
  onMove?(session: number, move: LinkMove): void;
  /** A provider's answer for one of the sessions. */
  onLogin?(login: LinkLogin): void;
  /** One of the sessions has another record than the one that it came with. */
  onRecord?(record: LinkRecord): void;
  /** The next packet of a session is part of a trace: trace id and span id, bytes of its own. */
  onTrace?(session: number, context: Uint8Array): void;
  /** How long the app took for the input that its next packet answers. */
  onTiming?(session: number, microseconds: number): void;
  /** The peer has answered a ping of this end: its eight bytes. Pings of the peer are answered by the link itself. */
  onPing?(bytes: Uint8Array): void;
  /** The peer broke a rule; the link takes and sends nothing more and its socket must be destroyed. */
  onViolation(error: FlotillaError): void;
}

/** What a link needs from its owner. */
export interface LinkInit {
  readonly side: LinkHello["side"];
  readonly write: Write;
  /** Runs a function once in this turn of the event loop, after the I/O callbacks: `setImmediate`. */
  readonly schedule: (turn: () => void) => void;
  readonly handler: LinkHandler;
  readonly limits?: Partial<LinkLimits>;
  /** The versions to speak; those of this code unless a test needs others. */
  readonly versions?: LinkVersions;
  /** Counts what passes; several links may share one. */
  readonly tally?: LinkTally;
  /** For packets in fragments; several links may share one. Without it their memory is not used again. */
  readonly memory?: FragmentMemory;
}
