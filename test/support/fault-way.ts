import type { Socket } from "node:net";
import type { Toxics } from "./toxics.ts";

interface Piece {
  readonly bytes: Buffer;
  readonly cameAt: number;
}

const maxHeldBytes = 256 * 1024;
/** Of a slow way this much passes at once. */
const gulpMs = 20;

/** One way of a connection: takes bytes from one socket and hands them to the other as its toxics have it. */
export class FaultWay {
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #toxics: Toxics;
  readonly #random: () => number;
  readonly #onBytes: (count: number) => void;
  readonly #pieces: Piece[] = [];
  #heldBytes = 0;
  #carriedBytes = 0;
  #hasEnded = false;
  #isOff = false;
  #isStalled = false;
  /** What it waits for just now: time, or bytes too. */
  #wait: { readonly forBytes: boolean; readonly over: (hasPassed: boolean) => void } | undefined;

  constructor(
    from: Socket,
    to: Socket,
    parts: {
      readonly toxics: Toxics;
      readonly random: () => number;
      readonly onBytes: (count: number) => void;
    },
  ) {
    this.#from = from;
    this.#to = to;
    this.#toxics = parts.toxics;
    this.#random = parts.random;
    this.#onBytes = parts.onBytes;
    from.on("data", (bytes: Buffer) => {
      if (this.#isOff) return;
      this.#pieces.push({ bytes, cameAt: performance.now() });
      this.#heldBytes += bytes.length;
      if (this.#heldBytes > maxHeldBytes) from.pause();
      this.#stir("bytes");
    });
    from.on("end", () => {
      this.#hasEnded = true;
      this.#stir("bytes");
    });
    to.on("drain", () => this.#stir("bytes"));
    const unwatch = parts.toxics.watch(() => this.#stir("change"));
    for (const socket of [from, to]) {
      socket.on("close", () => {
        if (!this.#isOver) return; // the end of what it took is still on its way
        unwatch();
        this.#stir("change");
      });
    }
  }

  /** Carries nothing any more, for ever: the way has forgotten the connection, and neither end knows. */
  stall(): void {
    this.#isStalled = true;
    this.#stir("change");
  }

  /** Carries until one side has ended; whatever comes then is let go. */
  async run(): Promise<void> {
    await this.#carryAll();
    this.#isOff = true;
    this.#pieces.length = 0;
    this.#from.resume();
  }

  async #carryAll(): Promise<void> {
    while (!this.#isOver) {
      if (await this.#isHeld()) continue;
      const piece = this.#pieces.shift();
      if (piece === undefined) {
        if (this.#hasEnded) return await this.#end();
        await this.#pause(Number.POSITIVE_INFINITY, true);
        continue;
      }
      this.#heldBytes -= piece.bytes.length;
      if (this.#heldBytes <= maxHeldBytes / 2) this.#from.resume();
      await this.#carry(piece);
    }
  }

  get #isOver(): boolean {
    return this.#to.destroyed || (this.#from.destroyed && !this.#hasEnded);
  }

  #stir(what: "bytes" | "change"): void {
    if (what === "change" || this.#wait?.forBytes === true) this.#wait?.over(false);
  }

  /** Whether nothing may pass; has waited for a change then. */
  async #isHeld(): Promise<boolean> {
    const reset = this.#toxics.get("reset_peer");
    if (reset !== undefined) {
      if (await this.#pause(reset.timeoutMs)) this.#reset();
      return true;
    }
    const timeout = this.#toxics.get("timeout");
    if (timeout !== undefined) {
      await this.#pause(timeout.timeoutMs === 0 ? Number.POSITIVE_INFINITY : timeout.timeoutMs);
      this.#destroy();
      return true;
    }
    if (!this.#isStalled && this.#toxics.get("partition") === undefined) return false;
    await this.#pause(Number.POSITIVE_INFINITY);
    return true;
  }

  async #carry({ bytes, cameAt }: Piece): Promise<void> {
    await this.#delay(cameAt);
    for (let at = 0; at < bytes.length && !this.#isOver; ) {
      if (await this.#isHeld()) continue;
      const end = Math.min(bytes.length, at + this.#nextBytes());
      await this.#hand(bytes.subarray(at, end));
      at = end;
    }
  }

  async #delay(cameAt: number): Promise<void> {
    const { latencyMs = 0, jitterMs = 0 } = this.#toxics.get("latency") ?? {};
    const { rate = 0, retransmitMs = 200 } = this.#toxics.get("loss") ?? {};
    let dueAt = cameAt + latencyMs + (this.#random() * 2 - 1) * jitterMs;
    if (this.#random() < rate) dueAt += retransmitMs;
    await this.#pause(dueAt - performance.now());
  }

  #nextBytes(): number {
    const slicer = this.#toxics.get("slicer");
    const { bytesPerSecond = Number.POSITIVE_INFINITY } = this.#toxics.get("bandwidth") ?? {};
    const gulp = (bytesPerSecond * gulpMs) / 1_000;
    if (slicer === undefined) return Math.max(1, Math.floor(gulp));
    const variation = (this.#random() * 2 - 1) * (slicer.variationBytes ?? 0);
    return Math.max(1, Math.floor(Math.min(gulp, slicer.averageBytes + variation)));
  }

  async #hand(bytes: Buffer): Promise<void> {
    const limit = this.#toxics.get("limit_data")?.bytes ?? Number.POSITIVE_INFINITY;
    const part = bytes.subarray(0, Math.max(0, limit - this.#carriedBytes));
    this.#carriedBytes += part.length;
    this.#onBytes(part.length);
    if (part.length > 0) this.#to.write(part);
    while (this.#to.writableNeedDrain && !this.#isOver) {
      await this.#pause(Number.POSITIVE_INFINITY, true);
    }
    if (part.length < bytes.length) {
      this.#from.destroy();
      this.#to.end();
      return;
    }
    const rate = this.#toxics.get("bandwidth")?.bytesPerSecond;
    const delayMs = this.#toxics.get("slicer")?.delayMs ?? 0;
    await this.#pause(delayMs + (rate === undefined ? 0 : (part.length / rate) * 1_000));
  }

  async #end(): Promise<void> {
    await this.#pause(this.#toxics.get("slow_close")?.delayMs ?? 0);
    this.#to.end();
  }

  #reset(): void {
    reset(this.#from);
    reset(this.#to);
  }

  #destroy(): void {
    this.#from.destroy();
    this.#to.destroy();
  }

  /** Waits so long, or until the toxics change or a side ends, or for bytes too; true if the time has passed. */
  async #pause(ms: number, forBytes = false): Promise<boolean> {
    if (ms <= 0) return true;
    if (this.#isOver) return false;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = Number.isFinite(ms) ? setTimeout(resolve, ms, true) : undefined;
    this.#wait = { forBytes, over: resolve };
    const hasPassed = await promise;
    this.#wait = undefined;
    clearTimeout(timer);
    return hasPassed;
  }
}

/** Ends a socket the hard way; one that is closing already cannot be reset, and Node would keep its handle for ever. */
export function reset(socket: Socket): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}
