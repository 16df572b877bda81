import { FlotillaError } from "../errors.ts";
import { Arena, type Write } from "./arena.ts";
import { headBytes, type LinkLimits, maxPayloadBytes, packetOverheadBytes } from "./limits.ts";
import type { LinkSession } from "./link-session.ts";
import type { LinkTally } from "./link-tally.ts";
import { LinkType } from "./messages.ts";

/**
 * What became of a frame: `sent` and `queued` frames will arrive in order; `full` means that the session's peer does not
 * keep up and the frame was dropped, so the session must be ended; `gone` that the session has ended.
 */
export type SendResult = "sent" | "queued" | "full" | "gone";

/** The sending half of a link: small frames at once, large ones paced, each session in order and within its credit. */
export class Outbox {
  readonly #limits: LinkLimits;
  readonly #arena: Arena;
  readonly #schedule: (turn: () => void) => void;
  readonly #onEnded: (session: LinkSession) => void;
  readonly #onStalled: (error: FlotillaError) => void;
  /** Sessions whose first waiting frame may leave, in turns. */
  readonly #ready = new Set<LinkSession>();
  /** Sessions whose first waiting packet needs a lane. */
  readonly #laneless = new Set<LinkSession>();
  /** Whatever is sent at once is copied at once. */
  readonly #timing = new Uint8Array(4);
  #lanes = 0;
  #isScheduled = false;
  #isStopped = false;

  constructor(init: {
    limits: LinkLimits;
    write: Write;
    schedule: (turn: () => void) => void;
    onEnded: (session: LinkSession) => void;
    onStalled: (error: FlotillaError) => void;
    tally: LinkTally | undefined;
  }) {
    this.#limits = init.limits;
    this.#arena = new Arena(init.write, init.tally);
    this.#schedule = init.schedule;
    this.#onEnded = init.onEnded;
    this.#onStalled = init.onStalled;
  }

  /** Sends a small frame past everything that waits. */
  sendNow(number: number, type: number, payload: Uint8Array): void {
    if (this.#isStopped) return;
    this.#arena.append(number, type, payload, 0, payload.length);
    this.#arm();
  }

  /** Writes at once what waits for the end of the turn. */
  flush(): void {
    this.#arena.flush();
  }

  /** Sends a frame of a session behind those that wait for the same session. */
  send(session: LinkSession, type: number, payload: Uint8Array): SendResult {
    if (this.#isStopped || session.isEnding) return "gone";
    const length = payload.length;
    const isPacket = type === LinkType.packet;
    if (type === LinkType.detach || type === LinkType.close) session.isEnding = true;
    if (
      session.first === undefined &&
      length <= this.#limits.maxInteractiveBytes &&
      (!isPacket || session.credit > 0)
    ) {
      if (isPacket) session.credit -= length + packetOverheadBytes;
      this.#arena.append(session.number, type, payload, 0, length);
      this.#afterFrame(session, type);
      this.#arm();
      return "sent";
    }
    const isOver =
      session.queuedBytes + length > this.#limits.maxQueuedBytes ||
      session.queuedPackets >= this.#limits.maxQueuedPackets;
    if (isPacket && isOver && session.first !== undefined) return "full";
    session.enqueue(type, payload);
    this.#offer(session);
    return "queued";
  }

  /** Tells a session's timing in front of its next packet, without an allocation if nothing waits. */
  sendTiming(session: LinkSession, microseconds: number): void {
    if (session.isEnding) return;
    const isNext = session.first === undefined;
    const payload = isNext ? this.#timing : new Uint8Array(4);
    const value = Math.min(microseconds, 0xffff_ffff);
    for (let i = 0; i < 4; i++) payload[i] = value >>> (8 * i);
    if (isNext) this.sendNow(session.number, LinkType.timing, payload);
    else this.send(session, LinkType.timing, payload);
  }

  /** The peer lets the session send so many bytes more. */
  credit(session: LinkSession, bytes: number): void {
    session.credit += bytes;
    if (session.first !== undefined) this.#offer(session);
  }

  /** Forgets what waits for a session. */
  forget(session: LinkSession): void {
    session.clearQueue();
    this.#ready.delete(session);
    this.#laneless.delete(session);
    this.#releaseLane(session);
  }

  /** The socket has taken all that was written. */
  drained(): void {
    this.#arena.drained();
    if (this.#ready.size > 0) this.#arm();
  }

  stop(): void {
    this.#isStopped = true;
    this.#ready.clear();
    this.#laneless.clear();
  }

  #arm(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#schedule(this.#turn);
  }

  readonly #turn = (): void => {
    this.#isScheduled = false;
    if (this.#isStopped) return;
    let left = this.#limits.maxBulkBytes;
    while (left > 0 && this.#ready.size > 0 && this.#arena.unsentBytes === 0)
      left -= this.#sendBulk();
    this.#arena.flush();
    const { unsentBytes } = this.#arena;
    if (unsentBytes > this.#limits.maxUnsentBytes)
      this.#onStalled(
        new FlotillaError("LINK_STALLED", `the peer has not read ${unsentBytes} bytes`),
      );
    else if (unsentBytes === 0 && this.#ready.size > 0) this.#arm();
  };

  /** Sends one frame of the session whose turn it is; returns its bytes. */
  #sendBulk(): number {
    const [session] = this.#ready;
    if (session === undefined) return 0;
    this.#ready.delete(session);
    const frame = session.first;
    if (frame === undefined || !this.#mayLeave(session)) return 0;
    const { type, bytes } = frame;
    const start = session.sentBytes;
    const end = Math.min(start + maxPayloadBytes, bytes.length);
    const isLast = end === bytes.length;
    if (!isLast && !this.#takeLane(session)) return 0;
    if (start === 0 && type === LinkType.packet)
      session.credit -= bytes.length + packetOverheadBytes;
    this.#arena.append(session.number, isLast ? type : LinkType.fragment, bytes, start, end);
    if (isLast) {
      session.dequeue();
      this.#releaseLane(session);
      this.#afterFrame(session, type);
    } else session.sentBytes = end;
    if (session.first !== undefined) this.#offer(session);
    return headBytes + end - start;
  }

  #offer(session: LinkSession): void {
    if (!this.#mayLeave(session) || this.#laneless.has(session)) return;
    this.#ready.add(session);
    if (this.#arena.unsentBytes === 0) this.#arm();
  }

  #mayLeave(session: LinkSession): boolean {
    return session.sentBytes > 0 || session.credit > 0 || session.first?.type !== LinkType.packet;
  }

  #takeLane(session: LinkSession): boolean {
    if (session.hasLane) return true;
    if (this.#lanes === this.#limits.maxLanes) {
      this.#laneless.add(session);
      return false;
    }
    this.#lanes++;
    session.hasLane = true;
    return true;
  }

  #releaseLane(session: LinkSession): void {
    if (!session.hasLane) return;
    session.hasLane = false;
    this.#lanes--;
    const [next] = this.#laneless;
    if (next === undefined) return;
    this.#laneless.delete(next);
    this.#offer(next);
  }

  #afterFrame(session: LinkSession, type: number): void {
    if (type !== LinkType.detach && type !== LinkType.close) return;
    session.hasEnded = true;
    this.#onEnded(session);
  }
}
