import { type AppMessage, FlotillaError, type WorkerMessage } from "@flotilla/protocol";
import type { Clock, Store } from "@flotilla/store";

type LoginMessage = Extract<AppMessage, { type: "login" }>;

/** Whose sign-ins these are. */
export interface LoginDeskParts {
  readonly store: Pick<Store, "sessions" | "logins">;
  readonly team: string;
  readonly app: string;
  readonly processId: string;
  /** How long a sign-in waits for its answer. */
  readonly ttlMs: number;
  readonly clock: Clock;
}

/** Sign-ins of one process that may wait at a time; a page for each is kept until it is answered or too late. */
const maxWaiting = 1_000;
const maxPageLength = 16 * 1024;
const maxRouteLength = 2_048;
const statePattern = /^[A-Za-z0-9_-]{22,128}$/;

/** Keeps the sign-ins that the sessions of one app process begin. */
export class LoginDesk {
  readonly #parts: LoginDeskParts;
  /** When each will be too late, oldest first. */
  #ends: number[] = [];

  constructor(parts: LoginDeskParts) {
    this.#parts = parts;
  }

  /** Never rejects: what goes wrong is part of the answer. */
  async answer(message: LoginMessage): Promise<WorkerMessage> {
    const { n } = message;
    try {
      await this.#begin(message);
      return { type: "login", n };
    } catch (error) {
      const text = error instanceof FlotillaError ? error.message : "an error of the host";
      return { type: "login", n, error: text };
    }
  }

  async #begin(message: LoginMessage): Promise<void> {
    const { store, team, app, processId, ttlMs, clock } = this.#parts;
    const { session: sessionId, state, completePageHtml = null, completeRoute = null } = message;
    if (!statePattern.test(state))
      throw invalid("expected a random state of 22 characters or more");
    if (completePageHtml !== null && completePageHtml.length > maxPageLength) {
      throw invalid(`expected a page of at most ${maxPageLength} characters`);
    }
    if (completeRoute !== null && !isRoute(completeRoute)) throw invalid("expected a route");
    const session = await store.sessions.get(sessionId);
    if (session?.owner?.processId !== processId) throw invalid("the session is not this process's");
    const now = clock.now();
    this.#ends = this.#ends.filter((end) => end > now);
    if (this.#ends.length >= maxWaiting) {
      throw new FlotillaError("RATE_LIMITED", `login: ${maxWaiting} of this process wait already`);
    }
    this.#ends.push(now + ttlMs);
    await store.logins.begin(
      { team, app, state, sessionId, completePageHtml, completeRoute },
      ttlMs,
    );
  }
}

function isRoute(text: string): boolean {
  return text.startsWith("/") && text.length <= maxRouteLength;
}

function invalid(why: string): FlotillaError {
  return new FlotillaError("REQUEST_INVALID", `login: ${why}`);
}
