/** Ends a subscription; a second call does nothing. */
export type Undo = () => Promise<void>;

/** Hints between nodes: at most once, in order per publisher, lost while disconnected. */
export interface Bus {
  publish(channel: string, payload: Uint8Array): Promise<void>;
  /** Resolves when messages published from now on will arrive; own messages arrive too. */
  subscribe(channel: string, listener: (payload: Uint8Array) => void): Promise<Undo>;
}
