/** Keeps the session id of one app over reloads of this tab. */
export class SessionMemory {
  readonly #storage: Storage | undefined;
  readonly #key: string;
  #id: string | null;

  constructor(storage: Storage | undefined, appPath: string) {
    this.#storage = storage;
    this.#key = `flotilla.session:${appPath}`;
    this.#id = storage?.getItem(this.#key) ?? null;
  }

  get id(): string | null {
    return this.#id;
  }

  keep(id: string): void {
    this.#id = id;
    try {
      this.#storage?.setItem(this.#key, id);
    } catch {
      // storage is full or forbidden: a reload then starts a new session
    }
  }

  forget(): void {
    this.#id = null;
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
