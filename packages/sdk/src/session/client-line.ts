import { Action, encodeMessage } from "@flotilla/protocol";
import type { FirstPage } from "./first-page.ts";
import type { Send } from "./live-tree.ts";
import type { Outbox } from "./outbox.ts";

/**
 * What a session says to its client. Before the first REGISTER reply nothing goes out: patches are part of the reply, the rest
 * follows it. While no client is attached, messages are dropped: whoever comes back gets the whole page.
 */
export class ClientLine {
  readonly outbox: Outbox;
  /** Listens to what a new session says first. */
  firstPage: FirstPage | undefined;
  readonly #sent: () => void;
  #asks: PromiseWithResolvers<void> | null = null;
  /** What waits for the first reply; null once that has been sent. */
  #early: [action: number, body: object][] | null = [];

  /** `sent` is told of each message. */
  constructor(outbox: Outbox, sent: () => void) {
    this.outbox = outbox;
    this.#sent = sent;
  }

  /** Whether the first reply was sent. */
  get isOpen(): boolean {
    return this.#early === null;
  }

  /** Resolves when something is asked of the client before the first reply. */
  get asks(): Promise<void> {
    this.#asks ??= Promise.withResolvers();
    return this.#asks.promise;
  }

  readonly send: Send = (action, body) => {
    if (this.#early === null) {
      if (this.outbox.connection === null) return;
      const packet = encodeMessage(action, body);
      this.outbox.send(packet);
      this.#sent();
      this.firstPage?.sent(packet);
    } else if (action !== Action.patch) {
      this.#early.push([action, body]);
      if (action === Action.invoke) this.#ask();
    }
  };

  #ask(): void {
    this.#asks ??= Promise.withResolvers();
    this.#asks.resolve();
  }

  /** Answers a registration, and sends what has waited for it. */
  reply(body: object): void {
    const early = this.#early ?? [];
    this.#early = null;
    this.send(Action.register, body);
    for (const [action, message] of early) this.send(action, message);
  }

  /** Bytes of a channel. */
  sendRaw(packet: Uint8Array): void {
    if (this.#early === null) this.outbox.send(packet);
  }
}
