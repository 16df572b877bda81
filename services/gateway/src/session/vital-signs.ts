import type { ClientSocket } from "../transport/client-socket.ts";

/** How long a socket may be silent or stand still. */
export interface VitalLimits {
  readonly pingMs: number;
  readonly pongMs: number;
  readonly writeStallMs: number;
}

/** Whether a client's socket lives: anything it sends is a sign, a ping asks for one, and what is sent must move. */
export class VitalSigns {
  readonly #socket: ClientSocket;
  readonly #limits: VitalLimits;
  #seenAt: number;
  #pingedAt: number | undefined;
  #progress = -1;
  #progressAt = 0;
  #probes: ((isAlive: boolean) => void)[] = [];

  constructor(socket: ClientSocket, limits: VitalLimits, now: number) {
    this.#socket = socket;
    this.#limits = limits;
    this.#seenAt = now;
  }

  /** Something came from the client. */
  saw(now: number): void {
    this.#seenAt = now;
    this.#pingedAt = undefined;
    if (this.#probes.length > 0) this.#settle(true);
  }

  /** Called now and then: asks for a sign when it is time, and says what is wrong. */
  check(now: number): "well" | "silent" | "stalled" {
    if (this.#isStalled(now)) return "stalled";
    if (this.#pingedAt !== undefined) {
      return now - this.#pingedAt > this.#limits.pongMs ? "silent" : "well";
    }
    if (now - this.#seenAt >= this.#limits.pingMs) {
      this.#pingedAt = now;
      this.#socket.ping();
    }
    return "well";
  }

  /** Asks for a sign of life now; false if none comes in time. */
  probe(timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#settle(false), timeoutMs);
      this.#probes.push((isAlive) => {
        clearTimeout(timer);
        resolve(isAlive);
      });
      this.#socket.ping();
    });
  }

  /** The socket is gone; whoever waits for a sign learns it now. */
  end(): void {
    this.#settle(false);
  }

  #isStalled(now: number): boolean {
    if (this.#socket.bufferedBytes === 0) {
      this.#progress = -1;
      return false;
    }
    const { progress } = this.#socket;
    if (progress !== this.#progress) {
      this.#progress = progress;
      this.#progressAt = now;
    }
    return now - this.#progressAt >= this.#limits.writeStallMs;
  }

  #settle(isAlive: boolean): void {
    const probes = this.#probes;
    this.#probes = [];
    for (const settle of probes) settle(isAlive);
  }
}
