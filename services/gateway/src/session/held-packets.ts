const maxPackets = 64;
const maxBytes = 2 * 1024 * 1024;

/** What a client has sent while no app process takes it. */
export class HeldPackets {
  #packets: Uint8Array[] = [];
  #bytes = 0;

  /** False if there is no room for it. */
  add(packet: Uint8Array): boolean {
    if (this.#packets.length >= maxPackets || this.#bytes + packet.length > maxBytes) return false;
    this.#packets.push(packet);
    this.#bytes += packet.length;
    return true;
  }

  take(): readonly Uint8Array[] {
    const packets = this.#packets;
    this.#packets = [];
    this.#bytes = 0;
    return packets;
  }
}
