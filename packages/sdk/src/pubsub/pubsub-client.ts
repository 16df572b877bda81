import { deserialize, serialize } from "node:v8";
import { FlotillaError, messageOf, pubSubLimits } from "@flotilla/protocol";
import type { PubSubHub, Subscriber } from "./pubsub-hub.ts";

/** Carries a message to the app's other processes. */
export type PublishElsewhere = (topic: string | null, payload: Uint8Array, from: string) => void;

/** The bytes in which a message crosses processes: what can be structured-cloned, can be sent. */
function encodeMessagePayload(message: unknown): Uint8Array {
  try {
    return serialize(message);
  } catch (cause) {
    throw new TypeError(`page.pubsub: a message must be data (${messageOf(cause)})`, { cause });
  }
}

/** The message in the bytes of another process of the same app. */
export function decodeMessagePayload(payload: Uint8Array): unknown {
  return deserialize(payload);
}

/** `page.pubsub`: messages between the sessions of one app. */
export class PubSubClient {
  readonly #hub: PubSubHub;
  readonly #sessionId: string;
  readonly #run: (handler: Subscriber, args: readonly unknown[]) => void;
  readonly #publish: PublishElsewhere;
  #isClosed = false;

  constructor(
    hub: PubSubHub,
    sessionId: string,
    run: (handler: Subscriber, args: readonly unknown[]) => void,
    publish: PublishElsewhere,
  ) {
    this.#hub = hub;
    this.#sessionId = sessionId;
    this.#run = run;
    this.#publish = publish;
  }

  /** Calls the handler with every message that is sent without a topic. */
  subscribe(handler: (message: never) => unknown): void {
    this.#subscribe(null, handler);
  }

  /** Calls the handler with the topic and every message sent on it. */
  subscribeTopic(topic: string, handler: (topic: string, message: never) => unknown): void {
    this.#subscribe(topic, handler as Subscriber);
  }

  /** Ends this session's subscriptions to messages without a topic. */
  unsubscribe(): void {
    this.#hub.unsubscribe(this.#sessionId, null);
  }

  unsubscribeTopic(topic: string): void {
    this.#hub.unsubscribe(this.#sessionId, topic);
  }

  unsubscribeAll(): void {
    this.#hub.unsubscribe(this.#sessionId);
  }

  /** Sends to all sessions, this one too. */
  sendAll(message: unknown): void {
    this.#send(null, message, false);
  }

  /** Sends to all sessions but this one. */
  sendOthers(message: unknown): void {
    this.#send(null, message, true);
  }

  sendAllOnTopic(topic: string, message: unknown): void {
    this.#send(topic, message, false);
  }

  sendOthersOnTopic(topic: string, message: unknown): void {
    this.#send(topic, message, true);
  }

  /** The session is over: it hears nothing more, whatever of its code still runs. */
  close(): void {
    this.#isClosed = true;
    this.unsubscribeAll();
  }

  #subscribe(topic: string | null, handler: Subscriber): void {
    if (this.#isClosed) return;
    this.#hub.subscribe({
      sessionId: this.#sessionId,
      topic,
      handler,
      run: (args) => this.#run(handler, args),
    });
  }

  #send(topic: string | null, message: unknown, isForOthers: boolean): void {
    const payload = encodeMessagePayload(message); // refuses what no other process could receive
    this.#check(payload.length + Buffer.byteLength(topic ?? ""));
    this.#hub.deliver(topic, message, isForOthers ? this.#sessionId : undefined);
    this.#publish(topic, payload, this.#sessionId);
  }

  #check(bytes: number): void {
    const { maxMessageBytes, messagesPerSecond } = pubSubLimits;
    if (bytes > maxMessageBytes) {
      throw new FlotillaError(
        "PUBSUB_TOO_BIG",
        `page.pubsub: a message of ${bytes} bytes, expected at most ${maxMessageBytes}`,
      );
    }
    if (!this.#hub.mayPublish()) {
      throw new FlotillaError(
        "PUBSUB_RATE",
        `page.pubsub: expected at most ${messagesPerSecond} messages a second from all sessions of a process`,
      );
    }
  }
}
