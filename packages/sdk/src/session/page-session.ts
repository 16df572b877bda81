import { SessionStore } from "./session-store.ts";

/** `page.session`: the session's id and what the app keeps with it. */
export class PageSession {
  readonly id: string;
  readonly store = new SessionStore();

  constructor(id: string, restored?: unknown) {
    this.id = id;
    if (!hasStore(restored)) return;
    for (const [key, value] of Object.entries(restored.store)) this.store.set(key, value);
  }
}

function hasStore(restored: unknown): restored is { readonly store: object } {
  if (typeof restored !== "object" || restored === null || !("store" in restored)) return false;
  return typeof restored.store === "object" && restored.store !== null;
}
