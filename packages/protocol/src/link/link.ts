import { FlotillaError } from "../errors.ts";
import { encode } from "../msgpack/codec.ts";
import { FragmentMemory } from "./fragment-memory.ts";
import { Greeting } from "./greeting.ts";
import type { LinkHandler, LinkInit } from "./handler.ts";
import { Inbox, pingBytes } from "./inbox.ts";
import { type LinkLimits, linkLimits } from "./limits.ts";
import { type LinkPayloads, LinkType } from "./messages.ts";
import { Outbox, type SendResult } from "./outbox.ts";
import { SessionTable } from "./session-table.ts";

/** One end of a link between a gateway and an app process: many sessions over one byte stream. Does no I/O of its own. */
export class Link {
  readonly #handler: LinkHandler;
  readonly #greeting: Greeting;
  readonly #limits: LinkLimits;
  readonly #outbox: Outbox;
  readonly #inbox: Inbox;
  readonly #sessions: SessionTable;
  #isStopped = false;

  constructor(init: LinkInit) {
    const { side, handler, tally } = init;
    const onViolation = (error: FlotillaError): void => this.#stopWith(error);
    this.#handler = handler;
    this.#greeting = new Greeting(side, init.versions);
    this.#limits = { ...linkLimits, ...init.limits };
    this.#sessions = new SessionTable(side);
    this.#outbox = new Outbox({
      limits: this.#limits,
      write: init.write,
      schedule: init.schedule,
      onEnded: (session) => this.#sessions.free(session),
      onStalled: onViolation,
      tally,
    });
    this.#inbox = new Inbox({
      side,
      handler,
      limits: this.#limits,
      greeting: this.#greeting,
      sessions: this.#sessions,
      outbox: this.#outbox,
      tally,
      memory: init.memory ?? new FragmentMemory(0),
      onViolation,
    });
  }

  /** Sessions that have a number. */
  get sessionCount(): number {
    return this.#sessions.size;
  }

  /** Whole frames that have come. */
  get framesReceived(): number {
    return this.#inbox.framesReceived;
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
    return this.#sessions.allocate().number;
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
    if (state !== undefined) this.#inbox.consumed(state, bytes);
  }

  /** Takes bytes from the socket. */
  receive(chunk: Uint8Array): void {
    this.#inbox.receive(chunk);
  }

  /** The socket has taken all that was written. */
  drained(): void {
    this.#outbox.drained();
  }

  /** Forgets everything; for a socket that has ended. */
  stop(): void {
    this.#isStopped = true;
    this.#inbox.stop();
    this.#outbox.stop();
    this.#sessions.clear();
  }

  /** An older peer would end the link over a frame that it does not know. */
  #isSpoken(type: number): boolean {
    return type <= LinkType.login || (this.version ?? 0) >= 2;
  }

  #stopWith(error: FlotillaError): void {
    if (this.#isStopped) return;
    this.stop();
    this.#handler.onViolation(error);
  }
}
