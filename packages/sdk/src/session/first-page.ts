import { Action } from "@flotilla/protocol";
import type { BaseControl } from "../core/base-control.ts";
import { nodeKey } from "../core/tree-node.ts";
import type { SessionHooks } from "./session-init.ts";

/** What a session has sent before its client did anything. */
export interface ToldPage {
  readonly route: string;
  /** The app asked who its client is: what it has drawn is for this client alone. */
  readonly isPersonal: boolean;
  /** From the REGISTER reply on; none of a personal page. */
  readonly packets: readonly Uint8Array[];
}

interface Init {
  readonly tell: (page: ToldPage) => void;
  readonly onEnd: () => void;
}

const longestMs = 1_000;
const maxBytes = 256 * 1_024;
const maxPackets = 250;

/**
 * Listens to the beginning of a session, to tell what its page is like before anybody uses it: all of it if `main` is
 * soon done, else what its first synchronous part has made. What the client does, and what the app asks of the client,
 * ends it.
 */
export class FirstPage {
  readonly #route: string;
  readonly #init: Init;
  readonly #packets: Uint8Array[] = [];
  #bytes = 0;
  /** How many packets the first part of `main` has made; undefined while it runs. */
  #firstPart: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;

  private constructor(route: string, init: Init) {
    this.#route = route;
    this.#init = init;
  }

  /**
   * Listens to a session whose client is like all others of ours, on a route without parameters, if anybody wants to know of
   * that route. `onEnd` is called once, when nothing more is to be listened to.
   */
  static of(
    fields: Readonly<Record<string, unknown>>,
    hooks: SessionHooks,
    onEnd: () => void,
  ): FirstPage | undefined {
    const { route, web, debug, test, wasm, pyodide, multi_view } = fields;
    const isPlain = web === true && ![debug, test, wasm, pyodide, multi_view].includes(true);
    if (!isPlain || typeof route !== "string" || /[?#]/.test(route)) return undefined;
    const tell = hooks.firstPage?.(route);
    return tell === undefined ? undefined : new FirstPage(route, { tell, onEnd });
  }

  /** A packet went to the client. */
  sent(packet: Uint8Array): void {
    this.#bytes += packet.length;
    if (this.#bytes > maxBytes || this.#packets.length === maxPackets) this.drop();
    else this.#packets.push(packet.slice());
  }

  /** The first synchronous part of `main` is over; `rest` is what is left of it. */
  began(rest: Promise<void> | void): void {
    this.#firstPart = this.#packets.length;
    if (rest === undefined) this.#end(this.#packets.length);
    else {
      this.#timer = setTimeout(() => this.#endEarly(), longestMs);
      rest.then(
        () => this.#end(this.#packets.length),
        () => this.drop(),
      );
    }
  }

  /** The app has read something that only this client has. */
  askedForClient(): void {
    this.#endEarly();
  }

  /** The client has told or done something; what it only tells about itself ends nothing before it is read. */
  received(
    action: number,
    body: Readonly<Record<string, unknown>>,
    find: (id: number) => BaseControl | undefined,
  ): void {
    const { target, name } = body;
    const isAboutClient =
      action === Action.update
        ? body.id === 1 || body.id === 2 // the page or its window
        : action === Action.event && !isHeard(find(Number(target)), String(name));
    if (!isAboutClient) this.#endEarly();
  }

  /** Tells nothing. */
  drop(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#init.onEnd();
  }

  #endEarly(): void {
    this.#end(this.#firstPart);
  }

  /** Tells the first packets; without a number the page is personal. */
  #end(count: number | undefined): void {
    if (this.#isOver) return;
    this.drop();
    this.#init.tell({
      route: this.#route,
      isPersonal: count === undefined,
      packets: count === undefined ? [] : this.#packets.slice(0, count),
    });
  }
}

function isHeard(control: BaseControl | undefined, name: string): boolean {
  if (control === undefined) return false;
  const { table, values } = control[nodeKey];
  const event = table.eventsByName.get(name);
  return event !== undefined && (values[event.field] ?? null) !== null;
}
