import type { Notice } from "@flotilla/protocol";
import type { SessionStatus } from "../session/session-client.ts";

/** An action that the browser only allows in a gesture, waiting for the visitor's tap. */
export interface GesturePrompt {
  readonly label: string;
  readonly confirm: () => void;
  readonly cancel: () => void;
}

/** Everything that is shown beside the app's page. */
export interface StatusState {
  readonly session: SessionStatus;
  readonly prompt: GesturePrompt | undefined;
  /** Why the app's newest version cannot be shown. */
  readonly failure: Extract<Notice, { readonly type: "build_failed" }> | undefined;
  /** The app's process does not answer at the moment. */
  readonly isSilent: boolean;
}

/** Holds the status and tells who shows it. */
export class StatusStore {
  #state: StatusState;
  readonly #listeners = new Set<() => void>();

  constructor(session: SessionStatus) {
    this.#state = { session, prompt: undefined, failure: undefined, isSilent: false };
  }

  get state(): StatusState {
    return this.#state;
  }

  change(part: Partial<StatusState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }

  /** Takes note of what the host tells. */
  tell(notice: Notice): void {
    if (notice.type === "build_failed") this.change({ failure: notice });
    else if (notice.type === "build_ok") this.change({ failure: undefined });
    else this.change({ isSilent: notice.type === "not_responding" });
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves with what `action` gives once the visitor taps; rejects if the visitor refuses. */
  prompt<T>(label: string, action: () => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#state.prompt?.cancel();
    this.change({
      prompt: {
        label,
        confirm: () => {
          this.change({ prompt: undefined });
          action().then(resolve, reject);
        },
        cancel: () => {
          this.change({ prompt: undefined });
          reject(new Error("the visitor did not allow it"));
        },
      },
    });
    return promise;
  }
}
