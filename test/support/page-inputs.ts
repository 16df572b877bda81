import { decodeExtension } from "@flotilla/protocol";
import type { Page } from "playwright-core";
import { until } from "./until.ts";

/** What runs longer waits for the visitor, or shows later what it has done. */
const longestMs = 500;

/** The inputs that a page has sent and its host has not confirmed. */
export class PageInputs {
  #unconfirmed = new Set<number>();

  /** Listens to a page that has not connected. */
  constructor(page: Page) {
    page.on("websocket", (socket) => {
      const unconfirmed = new Set<number>();
      this.#unconfirmed = unconfirmed;
      socket.on("framesent", ({ payload }) => {
        const sent = extensionIn(payload);
        if (sent?.kind === "input") unconfirmed.add(sent.number);
      });
      socket.on("framereceived", ({ payload }) => {
        const received = extensionIn(payload);
        if (received?.kind !== "ack") return;
        const { low, others } = received;
        for (const number of unconfirmed)
          if (number <= low || others.includes(number)) unconfirmed.delete(number);
      });
      socket.on("close", () => unconfirmed.clear());
    });
  }

  /** Waits for the handlers of what was done: the page has what they changed before it has the confirmation. */
  async settle(): Promise<void> {
    await until("all inputs are confirmed", () => this.#unconfirmed.size === 0, longestMs).catch(
      () => undefined,
    );
  }
}

const extensionIn = (payload: string | Buffer) =>
  typeof payload === "string" ? undefined : decodeExtension(payload);
