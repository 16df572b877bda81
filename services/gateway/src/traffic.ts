/** Observations in fixed buckets; adding one costs a loop over a few numbers. */
export class Buckets {
  readonly bounds: readonly number[];
  readonly counts: Float64Array;
  sum = 0;

  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.counts = new Float64Array(bounds.length + 1);
  }

  add(value: number): void {
    let i = 0;
    while (i < this.bounds.length && value > (this.bounds[i] ?? 0)) i++;
    this.counts[i] = (this.counts[i] ?? 0) + 1;
    this.sum += value;
  }
}

const sizeBounds = [64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576];
const roundtripBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5];

/** What passes through the gateway, counted where an event costs microseconds; read when somebody asks for metrics. */
export class Traffic {
  readonly sizesIn = new Buckets(sizeBounds);
  readonly sizesOut = new Buckets(sizeBounds);
  readonly roundtrips = new Buckets(roundtripBounds);
  readonly platformTimes = new Buckets(roundtripBounds);
  readonly appTimes = new Buckets(roundtripBounds);
  messagesIn = 0;
  messagesOut = 0;
  ignored = 0;
  /** Inputs that came to nothing: their process was gone, too many waited for the next one, or this gateway left. */
  readonly lost = { gap: 0, overflow: 0, drain: 0 };
  /** How long clients that had not taken what was sent have kept their apps waiting. */
  heldBackMs = 0;

  in(bytes: number): void {
    this.messagesIn += 1;
    this.sizesIn.add(bytes);
  }

  /** The app has answered an input; below zero if it did not say how much of that time was its own. */
  answered(roundtripMs: number, appMs: number): void {
    this.roundtrips.add(roundtripMs / 1_000);
    if (appMs < 0) return;
    const ownMs = Math.min(appMs, roundtripMs);
    this.appTimes.add(ownMs / 1_000);
    this.platformTimes.add((roundtripMs - ownMs) / 1_000);
  }

  out(bytes: number): void {
    this.messagesOut += 1;
    this.sizesOut.add(bytes);
  }
}
