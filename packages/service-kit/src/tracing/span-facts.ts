/** One part of a trace that is over. */
export interface SpanFacts {
  readonly name: string;
  readonly kind: "server" | "client" | "internal";
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  /** Of the span that this one is part of; absent: it is the first. */
  readonly parentId?: string;
  /** Milliseconds since 1970, with fractions. */
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly failed?: boolean;
  /** Who did it, if that is not the service that tells it. */
  readonly service?: string;
}

/** The time in milliseconds since 1970, with fractions, that never goes backwards in one process. */
export function traceTime(at = performance.now()): number {
  return performance.timeOrigin + at;
}
