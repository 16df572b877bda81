import { FlotillaError } from "./errors.ts";
import { decode, encode } from "./msgpack/codec.ts";
import { PacketType } from "./packet.ts";
import { isMap } from "./shape.ts";

/** The newest extension that this code speaks; the ends use the smaller one of theirs. */
export const extensionVersion = 1;

/** Second byte of an extension packet. */
export const ExtensionKind = { input: 1, ack: 2, notice: 3, ping: 4, pong: 5 } as const;

/** What a client offers in `page._flotilla` of its registration, and a gateway passes on. */
export interface ExtensionOffer {
  ack: number;
}

/** What the app process answers in `page_patch._flotilla` of its reply. */
export interface ExtensionReply {
  ack: number;
  /** All inputs up to this number are applied and kept. */
  applied: number;
  /** Further ones above it that are. */
  also: number[];
  /** Where a client without unacknowledged inputs goes on counting. */
  next: number;
  /** The session was restored: the page that comes with it is a new tree. */
  restored: boolean;
}

/** What the host tells a client beside its app's page. */
export type Notice =
  | { type: "build_failed"; text: string; file?: string; line?: number; column?: number }
  | { type: "build_ok" }
  | { type: "not_responding" }
  | { type: "responding" }
  /** The client waits for a seat: its place in the line, how many wait in all, and for how long it may still wait. */
  | { type: "waiting"; position: number; length: number; limitMs: number }
  /** There is no room: the socket is closed next, and the client is to come back after this time. */
  | { type: "busy"; retryMs: number };

/** A decoded extension packet; bytes are views. */
export type ExtensionPacket =
  | {
      readonly kind: "input";
      readonly number: number;
      readonly generation: number;
      readonly packet: Uint8Array;
    }
  | { readonly kind: "ack"; readonly low: number; readonly others: readonly number[] }
  | { readonly kind: "notice"; readonly notice: Notice }
  | { readonly kind: "ping" | "pong"; readonly bytes: Uint8Array };

/** Bytes of an input packet in front of the packet that it carries. */
export const inputHeadBytes = 7;

const ackHeadBytes = 6;
const pingBytes = 6;
const noticeLimits = { maxDepth: 8, keys: "string", maxItems: 1_000 } as const;

/** The extension that both ends speak; undefined if the client offers none. */
export function extensionOf(
  offer: Readonly<Record<string, unknown>> | undefined,
): ExtensionOffer | undefined {
  const ack = offer?.ack;
  if (typeof ack !== "number" || !Number.isInteger(ack) || ack < 1) return undefined;
  return { ack: Math.min(ack, extensionVersion) };
}

/**
 * Encodes a numbered event or update. The generation is the count of replies to registrations that the client has had on this
 * socket, modulo 256: an input that was made for an older page than the one the app shows by then is dropped on the way, and
 * the client, who sees the new reply next, sends it again.
 */
export function encodeInput(number: number, generation: number, packet: Uint8Array): Uint8Array {
  const input = new Uint8Array(inputHeadBytes + packet.length);
  input[0] = PacketType.extension;
  input[1] = ExtensionKind.input;
  input[2] = generation;
  viewOf(input).setUint32(3, number, true);
  input.set(packet, inputHeadBytes);
  return input;
}

/** Encodes which inputs are applied and kept: all up to `low`, and the others, which are above it. */
export function encodeAck(low: number, others: readonly number[]): Uint8Array {
  const ack = new Uint8Array(ackHeadBytes + 4 * others.length);
  ack[0] = PacketType.extension;
  ack[1] = ExtensionKind.ack;
  const view = viewOf(ack);
  view.setUint32(2, low, true);
  for (const [i, number] of others.entries()) view.setUint32(ackHeadBytes + 4 * i, number, true);
  return ack;
}

/** Encodes what the host tells a client. */
export function encodeNotice(notice: Notice): Uint8Array {
  const body = encode(notice);
  const packet = new Uint8Array(2 + body.length);
  packet[0] = PacketType.extension;
  packet[1] = ExtensionKind.notice;
  packet.set(body, 2);
  return packet;
}

/** Encodes a client's question for a sign of life; the gateway returns the same four bytes in a pong. */
export function encodePing(bytes: Uint8Array): Uint8Array {
  return signOfLife(ExtensionKind.ping, bytes);
}

/** Encodes the answer to a ping. */
export function encodePong(bytes: Uint8Array): Uint8Array {
  return signOfLife(ExtensionKind.pong, bytes);
}

/** Decodes an extension packet; undefined for one of another type or kind, or a malformed one: receivers ignore those. */
export function decodeExtension(packet: Uint8Array): ExtensionPacket | undefined {
  if (packet[0] !== PacketType.extension) return undefined;
  const { length } = packet;
  switch (packet[1]) {
    case ExtensionKind.input: {
      if (length < inputHeadBytes) return undefined;
      const number = viewOf(packet).getUint32(3, true);
      const generation = packet[2] as number;
      return { kind: "input", number, generation, packet: packet.subarray(inputHeadBytes) };
    }
    case ExtensionKind.ack: {
      if (length < ackHeadBytes || length % 4 !== ackHeadBytes % 4) return undefined;
      const view = viewOf(packet);
      const others: number[] = [];
      for (let at = ackHeadBytes; at < length; at += 4) others.push(view.getUint32(at, true));
      return { kind: "ack", low: view.getUint32(2, true), others };
    }
    case ExtensionKind.notice: {
      const notice = decodeNotice(packet.subarray(2));
      return notice === undefined ? undefined : { kind: "notice", notice };
    }
    case ExtensionKind.ping:
    case ExtensionKind.pong:
      if (length !== pingBytes) return undefined;
      return {
        kind: packet[1] === ExtensionKind.ping ? "ping" : "pong",
        bytes: packet.subarray(2),
      };
    default:
      return undefined;
  }
}

/** Only the type is certain: what it does not know, a client ignores. */
function decodeNotice(bytes: Uint8Array): Notice | undefined {
  try {
    const notice = decode(bytes, noticeLimits);
    return isMap(notice) && typeof notice.type === "string" ? (notice as Notice) : undefined;
  } catch (error) {
    if (error instanceof FlotillaError) return undefined;
    throw error;
  }
}

function signOfLife(kind: number, bytes: Uint8Array): Uint8Array {
  const packet = new Uint8Array(pingBytes);
  packet[0] = PacketType.extension;
  packet[1] = kind;
  packet.set(bytes.subarray(0, pingBytes - 2), 2);
  return packet;
}

function viewOf(packet: Uint8Array): DataView {
  return new DataView(packet.buffer, packet.byteOffset, packet.length);
}
