import { setTimeout as sleep } from "node:timers/promises";
import { until } from "./until.ts";
import { WireClient } from "./wire-client.ts";

const patienceMs = 20_000;

/** The first text of the page as a number. */
export const countOf = (client: WireClient): number => Number(client.find({ c: "Text" }).value);

/** A visitor who presses the button again and again, and notices when the app is back. */
export class PressingVisitor implements AsyncDisposable {
  readonly client: WireClient;
  /** Whether its inputs are numbered and sent again. */
  readonly isNumbering: boolean;
  /** How often it has pressed. */
  clicks = 0;
  /** The count that was there already. */
  readonly #base: number;
  /** The largest count that was seen. */
  seen = 0;
  #isPressing = true;
  #pressing: Promise<void> | undefined;

  private constructor(client: WireClient, isNumbering: boolean) {
    this.client = client;
    this.isNumbering = isNumbering;
    this.#base = countOf(client);
  }

  /** Opens an app's page by the address of its socket. */
  static async open(
    url: string,
    isNumbering: boolean,
    sessionId?: string,
  ): Promise<PressingVisitor> {
    const options = { isNumbering, quietMs: 1, ...(sessionId !== undefined && { sessionId }) };
    return new PressingVisitor(await WireClient.open(url, options), isNumbering);
  }

  /** Presses once, and waits for nothing. */
  press(): void {
    this.client.event({ c: "Button" }, "click");
    this.clicks += 1;
  }

  /** Presses until it is to rest. */
  pressOn(pauseMs: number): void {
    this.#pressing = (async () => {
      while (this.#isPressing) {
        this.press();
        await sleep(pauseMs);
        this.seen = Math.max(this.seen, countOf(this.client));
      }
    })();
  }

  /** Resolves when no more presses come. */
  async rest(): Promise<void> {
    this.#isPressing = false;
    await this.#pressing;
  }

  /** Presses so often, and waits until all of them are counted. */
  async presses(times: number): Promise<void> {
    for (let i = 0; i < times; i++) this.press();
    await this.counts(this.#base + this.clicks);
  }

  /** Resolves when the page shows this count. */
  async counts(count: number): Promise<void> {
    await until(
      `a count of ${count}`,
      () => countOf(this.client) === count || undefined,
      patienceMs,
    ).catch((cause: unknown) => {
      throw new Error(`it is ${countOf(this.client)}`, { cause });
    });
  }

  /** Resolves when so many whole pages have come. */
  async replies(count: number): Promise<void> {
    await until("a new page", () => this.client.replies >= count || undefined, patienceMs);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.rest();
    await this.client[Symbol.asyncDispose]();
  }
}
