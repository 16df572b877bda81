import { Action, type ClientMessage, type ExtensionReply } from "@flotilla/protocol";

const mostWaiting = 1_000;
const mostSent = 2 * mostWaiting; // what has waited is sent at once

/** Takes the number of an input that is not there any more, as hosts wait for every number. */
export const nothing: ClientMessage = [Action.update, { id: 1, props: {} }];

/** What the visitor did and the host may not have yet: it waits for a connection, or was sent and not confirmed. */
export class Inputs {
  #waiting: ClientMessage[] = [];
  readonly #sent = new Map<number, ClientMessage>();
  /** The number of the next input; 0 for a host that does not count. */
  #next = 0;
  #low = 0;

  /** Keeps a message for the next connection; beyond the limit the oldest goes, as what was done last counts most. */
  wait(message: ClientMessage): void {
    const last = this.#waiting.at(-1);
    if (last?.[0] === Action.update && message[0] === Action.update && last[1].id === message[1].id)
      Object.assign(last[1].props, message[1].props);
    else if (this.#waiting.push(message) > mostWaiting) this.#waiting.shift();
  }

  /** The number under which a message is sent, kept until it is confirmed; 0 for one that is not counted. */
  number(message: ClientMessage): number {
    if (this.#next === 0 || message[0] === Action.invoke) return 0;
    const number = this.#next++;
    this.#sent.set(number, message);
    this.#sent.delete(number - mostSent);
    return number;
  }

  /** The host has applied and kept these: all up to `low`, and the others. */
  confirm(low: number, others: readonly number[]): void {
    this.#low = low;
    for (const number of this.#sent.keys())
      if (number <= low || others.includes(number)) this.#sent.delete(number);
  }

  /** After a reply: what has to be sent again, by number. */
  unconfirmed(reply: ExtensionReply | undefined): readonly (readonly [number, ClientMessage])[] {
    if (!reply || reply.applied < this.#low) {
      // The host does not count, or has lost count: it has kept nothing.
      this.#waiting.unshift(...this.#sent.values());
      this.#sent.clear();
      this.#next = 0;
    }
    const again: (readonly [number, ClientMessage])[] = [];
    if (!reply) return again;
    const { applied, also, next, restored } = reply;
    this.confirm(applied, also);
    this.#next = Math.max(this.#next, next);
    for (let number = applied + 1; number < this.#next; number++) {
      // A number that neither end has would be waited for; what has come to a running app is with it.
      const message = this.#sent.get(number) ?? (restored || number >= next ? nothing : undefined);
      if (message && !also.includes(number)) again.push([number, message]);
    }
    return again;
  }

  /** Takes out what has waited. */
  take(): readonly ClientMessage[] {
    const taken = this.#waiting;
    this.#waiting = [];
    return taken;
  }

  /** Forgets all: it was for a session that is over. */
  clear(): void {
    this.#waiting = [];
    this.#sent.clear();
    this.#next = this.#low = 0;
  }
}
