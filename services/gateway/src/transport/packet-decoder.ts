import { Decoder, type Packet, PacketType } from "socket.io-parser";

/** How each packet is announced: one binary event named `packet`; its bytes follow as a message of their own. */
export const packetHeader = '51-["packet",{"_placeholder":true,"num":0}]';

/** Nothing that a client has to say in text is longer; no long JSON is parsed for anybody. */
const maxTextLength = 4_096;

/** Socket.IO's decoder with a short way for the one event that matters, and a bound for all others. Throws on bad input. */
export class PacketDecoder extends Decoder {
  #isAnnounced = false;

  override add(data: unknown): void {
    if (this.#isAnnounced) {
      if (typeof data === "string") throw new Error("socket.io: text instead of the event's bytes");
      this.#isAnnounced = false;
      const packet: Packet = { type: PacketType.EVENT, nsp: "/", data: ["packet", data] };
      this.emitReserved("decoded", packet);
    } else if (data === packetHeader) this.#isAnnounced = true;
    else if (typeof data === "string" && data.length > maxTextLength) {
      throw new Error("socket.io: a text is too long");
    } else super.add(data);
  }
}
