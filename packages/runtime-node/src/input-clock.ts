import { Action, PacketType, peekAction } from "@flotilla/protocol";

/**
 * How long the app takes for an input of one client: until its code has ended, or until it sends the packet that the gateway
 * takes for the answer, if that comes first.
 */
export class InputClock {
  #takenAt = 0;
  #endedAt = 0;

  /** A packet of the client has come. */
  took(packet: Uint8Array): void {
    if (this.#takenAt === 0 && isInput(packet)) this.#takenAt = performance.now();
  }

  /** Nothing of the app's runs any more: whatever is sent later has waited for something else. */
  ended(): void {
    if (this.#takenAt !== 0 && this.#endedAt === 0) this.#endedAt = performance.now();
  }

  /** A packet is about to leave: the microseconds of the input that it answers; undefined if it answers none. */
  answered(): number | undefined {
    if (this.#takenAt === 0) return undefined;
    const endedAt = this.#endedAt === 0 ? performance.now() : this.#endedAt;
    const microseconds = Math.round((endedAt - this.#takenAt) * 1_000);
    this.#takenAt = this.#endedAt = 0;
    return microseconds;
  }
}

function isInput(packet: Uint8Array): boolean {
  if (packet[0] === PacketType.extension) return true;
  const action = peekAction(packet);
  return action === Action.event || action === Action.update;
}
