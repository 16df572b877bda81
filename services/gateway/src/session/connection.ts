import {
  Action,
  closeCodes,
  type ErrorCode,
  encodeMessage,
  errorTable,
  FlotillaError,
  inboundLimits,
  type LinkClose,
  type LinkDetach,
  PacketType,
  parseRegister,
  peekAction,
  type Registration,
  scanInbound,
} from "@flotilla/protocol";
import type { GatewayLimits } from "../config.ts";
import { TokenBucket } from "../limits/token-bucket.ts";
import type { Traffic } from "../traffic.ts";
import type { ClientSocket, ClientSocketHandler } from "../transport/client-socket.ts";
import type { LinkClient } from "../upstream/link-client.ts";
import type { Attachment, ConnectionInfo, ConnectionOwner } from "./connection-owner.ts";
import { VitalSigns } from "./vital-signs.ts";

type State = "new" | "registering" | "open" | "refused" | "closed";

const maxQueuedPackets = 64;
/** What may wait for a client before its app is asked to wait too. */
const creditBufferBytes = 128 * 1024;
const legacyMessage = 0x92; // how a packet of Flet before 0.86 begins

/**
 * One client socket from handshake to end: its first message registers, the others are checked without being decoded
 * and go to the app process; what the app sends goes out as it is.
 */
export class Connection implements ClientSocketHandler, LinkClient {
  readonly info: ConnectionInfo;
  /** Aborted when the socket is gone, so that nothing waits for a visitor who left. */
  readonly gone = new AbortController();
  attachment: Attachment | undefined;
  /** The registration, until the app has answered: its process may turn out not to take or know the session. */
  request: Registration | undefined;
  /** How often that has happened. */
  refusals = 0;
  /** How a new session got its seat, until the app has answered. */
  startedAs: { readonly start: "warm" | "cold"; readonly began: number } | undefined;
  readonly #socket: ClientSocket;
  readonly #owner: ConnectionOwner;
  readonly #limits: GatewayLimits;
  readonly #traffic: Traffic;
  readonly #bucket: TokenBucket;
  readonly #vital: VitalSigns;
  readonly #openedAt = performance.now();
  #state: State = "new";
  #queued: Uint8Array[] = [];
  #pendingCalls = 0;
  #owedBytes = 0;
  #eventAt = 0;

  constructor(
    info: ConnectionInfo,
    socket: ClientSocket,
    owner: ConnectionOwner,
    limits: GatewayLimits,
    traffic: Traffic,
  ) {
    this.info = info;
    this.#socket = socket;
    this.#owner = owner;
    this.#limits = limits;
    this.#traffic = traffic;
    const { messagesPerSecond, messageBurst } = limits;
    this.#bucket = new TokenBucket(messagesPerSecond, messageBurst, this.#openedAt);
    this.#vital = new VitalSigns(socket, limits, this.#openedAt);
    socket.maxMessageBytes = inboundLimits.maxMessageBytes;
  }

  get isClosed(): boolean {
    return this.#state === "closed";
  }

  /** The app has replied to the registration. */
  get isOpen(): boolean {
    return this.#state === "open";
  }

  get bufferedBytes(): number {
    return this.#socket.bufferedBytes;
  }

  /** From the client: one packet. */
  onPacket(packet: Uint8Array): void {
    if (this.#state === "closed") return;
    const now = performance.now();
    this.#vital.saw(now);
    this.#traffic.in(packet.length);
    if (!this.#bucket.take(now)) this.fail("RATE_LIMITED", "too many messages");
    else if (packet[0] === PacketType.message) this.#onMessage(packet, now);
    else this.#onOther(packet);
  }

  onText(): void {
    this.fail("PACKET_MALFORMED", "text messages are no part of the protocol");
  }

  onPing(): void {
    const now = performance.now();
    this.#vital.saw(now);
    if (!this.#bucket.take(now)) this.fail("RATE_LIMITED", "too many messages");
  }

  onPong(): void {
    this.#vital.saw(performance.now());
  }

  onClosed(code: number): void {
    this.#end(code === 1006 ? "lost" : "closed", code);
  }

  /** From the app: one packet. False while the client takes less than is sent. */
  deliver(packet: Uint8Array): boolean {
    if (this.#state === "closed") return true;
    const action = peekAction(packet);
    if (action === Action.register) this.#opened();
    else if (action === Action.invoke) this.#expectAnswer(1);
    if (this.#eventAt !== 0) {
      this.#traffic.roundtrips.add((performance.now() - this.#eventAt) / 1_000);
      this.#eventAt = 0;
    }
    this.#traffic.out(packet.length);
    this.#socket.send(packet);
    const { bufferedBytes } = this.#socket;
    if (bufferedBytes <= creditBufferBytes) return true;
    if (bufferedBytes > this.#limits.sendBufferBytes) this.#cutOff();
    this.#owedBytes += packet.length;
    return false;
  }

  /** The client has taken all that was sent: the app may go on. */
  onDrained(): void {
    if (this.#owedBytes === 0) return;
    const bytes = this.#owedBytes;
    this.#owedBytes = 0;
    this.attachment?.link.consumed(this.attachment.number, bytes);
  }

  onEnded(close: LinkClose): void {
    this.#owner.ended(this, close);
  }

  onDetached({ reason }: LinkDetach): void {
    if (reason === "limit") this.#cutOff();
    else this.end(closeCodes.ownershipLost, "the session is elsewhere", "replaced");
  }

  /** Ends this connection with the close code of an error. */
  fail(code: ErrorCode, reason: string): void {
    this.#owner.violated(code);
    const close = errorTable[code].close ?? errorTable.INTERNAL.close;
    this.end(close, reason, "limit");
  }

  /** Ends this connection; its session, if it has one, is told why. */
  end(code: number, reason: string, detach: LinkDetach["reason"]): void {
    this.#socket.close(code, reason);
    this.#end(detach, code);
  }

  /** Tells the visitor what is wrong and keeps the socket: a client that is closed would come back at once. */
  refuse(text: string): void {
    if (this.#state === "closed") return;
    this.#state = "refused";
    this.#queued = [];
    const reply = { session_id: "", page_patch: {}, error: text };
    this.#socket.send(encodeMessage(Action.register, reply));
  }

  /** Called twice a second: deadlines and signs of life. */
  check(now: number): void {
    if (this.#state === "new" && now - this.#openedAt > this.#limits.firstMessageMs) {
      this.fail("REGISTER_EXPECTED", "no registration in time");
      return;
    }
    const { attachment } = this;
    if (
      this.#state === "registering" &&
      attachment &&
      now - attachment.since > this.#limits.replyMs
    ) {
      this.#owner.unanswered(this);
      this.refuse("The app does not answer");
    }
    const state = this.#vital.check(now);
    if (state === "stalled") this.#cutOff();
    else if (state === "silent") this.end(errorTable.TIMEOUT.close, "no sign of life", "lost");
  }

  /** Whether the client answers; false as soon as its socket is gone. */
  async probe(): Promise<boolean> {
    return this.#state !== "closed" && (await this.#vital.probe(this.#limits.probeMs));
  }

  #onMessage(packet: Uint8Array, now: number): void {
    if (this.#state === "refused") return;
    if (this.#state === "new") {
      this.#onFirst(packet);
      return;
    }
    const scan = scanInbound(packet);
    if (scan.type === "refused") {
      this.#onInvalid(scan.code, scan.reason);
      return;
    }
    if (scan.type !== "message") return;
    if (scan.action === Action.register) {
      this.fail("MESSAGE_INVALID", "registered already");
      return;
    }
    if (scan.action === Action.invoke) {
      if (!this.#acceptAnswer(packet)) return;
    } else if (this.#eventAt === 0) this.#eventAt = now;
    this.#forward(packet);
  }

  #onFirst(packet: Uint8Array): void {
    try {
      const request = parseRegister(packet);
      this.#state = "registering";
      this.request = request;
      this.#owner.register(this, request);
    } catch (error) {
      if (!(error instanceof FlotillaError)) throw error;
      this.fail(error.code, error.message);
    }
  }

  /** Data channels go to the app; extensions nobody agreed on and types nobody knows are ignored, as in Flet. */
  #onOther(packet: Uint8Array): void {
    if (packet[0] === PacketType.channel && packet.length >= 5 && this.#state === "open") {
      this.#forward(packet);
    } else if (packet[0] === legacyMessage && this.#state === "new") {
      this.fail("PACKET_MALFORMED", "this client is too old: Flet 0.86 or later is needed");
    } else this.#traffic.ignored += 1;
  }

  /** Some faults cost only the message, most end the connection: the error table says which. */
  #onInvalid(code: ErrorCode, reason: string): void {
    if (errorTable[code].close === null) this.#owner.violated(code);
    else this.fail(code, reason);
  }

  /** An answer may be large, if something was asked. */
  #acceptAnswer(packet: Uint8Array): boolean {
    if (this.#pendingCalls === 0 && packet.length > inboundLimits.maxMessageBytes) {
      this.fail("PACKET_TOO_BIG", "no call waits for this answer");
      return false;
    }
    this.#expectAnswer(-1);
    return true;
  }

  #expectAnswer(change: 1 | -1): void {
    this.#pendingCalls = Math.max(0, this.#pendingCalls + change);
    const { maxAnswerBytes, maxMessageBytes } = inboundLimits;
    this.#socket.maxMessageBytes = this.#pendingCalls > 0 ? maxAnswerBytes : maxMessageBytes;
  }

  /** Clients wait for the reply before they go on; one that does not is served in order all the same. */
  #forward(packet: Uint8Array): void {
    const { attachment } = this;
    if (this.#state === "open" && attachment !== undefined) {
      if (attachment.link.send(attachment.number, packet) !== "full") return;
      this.fail("RATE_LIMITED", "the app does not keep up");
    } else if (this.#queued.length < maxQueuedPackets) {
      this.#queued.push(packet);
    } else this.fail("RATE_LIMITED", "too many messages before the reply");
  }

  #opened(): void {
    if (this.#state !== "registering") return;
    this.#state = "open";
    this.request = undefined;
    this.#owner.opened(this);
    for (const packet of this.#queued.splice(0)) this.#forward(packet);
  }

  #cutOff(): void {
    this.fail("RATE_LIMITED", "the client does not take what is sent");
  }

  #end(detach: LinkDetach["reason"], code: number): void {
    if (this.#state === "closed") return;
    this.#state = "closed";
    this.#queued = [];
    this.gone.abort();
    this.#vital.end();
    this.#owner.left(this, detach, code);
  }
}
