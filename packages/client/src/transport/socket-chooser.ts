import { pollingKey } from "./polling-key.ts";
import type { PollingSocket } from "./polling-socket.ts";

const openMs = 4_000;
const mostFailures = 2;

/** Opens WebSockets; where the network breaks them twice, it polls. */
export class SocketChooser {
  readonly #view: Window & typeof globalThis;
  #failures = 0;
  #attempt: WebSocket | undefined;
  #polling: typeof PollingSocket | undefined;

  constructor(view: Window & typeof globalThis) {
    this.#view = view;
  }

  /** Resolves when it is known what to begin with. */
  async ready(): Promise<void> {
    try {
      const until = this.#view.localStorage.getItem(pollingKey);
      if (Number(until) > Date.now()) await this.#load();
    } catch {
      // storage is forbidden: nothing is remembered
    }
  }

  readonly open = (url: string): WebSocket => {
    if (this.#polling) {
      return new this.#polling(url, this.#view, () => {
        this.#polling = undefined;
        this.#failures = 0;
      }) as unknown as WebSocket; // as far as anybody here looks
    }
    const socket = new this.#view.WebSocket(url);
    this.#attempt = socket;
    const timer = setTimeout(() => socket.close(), openMs);
    let works = false;
    socket.onopen = () => clearTimeout(timer);
    socket.onmessage = () => {
      works = true;
      this.#failures = 0;
    };
    socket.onclose = ({ code }) => {
      clearTimeout(timer);
      if (!works && code === 1006 && ++this.#failures === mostFailures) void this.#load();
    };
    return socket;
  };

  async #load(): Promise<void> {
    try {
      this.#polling = (await import("./polling-socket.ts")).PollingSocket;
      if (this.#attempt?.readyState === 0) this.#attempt.close();
    } catch {
      this.#failures = 0; // the network is away altogether
    }
  }
}
