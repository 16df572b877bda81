import { copyBytes } from "../copy-bytes.ts";
import { type ErrorCode, FlotillaError } from "../errors.ts";
import { encode } from "../msgpack/codec.ts";
import { Assembly } from "./assembly.ts";
import { FrameReader, u32 } from "./frame-reader.ts";
import { Greeting } from "./greeting.ts";
import type { LinkHandler, LinkInit } from "./handler.ts";
import {
  creditWindowBytes,
  headBytes,
  type LinkLimits,
  linkLimits,
  maxPayloadBytes,
} from "./limits.ts";
import { LinkSession } from "./link-session.ts";
import type { LinkTally } from "./link-tally.ts";
import { type LinkHello, type LinkPayloads, LinkType } from "./messages.ts";
import { Outbox, type SendResult } from "./outbox.ts";
import { decodePayload } from "./payloads.ts";
import { takeSideNote } from "./side-notes.ts";

const nothing = new Uint8Array(0);
const pingBytes = 9;

/** One end of a link between a gateway and an app process: many sessions over one byte stream. Does no I/O of its own. */
export class Link {
  readonly #side: LinkHello["side"];
  readonly #handler: LinkHandler;
  readonly #greeting: Greeting;
  readonly #limits: LinkLimits;
  readonly #outbox: Outbox;
  readonly #reader: FrameReader;
  readonly #assembly: Assembly;
  readonly #sessions = new Map<number, LinkSession>();
  readonly #freeNumbers: number[] = [];
  readonly #tally: LinkTally | undefined;
  #nextNumber = 1;
  #isStopped = false;

  constructor(init: LinkInit) {
    this.#side = init.side;
    this.#handler = init.handler;
    this.#greeting = new Greeting(init.side, init.versions);
    this.#tally = init.tally;
    this.#limits = { ...linkLimits, ...init.limits };
    this.#assembly = new Assembly(this.#limits);
    this.#outbox = new Outbox({
      limits: this.#limits,
      write: init.write,
      schedule: init.schedule,
      onEnded: (session) => this.#free(session),
      onStalled: (error) => this.#stopWith(error),
      tally: init.tally,
    });
    this.#reader = new FrameReader(
      (session, type, payload) => this.#onFrame(session, type, payload),
      (what) => this.#violate("LINK_MALFORMED", what),
    );
  }

  /** Sessions that have a number. */
  get sessionCount(): number {
    return this.#sessions.size;
  }

  /** The version that both ends speak; undefined before the peer's hello. */
  get version(): number | undefined {
    return this.#greeting.version;
  }

  /** Says the first words: which versions this end speaks, and who it is; a peer that it will refuse has read them by then. */
  greet(id: string): void {
    this.send(0, LinkType.hello, this.#greeting.hello(id));
    this.#outbox.flush();
  }

  /** A free session number, for a gateway's next open or attach. */
  allocate(): number {
    const number = this.#freeNumbers.pop() ?? this.#nextNumber++;
    this.#sessions.set(number, new LinkSession(number));
    return number;
  }

  /** Sends a frame whose payload is a map. */
  send<T extends keyof LinkPayloads>(
    session: number,
    type: T,
    payload: LinkPayloads[T],
  ): SendResult {
    const bytes = encode(payload);
    if (bytes.length > this.#limits.maxMapBytes)
      throw new FlotillaError("PACKET_TOO_BIG", `link payload of ${bytes.length} bytes`);
    if (this.#isStopped || !this.#isSpoken(type)) return "gone";
    if (session === 0) {
      this.#outbox.sendNow(0, type, bytes);
      return "sent";
    }
    const state = this.#sessions.get(session);
    return state === undefined ? "gone" : this.#outbox.send(state, type, bytes);
  }

  /** Sends a packet, whose bytes must not change afterwards. */
  sendPacket(session: number, packet: Uint8Array): SendResult {
    if (packet.length > this.#limits.maxPacketBytes)
      throw new FlotillaError("PACKET_TOO_BIG", `packet of ${packet.length} bytes for a link`);
    const state = this.#sessions.get(session);
    return state === undefined ? "gone" : this.#outbox.send(state, LinkType.packet, packet);
  }

  /** Says which trace the next packet of a session is part of: trace id and span id. */
  sendTrace(session: number, context: Uint8Array): void {
    const state = this.#isSpoken(LinkType.trace) ? this.#sessions.get(session) : undefined;
    if (state !== undefined) this.#outbox.send(state, LinkType.trace, context);
  }

  /** Says how long the app took for the input that the next packet of a session answers. */
  sendTiming(session: number, microseconds: number): void {
    const state = this.#isSpoken(LinkType.timing) ? this.#sessions.get(session) : undefined;
    if (state !== undefined) this.#outbox.sendTiming(state, microseconds);
  }

  /** Asks the peer for a sign of life; it returns these eight bytes. */
  ping(bytes: Uint8Array): void {
    const payload = new Uint8Array(pingBytes);
    payload.set(bytes.subarray(0, pingBytes - 1), 1);
    this.#outbox.sendNow(0, LinkType.ping, payload);
  }

  /** Bytes that wait in this end for a session's credit or turn. */
  queuedBytes(session: number): number {
    return this.#sessions.get(session)?.queuedBytes ?? 0;
  }

  /** Returns the credit of packets whose handler returned false, for one or several at a time. */
  consumed(session: number, bytes: number): void {
    const state = this.#sessions.get(session);
    if (state !== undefined) this.#giveCredit(state, state.release(bytes));
  }

  /** Takes bytes from the socket. */
  receive(chunk: Uint8Array): void {
    if (!this.#isStopped) this.#reader.receive(chunk);
  }

  /** The socket has taken all that was written. */
  drained(): void {
    this.#outbox.drained();
  }

  /** Forgets everything; for a socket that has ended. */
  stop(): void {
    this.#isStopped = true;
    this.#outbox.stop();
    this.#sessions.clear();
  }

  /** An older peer would end the link over a frame that it does not know. */
  #isSpoken(type: number): boolean {
    return type <= LinkType.login || (this.version ?? 0) >= 2;
  }

  #onFrame(number: number, type: number, payload: Uint8Array): boolean {
    this.#tally?.in(type, headBytes + payload.length);
    const isHello = number === 0 && type === LinkType.hello;
    if ((this.version !== undefined) === isHello)
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
      const wrong = this.#greeting.take(hello);
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
      session = new LinkSession(number);
      this.#sessions.set(number, session);
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
    const packet = this.#assemble(session, payload, this.#limits.maxPacketBytes);
    if (packet === undefined || session.isEnding) return;
    if (this.#side === "app" && !session.hasBegun) {
      this.#violate("LINK_SESSION", `a packet for session ${session.number} before its open`);
      return;
    }
    if (isFirst && session.uncreditedBytes >= creditWindowBytes) {
      this.#violate("LINK_CREDIT", `a packet of session ${session.number} without credit`);
      return;
    }
    session.hold(packet.length);
    if (this.#handler.onPacket(session.number, packet) !== false)
      this.#giveCredit(session, session.release(packet.length));
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
    if (whole === undefined)
      this.#violate("LINK_BUDGET", `a payload over the limit for session ${session.number}`);
    return whole;
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
    if (session.hasEnded) this.#free(session);
    else {
      session.isEnding = false;
      this.#outbox.send(session, LinkType.detach, nothing);
    }
  }

  #free(session: LinkSession): void {
    if (!session.hasEnded || !session.peerHasEnded) return;
    if (this.#sessions.get(session.number) !== session) return;
    this.#sessions.delete(session.number);
    if (this.#side === "gateway") this.#freeNumbers.push(session.number);
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
      this.#stopWith(error);
      return;
    }
    use(payload);
  }

  #violate(code: ErrorCode, what: string): void {
    this.#stopWith(new FlotillaError(code, `the ${this.#side}'s peer sent ${what}`));
  }

  #stopWith(error: FlotillaError): void {
    if (this.#isStopped) return;
    this.stop();
    this.#handler.onViolation(error);
  }
}
