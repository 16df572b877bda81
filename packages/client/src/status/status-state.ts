import type { Notice } from "@flotilla/protocol";
import type { SessionStatus } from "../session/session-client.ts";
import type { ChunkStyles } from "../view/chunk-styles.ts";

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
  /** Where the visitor stands who waits for a free place. */
  readonly waiting: Extract<Notice, { readonly type: "waiting" }> | undefined;
  /** There was no free place in time. */
  readonly isBusy: boolean;
  /** The app's process does not answer at the moment. */
  readonly isSilent: boolean;
}

/** What those need who show the status. */
export interface StatusProps {
  readonly status: StatusStore;
  readonly restart: () => void;
  readonly styles: ChunkStyles;
}

/** Holds the status and tells who shows it. */
export class StatusStore {
  #state: StatusState;
  readonly #listeners = new Set<() => void>();

  constructor(session: SessionStatus) {
    this.#state = {
      session,
      prompt: undefined,
      failure: undefined,
      waiting: undefined,
      isBusy: false,
      isSilent: false,
    };
  }

  get state(): StatusState {
    return this.#state;
  }

  /** Nothing has come yet, and nothing has failed: the visitor only waits for the page. */
  get isLoading(): boolean {
    const { session, waiting, isBusy } = this.#state;
    const { connection, started, refusal } = session;
    const isOver = connection === "ended" || connection === "gone";
    return !started && !isOver && refusal === undefined && !waiting && !isBusy;
  }

  change(part: Partial<StatusState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }

  /** Takes note of what the host tells. */
  tell(notice: Notice): void {
    switch (notice.type) {
      case "build_failed":
        this.change({ failure: notice });
        break;
      case "build_ok":
        this.change({ failure: undefined });
        break;
      case "waiting":
        this.change({ waiting: notice, isBusy: false });
        break;
      case "busy":
        this.change({ waiting: undefined, isBusy: true });
        break;
      case "responding": // and so are the places found that were waited for
        this.change({ waiting: undefined, isBusy: false, isSilent: false });
        break;
      case "not_responding":
        this.change({ isSilent: true });
        break;
      default: // of a later host
    }
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
