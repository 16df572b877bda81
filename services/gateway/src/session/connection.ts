import {
  Action,
  closeCodes,
  type ErrorCode,
  encodeMessage,
  errorTable,
  extensionOf,
  FlotillaError,
  type LinkClose,
  type LinkDetach,
  type LinkMove,
  PacketType,
  type Pieces,
  peekAction,
  TokenBucket,
} from "@flotilla/protocol";
import type { SessionRecord } from "@flotilla/store";
import type { GatewayLimits } from "../config.ts";
import type { Traffic } from "../traffic.ts";
import type { ClientSocket, ClientSocketHandler } from "../transport/client-socket.ts";
import type { TransportName } from "../transport/transport-name.ts";
import type { LinkClient } from "../upstream/link-client.ts";
import { AnswerClock } from "./answer-clock.ts";
import { ClickTrace } from "./click-trace.ts";
import type { Attachment, ConnectionInfo, ConnectionOwner } from "./connection-owner.ts";
import { Enrolment } from "./enrolment.ts";
import { HeldPackets } from "./held-packets.ts";
import { InboundJudge } from "./inbound-judge.ts";
import { InputLedger } from "./input-ledger.ts";
import { Outflow } from "./outflow.ts";
import { PendingCalls } from "./pending-calls.ts";
import { VitalSigns } from "./vital-signs.ts";

/** `suspended`: the app had answered, its process is gone, and another one has not answered yet. */
type State = "new" | "registering" | "open" | "suspended" | "refused" | "closed";

/**
 * One client socket from handshake to end: its first message registers, the others are checked without being decoded
 * and go to the app process; what the app sends goes out as it is.
 */
export class Connection implements ClientSocketHandler, LinkClient {
  readonly info: ConnectionInfo;
  /** Aborted when the socket is gone, so that nothing waits for a visitor who left. */
  readonly gone = new AbortController();
  attachment: Attachment | undefined;
  /** Its session, while no process runs it. */
  waiting: SessionRecord | undefined;
  readonly enrolment = new Enrolment();
  readonly #socket: ClientSocket;
  readonly #owner: ConnectionOwner;
  readonly #limits: GatewayLimits;
  readonly #traffic: Traffic;
  readonly #bucket: TokenBucket;
  readonly #vital: VitalSigns;
  readonly #openedAt = performance.now();
  readonly #calls: PendingCalls;
  readonly #judge: InboundJudge;
  readonly #held = new HeldPackets();
  readonly #clock: AnswerClock;
  readonly #out: Outflow;
  readonly #trace: ClickTrace | undefined;
  #state: State = "new";
  /** It has been told to come back elsewhere, and this is why. */
  #leavingFor: LinkDetach["reason"] | undefined;

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
    this.#calls = new PendingCalls(socket);
    this.#judge = new InboundJudge(this.#calls, traffic);
    this.#clock = new AnswerClock(traffic);
    this.#out = new Outflow(socket, limits.sendBufferBytes, traffic);
    this.#trace = owner.tracing && new ClickTrace(owner.tracing);
  }

  get isClosed(): boolean {
    return this.gone.signal.aborted;
  }

  /** The app has replied to the registration. */
  get isOpen(): boolean {
    return this.#state === "open";
  }

  /** Something of this client's is under way in the app: it may be what ends its process. */
  get isSuspect(): boolean {
    return this.#state !== "open" || this.#clock.isOpen || this.#judge.inputs?.isOpen === true;
  }

  get bufferedBytes(): number {
    return this.#socket.bufferedBytes;
  }

  get transport(): TransportName {
    return this.#socket.transport;
  }

  /** From the client: one packet. */
  onPacket(packet: Uint8Array): void {
    if (this.#state === "closed") return;
    const now = performance.now();
    this.#vital.saw(now);
    this.#traffic.in(packet.length);
    if (!this.#bucket.take(now)) this.fail("RATE_LIMITED", "too many messages");
    else if (this.#state === "new") this.#onFirst(packet);
    else if (this.#state !== "refused") this.#onNext(packet, this.#state, now);
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
    this.#end(this.#leavingFor ?? (code === 1006 ? "lost" : "closed"), code);
  }

  /** From the app: one packet. False while the client takes less than is sent. */
  deliver(packet: Uint8Array, pieces?: Pieces): boolean {
    if (this.#state === "closed") return true;
    const action = peekAction(packet);
    if (action === Action.register) this.#opened();
    else if (action === Action.invoke) this.#calls.asked();
    else if (packet[0] === PacketType.extension) {
      if (this.#judge.inputs === undefined) return true;
      this.#judge.inputs.saw(packet);
    }
    this.#clock.answered();
    this.#trace?.answered();
    this.#socket.send(packet, pieces);
    const outcome = this.#out.sent(pieces?.bytes ?? packet.length);
    if (outcome === "over") this.#cutOff();
    return outcome === "taken";
  }

  timed(microseconds: number): void {
    this.#clock.timed(microseconds);
  }

  /** The client has taken all that was sent: the app may go on. */
  onDrained(): void {
    const bytes = this.#out.takeOwed();
    if (bytes > 0) this.attachment?.link.consumed(this.attachment.number, bytes);
  }

  onEnded(close: LinkClose): void {
    this.#owner.ended(this, close);
  }

  onDetached({ reason }: LinkDetach): void {
    if (reason === "limit") this.#cutOff();
    else if (reason === "lost") this.end(closeCodes.moved, "the session has another owner", "lost");
    else if (reason === "moved") this.#owner.moved(this);
    else this.end(closeCodes.ownershipLost, "the session is elsewhere", "replaced");
  }

  onMove({ to }: LinkMove): void {
    this.#owner.asked(this, to);
  }

  /** The session has lost its process: its client stays, until it is opened again or learns that it cannot be. */
  suspend(): void {
    const { attachment } = this;
    if (this.#state === "closed" || attachment === undefined) return;
    this.attachment = undefined;
    this.waiting = attachment.record;
    if (this.#state === "open") this.#state = "suspended";
    this.#out.takeOwed();
    this.#clock.forget();
    this.#trace?.forget();
    this.#calls.forget();
    this.#judge.inputs?.forget();
  }

  /** Tells the client something beside its page, if it speaks the extension; while it waits for the page only if `early`. */
  notify(packet: Uint8Array, early = false): void {
    if (this.#judge.inputs !== undefined && (this.isOpen || early)) this.#socket.send(packet);
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

  /** Ends this connection in good order: what its client sends until it hears of it goes to the app. */
  leave(code: number, reason: string, detach: LinkDetach["reason"]): void {
    if (this.#state === "closed") return;
    if (this.#state !== "open") {
      this.end(code, reason, detach);
      return;
    }
    this.#leavingFor = detach;
    this.#socket.finish(code, reason);
  }

  /** Tells the visitor what is wrong and keeps the socket: a client that is closed would come back at once. */
  refuse(text: string): void {
    if (this.#state === "closed") return;
    this.#state = "refused";
    this.#held.take();
    const reply = { session_id: "", page_patch: {}, error: text };
    this.#socket.send(encodeMessage(Action.register, reply));
  }

  /** Called twice a second: deadlines and signs of life. */
  check(now: number): void {
    if (this.#state === "new" && now - this.#openedAt > this.#limits.firstMessageMs) {
      this.fail("REGISTER_EXPECTED", "no registration in time");
      return;
    }
    const since = this.isOpen ? undefined : this.attachment?.since;
    if (since !== undefined && now - since > this.#limits.replyMs) {
      this.#owner.unanswered(this);
      this.refuse("The app does not answer");
    }
    const state = this.#vital.check(now);
    if (state === "stalled") this.#cutOff();
    else if (state === "silent") this.end(errorTable.TIMEOUT.close, "no sign of life", "lost");
  }

  /** Whether the client answers; false as soon as its socket is gone, or is on its way to be. */
  async probe(): Promise<boolean> {
    const isLeaving = this.#state === "closed" || this.#leavingFor !== undefined;
    return !isLeaving && (await this.#vital.probe(this.#limits.probeMs));
  }

  #onFirst(packet: Uint8Array): void {
    try {
      const request = this.enrolment.take(packet);
      if (request === undefined) {
        this.#traffic.ignored += 1;
        return;
      }
      this.#state = "registering";
      if (extensionOf(request.extension) !== undefined) this.#judge.inputs = new InputLedger();
      this.#owner.register(this, request);
    } catch (error) {
      if (!(error instanceof FlotillaError)) throw error;
      this.fail(error.code, error.message);
    }
  }

  #began(now: number): void {
    this.#clock.began(now);
    if (this.isOpen) this.#trace?.began(now, this.attachment, this.transport);
  }

  #onNext(packet: Uint8Array, state: "registering" | "open" | "suspended", now: number): void {
    const verdict = this.#judge.judge(packet, state);
    switch (verdict.type) {
      case "pass":
        if (verdict.isInput) this.#began(now);
        this.#forward(verdict.packet);
        return;
      case "hold":
        if (!this.#held.add(packet)) this.#traffic.lost.overflow += 1;
        return;
      case "answer":
        this.#socket.send(verdict.packet);
        return;
      case "none":
        return;
      case "refused":
        if (errorTable[verdict.code].close === null) this.#owner.violated(verdict.code);
        else this.fail(verdict.code, verdict.reason);
    }
  }

  /** Clients wait for the reply before they go on; one that does not is served in order all the same. */
  #forward(packet: Uint8Array): void {
    const { attachment } = this;
    if (this.#state === "open" && attachment !== undefined) {
      if (attachment.link.send(attachment.number, packet) !== "full") return;
      this.fail("RATE_LIMITED", "the app does not keep up");
    } else if (!this.#held.add(packet)) {
      this.fail("RATE_LIMITED", "too many messages before the reply");
    }
  }

  #opened(): void {
    this.#judge.inputs?.replied();
    if (this.#state !== "registering" && this.#state !== "suspended") return;
    this.#state = "open";
    this.enrolment.pending = undefined;
    this.#owner.opened(this);
    for (const packet of this.#held.take()) this.#forward(packet);
  }

  #cutOff(): void {
    this.fail("RATE_LIMITED", "the client does not take what is sent");
  }

  #end(detach: LinkDetach["reason"], code: number): void {
    if (this.#state === "closed") return;
    this.#state = "closed";
    const heldCount = this.#held.take().length;
    if (detach === "drain") this.#traffic.lost.drain += heldCount;
    this.gone.abort();
    this.#vital.end();
    this.#owner.left(this, detach, code);
  }
}
