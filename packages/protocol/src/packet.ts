import { FlotillaError } from "./errors.ts";
import type { Message } from "./messages.ts";
import { decode, encode } from "./msgpack/codec.ts";
import type { DecodeOptions } from "./msgpack/decoder.ts";

/** First byte of a packet; receivers ignore packets of other types. */
export const PacketType = { message: 0, channel: 1, extension: 2 } as const;

/** Frame of a data channel: raw bytes between a control and its counterpart in the app. */
export interface ChannelFrame {
  readonly channelId: number;
  readonly bytes: Uint8Array;
}

const channelHeadBytes = 5;

/** Encodes a message as a packet. */
export function encodeMessage(action: number, body: object): Uint8Array {
  return encode([action, body], PacketType.message);
}

/** Decodes a packet of type message: an action and a map, whose fields are the caller's to check. */
export function decodeMessage(packet: Uint8Array, options?: DecodeOptions): Message {
  if (packet[0] !== PacketType.message)
    throw new FlotillaError("PACKET_MALFORMED", "expected a packet of type message");
  const value = decode(packet, options, 1);
  if (!Array.isArray(value) || value.length !== 2 || !Number.isInteger(value[0]))
    throw new FlotillaError("MESSAGE_INVALID", "expected a list of action and body");
  const body: unknown = value[1];
  if (!isRecord(body)) throw new FlotillaError("MESSAGE_INVALID", "expected a map as body");
  return [value[0], body];
}

/** The action of a message packet without decoding its body; undefined if there is none. */
export function peekAction(packet: Uint8Array): number | undefined {
  if (packet[0] !== PacketType.message) return undefined;
  if (packet[1] === 0x92) return integerAt(packet, 2);
  if (packet[1] === 0xdc && packet[2] === 0 && packet[3] === 2) return integerAt(packet, 4);
  return undefined;
}

/** Encodes a data-channel packet. */
export function encodeChannel(channelId: number, bytes: Uint8Array): Uint8Array {
  const packet = new Uint8Array(channelHeadBytes + bytes.length);
  packet[0] = PacketType.channel;
  new DataView(packet.buffer).setUint32(1, channelId, true);
  packet.set(bytes, channelHeadBytes);
  return packet;
}

/** Decodes a data-channel packet; undefined for one too short to name a channel, which receivers ignore. The bytes are a view. */
export function decodeChannel(packet: Uint8Array): ChannelFrame | undefined {
  if (packet.length < channelHeadBytes || packet[0] !== PacketType.channel) return undefined;
  const view = new DataView(packet.buffer, packet.byteOffset);
  return { channelId: view.getUint32(1, true), bytes: packet.subarray(channelHeadBytes) };
}

function integerAt(packet: Uint8Array, at: number): number | undefined {
  const code = packet[at];
  if (code === undefined || code < 0x80) return code;
  return code === 0xcc ? packet[at + 1] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  return Object.getPrototypeOf(value) === Object.prototype;
}
