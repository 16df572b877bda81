import type { LinkClose, LinkDetach, LinkMove, Pieces } from "@flotilla/protocol";

/** Who uses a number of a link: one attachment of a session. */
export interface LinkClient {
  /**
   * A packet of the app; the bytes are valid only during the call. Of one that came in pieces it is the first of them.
   * False keeps the credit, so that the app sends this session nothing more until `AppLink.consumed`.
   */
  deliver(packet: Uint8Array, pieces?: Pieces): boolean;
  /** The next packet answers an input for which the app took so long. */
  timed(microseconds: number): void;
  /** The app ended the session, or does not know it; the number is free. */
  onEnded(close: LinkClose): void;
  /** The app has let the client go and keeps the session; the number is free. */
  onDetached(detach: LinkDetach): void;
  /** The app process wants a place for the session elsewhere. */
  onMove(move: LinkMove): void;
}
