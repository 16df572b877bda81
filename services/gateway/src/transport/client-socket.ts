import type { Pieces } from "@flotilla/protocol";
import type { TransportName } from "./transport-name.ts";

/** A client's connection as the rest of the gateway sees it, whatever carries it. */
export interface ClientSocket {
  /**
   * Queues one packet; the bytes are copied before this returns. Of one that came in pieces it is the first of them; they
   * are released when they have left.
   */
  send(packet: Uint8Array, pieces?: Pieces): void;
  /** Asks for a sign of life, answered by `onPong`. */
  ping(): void;
  /** Ends the connection; nothing is delivered after it, and the peer is cut off if it does not answer. */
  close(code: number, reason: string): void;
  /** The same, but what the peer sends until it has heard of it is still delivered, where that can be told. */
  finish(code: number, reason: string): void;
  /** What carries the packets now. */
  readonly transport: TransportName;
  /** Bytes that the peer has not taken yet. */
  readonly bufferedBytes: number;
  /** Changes whenever the peer's machine has taken bytes; says nothing by its size. */
  readonly progress: number;
  /** Bytes of the largest message that is read; a longer one closes with 1009 before it is stored. */
  maxMessageBytes: number;
}

/** Who listens to a client's socket. */
export interface ClientSocketHandler {
  onPacket(packet: Uint8Array): void;
  /** A text message: no part of the protocol. */
  onText(): void;
  onPing(): void;
  onPong(): void;
  /** The peer's machine has taken all that was sent. */
  onDrained(): void;
  /** Called once, whoever ended it; the code is what the peer sent, or 1006. */
  onClosed(code: number): void;
}
