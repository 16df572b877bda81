import { SessionStore } from "./session-store.ts";

/** `page.session`: the session's id and what the app keeps with it. */
export class PageSession {
  readonly id: string;
  readonly store: SessionStore;

  constructor(id: string, store = new SessionStore()) {
    this.id = id;
    this.store = store;
  }
}
