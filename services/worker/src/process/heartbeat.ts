/** Bounds on the silence of an event loop. */
export interface HeartbeatLimits {
  readonly intervalMs: number;
  /** From here on the process counts as not responding. */
  readonly warnMs: number;
  /** From here on it is ended. */
  readonly killMs: number;
}

/** Asks a process for a sign of life each second and tells how long it has been silent. */
export class Heartbeat {
  readonly #limits: HeartbeatLimits;
  readonly #hooks: {
    readonly ping: (n: number) => void;
    readonly isDeaf: () => boolean;
    readonly onSilent: (silentMs: number) => void;
    readonly onBack: () => void;
    readonly onDead: (silentMs: number) => void;
  };
  readonly #probes: { readonly n: number; readonly resolve: () => void }[] = [];
  #timer: NodeJS.Timeout | undefined;
  #n = 0;
  #answeredAt = 0;
  #tickedAt = 0;
  #warned = false;

  constructor(
    limits: HeartbeatLimits,
    hooks: {
      readonly ping: (n: number) => void;
      /** Whether its answers are not being read just now. */
      readonly isDeaf: () => boolean;
      readonly onSilent: (silentMs: number) => void;
      /** It answers again after `onSilent`. */
      readonly onBack: () => void;
      readonly onDead: (silentMs: number) => void;
    },
  ) {
    this.#limits = limits;
    this.#hooks = hooks;
  }

  start(): void {
    this.#answeredAt = this.#tickedAt = performance.now();
    this.#timer = setInterval(() => this.#tick(), this.#limits.intervalMs);
    this.#hooks.ping(this.#n);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** A sign of life came: the answer to this ping. */
  answered(n: number): void {
    this.#answeredAt = performance.now();
    if (this.#warned) this.#hooks.onBack();
    this.#warned = false;
    while ((this.#probes[0]?.n ?? n + 1) <= n) this.#probes.shift()?.resolve();
  }

  /** Asks now, and resolves when that has been answered; an older answer that is still on its way does not count. */
  probe(): Promise<void> {
    this.#n += 1;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#probes.push({ n: this.#n, resolve });
    this.#hooks.ping(this.#n);
    return promise;
  }

  #tick(): void {
    const now = performance.now();
    const { intervalMs, warnMs, killMs } = this.#limits;
    // Our own clock stood still (a suspended machine, a stopped process): that silence was ours, not the app's.
    // So is that of one whose answers we do not read.
    if (now - this.#tickedAt > 2 * intervalMs + 500 || this.#hooks.isDeaf()) this.#answeredAt = now;
    this.#tickedAt = now;
    const silentMs = now - this.#answeredAt;
    if (silentMs >= killMs) {
      this.stop();
      this.#hooks.onDead(silentMs);
      return;
    }
    if (silentMs >= warnMs && !this.#warned) {
      this.#warned = true;
      this.#hooks.onSilent(silentMs);
    }
    this.#n += 1;
    this.#hooks.ping(this.#n);
  }
}
