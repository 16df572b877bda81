import { encodeNotice } from "@flotilla/protocol";
import type { Place } from "../routing/waiting-line.ts";
import type { Connection } from "./connection.ts";

/** Who waits for no longer than that need not know. */
const patienceMs = 800;
const pauseMs = 500;

/** Tells a visitor who waits for a seat how many are before them, as long as their client knows what that is. */
export class WaitNotice {
  readonly #connection: Connection;
  readonly #limitMs: number;
  readonly #since = performance.now();
  #toldAt = 0;
  #told = "";

  constructor(connection: Connection, limitMs: number) {
    this.#connection = connection;
    this.#limitMs = limitMs;
  }

  /** Where the visitor stands now; told when it has changed. */
  readonly tell = ({ position, length }: Place): void => {
    const now = performance.now();
    const place = `${position}/${length}`;
    if (now - this.#since < patienceMs || now - this.#toldAt < pauseMs) return;
    if (place === this.#told) return;
    this.#told = place;
    this.#toldAt = now;
    const limitMs = Math.max(0, Math.round(this.#limitMs - (now - this.#since)));
    this.#connection.notify(encodeNotice({ type: "waiting", position, length, limitMs }), true);
  };
}
