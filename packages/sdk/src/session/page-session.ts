import type { SessionStore } from "./session-store.ts";

/** `page.session`: the session's id and what the app keeps with it. */
export class PageSession {
  readonly store: SessionStore;
  readonly #id: string;
  readonly #onIdRead: () => void;

  /** `onIdRead` hears when the app asks for the id: what it makes of it is for one client. */
  constructor(id: string, store: SessionStore, onIdRead: () => void) {
    this.#id = id;
    this.store = store;
    this.#onIdRead = onIdRead;
  }

  get id(): string {
    this.#onIdRead();
    return this.#id;
  }
}
