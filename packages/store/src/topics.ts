import type { Undo } from "./bus.ts";

/** Messages of one sender. It numbers all of its topic from 1 on: a batch that is appended again counts once. */
export interface TopicBatch {
  readonly origin: string;
  /** Number of the first of the payloads. */
  readonly first: number;
  readonly payloads: readonly Uint8Array[];
}

/** A message in its place. */
export interface TopicMessage {
  /** Where to go on behind it. */
  readonly cursor: string;
  readonly origin: string;
  readonly payload: Uint8Array;
}

/** Who follows a topic. */
export interface TopicListener {
  onMessages(messages: readonly TopicMessage[]): void;
  /** So many messages are not kept any more that this follower never got; undefined: nobody knows how many. */
  onGap?(count: number | undefined): void;
}

/**
 * Messages that each follower gets once and in the order of appending, those of a time in which it heard nothing as well, as
 * long as they are kept: a topic keeps its newest 4,096 messages or 4 MiB.
 */
export interface Topics {
  /** Resolves when the batch has its place; may be repeated after a failure, as often as needed. */
  append(topic: string, batch: TopicBatch): Promise<void>;
  /** Resolves when all that is appended from now on, or behind a cursor, will arrive; own messages arrive too. */
  follow(topic: string, listener: TopicListener, after?: string): Promise<Undo>;
}

/** What a topic keeps. */
export interface TopicLimits {
  readonly maxMessages: number;
  readonly maxBytes: number;
}

/** The limits that the documentation names. */
export const topicLimits: TopicLimits = { maxMessages: 4_096, maxBytes: 4 * 2 ** 20 };
