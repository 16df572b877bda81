import type { Bus, Undo } from "../bus.ts";

type Listener = (payload: Uint8Array) => void;

/** A bus inside this process; delivery is asynchronous, as on every other bus. */
export class MemoryBus implements Bus {
  readonly #channels = new Map<string, Set<Listener>>();

  async publish(channel: string, payload: Uint8Array): Promise<void> {
    const bytes = payload.slice();
    const listeners = [...(this.#channels.get(channel) ?? [])];
    setImmediate(() => {
      for (const listener of listeners)
        if (this.#channels.get(channel)?.has(listener)) listener(bytes);
    });
  }

  async subscribe(channel: string, listener: Listener): Promise<Undo> {
    // Wrapped, so that the same function subscribed twice is called twice and undone apart.
    const own: Listener = (payload) => listener(payload);
    const listeners = this.#channels.get(channel) ?? new Set();
    this.#channels.set(channel, listeners.add(own));
    return async () => {
      listeners.delete(own);
      if (listeners.size === 0 && this.#channels.get(channel) === listeners) {
        this.#channels.delete(channel);
      }
    };
  }
}
