import { randomBytes } from "node:crypto";

const traceBytes = 16;
const spanBytes = 8;

/** Which trace something is part of, and which span of it is its parent. */
export interface TraceContext {
  readonly traceId: string;
  readonly spanId: string;
}

/** The id of a new trace. */
export function makeTraceId(): string {
  return randomBytes(traceBytes).toString("hex");
}

/** The id of a new span. */
export function makeSpanId(): string {
  return randomBytes(spanBytes).toString("hex");
}

/** A context as links and control channels carry it: 24 bytes. */
export function encodeTraceContext({ traceId, spanId }: TraceContext): Uint8Array {
  return new Uint8Array(Buffer.from(traceId + spanId, "hex"));
}

/** Reads a context; undefined if those are not 24 bytes, or an id is zero. */
export function decodeTraceContext(bytes: Uint8Array): TraceContext | undefined {
  if (bytes.length !== traceBytes + spanBytes) return undefined;
  const text = Buffer.from(bytes).toString("hex");
  const [traceId, spanId] = [text.slice(0, 2 * traceBytes), text.slice(2 * traceBytes)];
  return /[1-9a-f]/.test(traceId) && /[1-9a-f]/.test(spanId) ? { traceId, spanId } : undefined;
}
