/** Bounds on what a decoder accepts from one peer. */
export interface DecodeLimits {
  /** Lists and maps within each other. */
  readonly maxDepth: number;
  /** Bytes of one string, binary or extension. */
  readonly maxLength: number;
  /** Items of one list, entries of one map. */
  readonly maxItems: number;
  /** Whether map keys of other types than string are accepted. */
  readonly keys: "string" | "any";
}

/** Bounds on one packet from a client. */
export interface InboundLimits extends DecodeLimits {
  readonly maxMessageBytes: number;
  /** Bytes of an answer to a call: it may carry files. */
  readonly maxAnswerBytes: number;
  /** Bytes of an event's name, of a call's id. */
  readonly maxNameBytes: number;
}

const mebibyte = 1024 * 1024;

/** What a host accepts from a client. */
export const inboundLimits: InboundLimits = {
  maxDepth: 32,
  maxLength: 16 * mebibyte,
  maxItems: 100_000,
  keys: "string",
  maxMessageBytes: mebibyte,
  maxAnswerBytes: 16 * mebibyte,
  maxNameBytes: 256,
};

/** What a client accepts from a host, and our processes from each other. */
export const outboundLimits: DecodeLimits = {
  maxDepth: 256,
  maxLength: 64 * mebibyte,
  maxItems: 4 * mebibyte,
  keys: "any",
};

/** What the sessions of one app process may tell each other by `page.pubsub`. */
export const pubSubLimits = {
  /** Bytes of a message and its topic. */
  maxMessageBytes: 64 * 1024,
  messagesPerSecond: 500,
  burst: 1_000,
} as const;
