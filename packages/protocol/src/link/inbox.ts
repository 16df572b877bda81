import { copyBytes } from "../copy-bytes.ts";
import { type ErrorCode, FlotillaError } from "../errors.ts";
import { Assembly } from "./assembly.ts";
import type { FragmentMemory } from "./fragment-memory.ts";
import { FrameReader, u32 } from "./frame-reader.ts";
import type { Greeting } from "./greeting.ts";
import type { LinkHandler } from "./handler.ts";
import { creditWindowBytes, headBytes, type LinkLimits, maxPayloadBytes } from "./limits.ts";
import type { LinkSession } from "./link-session.ts";
import type { LinkTally } from "./link-tally.ts";
import { type LinkHello, type LinkPayloads, LinkType } from "./messages.ts";
import type { Outbox } from "./outbox.ts";
import { decodePayload } from "./payloads.ts";
import type { SessionTable } from "./session-table.ts";
import { takeSideNote } from "./side-notes.ts";

/** What the receiving half of a link works with. */
export interface InboxParts {
  readonly side: LinkHello["side"];
  readonly handler: LinkHandler;
  readonly limits: LinkLimits;
  readonly greeting: Greeting;
  readonly sessions: SessionTable;
  /** For answers and credit. */
  readonly outbox: Outbox;
  readonly tally: LinkTally | undefined;
  readonly memory: FragmentMemory;
  /** The peer broke a rule: nothing more is to be taken. */
  readonly onViolation: (error: FlotillaError) => void;
}

const nothing = new Uint8Array(0);
/** A ping's payload: whether it is an answer, and eight bytes. */
export const pingBytes = 9;

/** The receiving half of a link: checks what comes against the rules, and tells the handler. */
export class Inbox {
  readonly #parts: InboxParts;
  readonly #side: LinkHello["side"];
  readonly #handler: LinkHandler;
  readonly #limits: LinkLimits;
  readonly #outbox: Outbox;
  readonly #sessions: SessionTable;
  readonly #reader: FrameReader;
  readonly #assembly: Assembly;
  #framesReceived = 0;
  #isStopped = false;

  constructor(parts: InboxParts) {
    this.#parts = parts;
    this.#side = parts.side;
    this.#handler = parts.handler;
    this.#limits = parts.limits;
    this.#outbox = parts.outbox;
    this.#sessions = parts.sessions;
    this.#assembly = new Assembly(parts.limits, parts.memory);
    this.#reader = new FrameReader(
      (session, type, payload) => this.#onFrame(session, type, payload),
      (what) => this.#violate("LINK_MALFORMED", what),
      parts.memory,
    );
  }

  /** Whole frames that have come. */
  get framesReceived(): number {
    return this.#framesReceived;
  }

  /** Takes bytes from the socket. */
  receive(chunk: Uint8Array): void {
    if (!this.#isStopped) this.#reader.receive(chunk);
  }

  /** The handler is done with so many bytes of a session's packets. */
  consumed(session: LinkSession, bytes: number): void {
    this.#giveCredit(session, session.release(bytes));
  }

  stop(): void {
    this.#isStopped = true;
  }

  #onFrame(number: number, type: number, payload: Uint8Array): boolean {
    this.#framesReceived += 1;
    this.#parts.tally?.in(type, headBytes + payload.length);
    const isHello = number === 0 && type === LinkType.hello;
    if ((this.#parts.greeting.version !== undefined) === isHello)
      this.#violate("LINK_MALFORMED", isHello ? "a second hello" : "a frame before its hello");
    else if (isHello) this.#onHello(payload);
    else if (number !== 0) this.#onSessionFrame(number, type, payload);
    else if (type === LinkType.ping) this.#onPing(payload);
    else if (type === LinkType.close && this.#side === "app")
      this.#withPayload(type, payload, (close) => this.#handler.onClose?.(0, close));
    else if (type === LinkType.login && this.#side === "app")
      this.#withPayload(type, payload, (login) => this.#handler.onLogin?.(login));
    else if (type === LinkType.record && this.#side === "app")
      this.#withPayload(type, payload, (record) => this.#handler.onRecord?.(record));
    else this.#violate("LINK_MALFORMED", `a frame of type ${type} on session 0`);
    return !this.#isStopped;
  }

  #onHello(payload: Uint8Array): void {
    this.#withPayload(LinkType.hello, payload, (hello) => {
      const wrong = this.#parts.greeting.take(hello);
      if (wrong === undefined) this.#handler.onHello?.(hello);
      else this.#violate(wrong.code, wrong.what);
    });
  }

  #onPing(payload: Uint8Array): void {
    if (payload.length !== pingBytes) this.#violate("LINK_MALFORMED", "a ping of another length");
    else if (payload[0] === 1) this.#handler.onPing?.(copyBytes(payload, 1));
    else this.#outbox.sendNow(0, LinkType.ping, Uint8Array.of(1, ...payload.subarray(1)));
  }

  #onSessionFrame(number: number, type: number, payload: Uint8Array): void {
    let session = this.#sessions.get(number);
    const isBeginning = type === LinkType.open || type === LinkType.attach;
    if (
      session === undefined &&
      this.#side === "app" &&
      (isBeginning || type === LinkType.fragment)
    ) {
      session = this.#sessions.add(number);
    }
    if (session === undefined || session.peerHasEnded) {
      this.#violate(
        "LINK_SESSION",
        `a frame of type ${type} for session ${number}, which is not open`,
      );
    } else if (type === LinkType.packet) this.#onPacket(session, payload);
    else if (type === LinkType.fragment) this.#onFragment(session, payload);
    else if (type === LinkType.credit) this.#onCredit(session, payload);
    else if (type === LinkType.detach || type === LinkType.close)
      this.#onEnd(session, type, payload);
    else if (type === LinkType.move)
      this.#withPayload(type, payload, (move) => this.#handler.onMove?.(number, move));
    else if (isBeginning && this.#side === "app") this.#onBeginning(session, type, payload);
    else if (!takeSideNote(this.#handler, this.#side, number, type, payload))
      this.#violate("LINK_MALFORMED", `a frame of type ${type} on session ${number}`);
  }

  #onBeginning(session: LinkSession, type: 1 | 5, payload: Uint8Array): void {
    const whole = this.#assemble(session, payload, this.#limits.maxMapBytes);
    if (whole === undefined) return;
    if (session.hasBegun) {
      this.#violate("LINK_SESSION", `a second open for session ${session.number}`);
      return;
    }
    session.hasBegun = true;
    if (type === LinkType.open)
      this.#withPayload(type, whole, (open) => this.#handler.onOpen?.(session.number, open));
    else
      this.#withPayload(type, whole, (attach) => this.#handler.onAttach?.(session.number, attach));
  }

  #onPacket(session: LinkSession, payload: Uint8Array): void {
    const isFirst = !this.#assembly.isUnderWay(session);
    if (!isFirst && this.#handler.onPieces !== undefined) {
      this.#onPieces(session, payload);
      return;
    }
    const packet = this.#assemble(session, payload, this.#limits.maxPacketBytes);
    if (packet === undefined || session.isEnding || !this.#hasBegun(session)) return;
    if (isFirst && session.uncreditedBytes >= creditWindowBytes) {
      this.#violate("LINK_CREDIT", `a packet of session ${session.number} without credit`);
      return;
    }
    session.hold(packet.length);
    if (this.#handler.onPacket(session.number, packet) !== false)
      this.consumed(session, packet.length);
  }

  #onPieces(session: LinkSession, last: Uint8Array): void {
    const pieces = this.#assembly.finishPieces(session, last, this.#limits.maxPacketBytes);
    if (pieces === undefined) this.#overLimit(session);
    else if (!session.isEnding && this.#hasBegun(session)) {
      session.hold(pieces.bytes);
      if (this.#handler.onPieces?.(session.number, pieces) !== false)
        this.consumed(session, pieces.bytes);
    }
  }

  #hasBegun(session: LinkSession): boolean {
    if (this.#side === "gateway" || session.hasBegun) return true;
    this.#violate("LINK_SESSION", `a packet for session ${session.number} before its open`);
    return false;
  }

  /** Credit goes back in large portions: small ones would be a frame for each packet. */
  #giveCredit(session: LinkSession, bytes: number): void {
    session.owedBytes += bytes;
    if (session.isEnding || session.owedBytes < creditWindowBytes / 2) return;
    const payload = new Uint8Array(4);
    new DataView(payload.buffer).setUint32(0, session.takeOwed(), true);
    this.#outbox.sendNow(session.number, LinkType.credit, payload);
  }

  #onFragment(session: LinkSession, payload: Uint8Array): void {
    if (session.isEnding) return;
    if (payload.length !== maxPayloadBytes)
      this.#violate("LINK_MALFORMED", "a fragment that does not fill its frame");
    else if (!this.#assembly.isUnderWay(session) && session.uncreditedBytes >= creditWindowBytes)
      this.#violate("LINK_CREDIT", `a packet of session ${session.number} without credit`);
    else if (!this.#assembly.add(session, payload))
      this.#violate("LINK_BUDGET", `too much in fragments, last for session ${session.number}`);
  }

  #assemble(session: LinkSession, payload: Uint8Array, limit: number): Uint8Array | undefined {
    const whole = this.#assembly.finish(session, payload, limit);
    if (whole === undefined) this.#overLimit(session);
    return whole;
  }

  #overLimit(session: LinkSession): void {
    this.#violate("LINK_BUDGET", `a payload over the limit for session ${session.number}`);
  }

  #onCredit(session: LinkSession, payload: Uint8Array): void {
    if (payload.length !== 4) {
      this.#violate("LINK_MALFORMED", "a credit of another length");
      return;
    }
    const bytes = u32(payload, 0);
    if (session.credit + bytes > creditWindowBytes)
      this.#violate("LINK_CREDIT", `more credit for session ${session.number} than it had used`);
    else this.#outbox.credit(session, bytes);
  }

  #onEnd(session: LinkSession, type: 6 | 7, payload: Uint8Array): void {
    const { number } = session;
    this.#assembly.drop(session);
    session.peerHasEnded = true;
    this.#outbox.forget(session);
    if (type === LinkType.close)
      this.#withPayload(type, payload, (close) => this.#handler.onClose?.(number, close));
    else if (payload.length === 0) this.#handler.onDetach?.(number, undefined);
    else this.#withPayload(type, payload, (detach) => this.#handler.onDetach?.(number, detach));
    if (this.#isStopped) return;
    if (session.hasEnded) this.#sessions.free(session);
    else {
      session.isEnding = false;
      this.#outbox.send(session, LinkType.detach, nothing);
    }
  }

  /** Decodes a payload for a handler, whose own errors are not the peer's. */
  #withPayload<T extends keyof LinkPayloads>(
    type: T,
    bytes: Uint8Array,
    use: (payload: LinkPayloads[T]) => void,
  ): void {
    let payload: LinkPayloads[T];
    try {
      payload = decodePayload(type, bytes);
    } catch (error) {
      if (!(error instanceof FlotillaError)) throw error;
      this.#parts.onViolation(error);
      return;
    }
    use(payload);
  }

  #violate(code: ErrorCode, what: string): void {
    this.#parts.onViolation(new FlotillaError(code, `the ${this.#side}'s peer sent ${what}`));
  }
}
