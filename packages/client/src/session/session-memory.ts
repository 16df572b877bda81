/** Keeps the session id of one app over reloads of this tab. */
export class SessionMemory {
  readonly #storage: Storage | undefined;
  readonly #key: string;

  constructor(storage: Storage | undefined, appPath: string) {
    this.#storage = storage;
    this.#key = `flotilla.session:${appPath}`;
  }

  get id(): string | null {
    return this.#storage?.getItem(this.#key) ?? null;
  }

  keep(id: string): void {
    try {
      this.#storage?.setItem(this.#key, id);
    } catch {
      // storage is full or forbidden: a reload then starts a new session
    }
  }

  forget(): void {
    this.#storage?.removeItem(this.#key);
  }
}

/** The tab's storage, undefined where the browser forbids it. */
export function tabStorage(view: Window): Storage | undefined {
  try {
    return view.sessionStorage;
  } catch {
    return undefined;
  }
}
