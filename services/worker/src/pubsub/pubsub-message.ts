import { decode, encode, FlotillaError } from "@flotilla/protocol";

/** A pub/sub message of an app, on its way to the app's other processes. */
export interface RelayedMessage {
  readonly topic: string | null;
  readonly payload: Uint8Array;
  readonly from: string;
}

const limits = { maxDepth: 8, keys: "string" } as const;

/** The bytes of a message in a topic of the store. */
export function encodeRelayed({ topic, payload, from }: RelayedMessage): Uint8Array {
  return encode({ topic, payload, from });
}

/** The message in such bytes; only workers write them, anything else is not for us. */
export function decodeRelayed(bytes: Uint8Array): RelayedMessage | undefined {
  let value: unknown;
  try {
    value = decode(bytes, limits);
  } catch (error) {
    if (error instanceof FlotillaError) return undefined;
    throw error;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const { topic, payload, from } = value as Record<string, unknown>;
  if (typeof from !== "string" || !(payload instanceof Uint8Array)) return undefined;
  if (topic !== null && typeof topic !== "string") return undefined;
  return { topic, payload, from };
}
