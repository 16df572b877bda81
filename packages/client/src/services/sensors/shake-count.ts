import type { Reading } from "./sensor-source.ts";

/** When movements are a shake. */
export interface ShakeRule {
  readonly minimumCount: number;
  /** The pause after a jolt in which no other counts. */
  readonly slopMs: number;
  /** The pause after which counting starts anew. */
  readonly resetMs: number;
  /** How strong a jolt is, in multiples of the gravity of the earth. */
  readonly thresholdGravity: number;
}

const gravity = 9.80665;

/** Counts jolts until they are a shake. */
export class ShakeCount {
  readonly #rule: () => ShakeRule;
  #last = Number.NEGATIVE_INFINITY;
  #count = 0;

  constructor(rule: () => ShakeRule) {
    this.#rule = rule;
  }

  /** Whether this reading completes a shake. */
  isShake({ x, y, z }: Reading, nowMs: number): boolean {
    const { minimumCount, slopMs, resetMs, thresholdGravity } = this.#rule();
    if (Math.hypot(x, y, z) / gravity <= thresholdGravity) return false;
    if (nowMs - this.#last < slopMs) return false;
    if (nowMs - this.#last > resetMs) this.#count = 0;
    this.#last = nowMs;
    this.#count += 1;
    return this.#count >= minimumCount;
  }
}
