import { expect, test } from "@jest/globals";
import {
  Action,
  decodeMessage,
  FlotillaError,
  inboundLimits,
  type Patch,
  parseRegister,
  peekAction,
  scanInbound,
} from "../../packages/protocol/src/index.ts";
import { ControlTree } from "../../packages/tree/src/index.ts";
import { packetOf, readVectors, type VectorFrame } from "./vectors-notation.ts";

const frames = readVectors().flatMap((vector) => vector.frames);
const fromClients = frames.filter((frame) => frame.dir === "c2s");

test("[SCN1] every recorded packet of a client is accepted, with its action and control", () => {
  for (const frame of fromClients) {
    const packet = packetOf(frame);
    const result = scanInbound(packet);
    if (packet[0] === 1) {
      expect(result).toEqual({
        type: "channel",
        channelId: (frame.decoded as { channel: number }).channel,
      });
      continue;
    }
    const [action, body] = frame.decoded as [number, Record<string, unknown>];
    const controlId = body.target ?? body.id ?? body.control_id ?? 0;
    expect(result).toEqual({ type: "message", action, controlId });
  }
});

test("[REG1] every recorded registration is read with all of its fields", () => {
  for (const frame of fromClients) {
    if (peekAction(packetOf(frame)) !== Action.register) continue;
    const [, body] = frame.decoded as [number, Record<string, unknown>];
    const { sessionId, pageName, page, extension } = parseRegister(packetOf(frame));
    expect({ session_id: sessionId, page_name: pageName, page }).toEqual(body);
    expect(extension).toBeUndefined();
  }
});

test("[SCN9] 10,000 broken packets are refused or accepted, never more", () => {
  const random = randomFrom(20_260_806);
  const names = new Set(Object.getOwnPropertyNames(Object.prototype));
  const packets = frames.map(packetOf);
  const counts = { accepted: 0, refused: 0, ignored: 0 };
  for (let i = 0; i < 10_000; i++) {
    const packet = mutate(pick(packets, random), packets, random);
    const result = scanInbound(packet);
    const message = decodeOrUndefined(packet);
    if (result.type === "message") {
      counts.accepted++;
      expect(message).toBeDefined();
    } else if (result.type === "refused") counts.refused++;
    else counts.ignored++;
    if (message !== undefined && result.type === "refused" && [1, 3, 4, 5].includes(message[0]))
      expect(result.code).toMatch(
        /^(MESSAGE_INVALID|PROPERTY_INVALID|VALUE_TOO_|PACKET_MALFORMED)/,
      );
    const patch = message?.[1].patch;
    if (patch !== undefined) new ControlTree(pageOf(frames)).apply(1, patch as Patch);
  }
  expect(counts.accepted).toBeGreaterThan(100);
  expect(counts.refused).toBeGreaterThan(1000);
  expect(new Set(Object.getOwnPropertyNames(Object.prototype))).toEqual(names);
});

test("[SCN9] random bytes are refused or ignored", () => {
  const random = randomFrom(7);
  for (let i = 0; i < 2000; i++) {
    const packet = Uint8Array.from({ length: Math.floor(random() * 200) }, () => random() * 256);
    packet[0] = i % 4;
    expect(["refused", "ignored", "channel", "extension"]).toContain(scanInbound(packet).type);
    decodeOrUndefined(packet);
  }
});

function decodeOrUndefined(
  packet: Uint8Array,
): readonly [number, Record<string, unknown>] | undefined {
  try {
    return decodeMessage(packet, inboundLimits);
  } catch (error) {
    expect(error).toBeInstanceOf(FlotillaError);
    return undefined;
  }
}

function pageOf(all: readonly VectorFrame[]): Record<string, unknown> {
  const [, body] = decodeMessage(packetOf(all[1] as VectorFrame));
  return body.page_patch as Record<string, unknown>;
}

/** Numbers that are the same in each run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)] as T;
}

const spots = [0xc1, 0xdd, 0xdf, 0xdb, 0xc6, 0xc9, 0xff, 0x00, 0x93, 0x8f, 0xd4, 0xcb, 0xd3];
const reserved = new TextEncoder().encode("__proto__");

function mutate(source: Uint8Array, all: readonly Uint8Array[], random: () => number): Uint8Array {
  const at = Math.floor(random() * source.length);
  const packet = source.slice();
  switch (Math.floor(random() * 7)) {
    case 0:
      return packet.subarray(0, at);
    case 1:
      packet[at] = pick(spots, random);
      return packet;
    case 2:
      packet[at] = random() * 256;
      packet[Math.floor(random() * packet.length)] = random() * 256;
      return packet;
    case 3: {
      const other = pick(all, random);
      return join(packet.subarray(0, at), other.subarray(Math.floor(random() * other.length)));
    }
    case 4:
      return join(packet, packet.subarray(at));
    case 5:
      return join(packet.subarray(0, at), Uint8Array.of(0xa9), reserved, packet.subarray(at));
    default:
      return packet.map((byte) => (random() < 0.01 ? byte ^ (1 << (random() * 8)) : byte));
  }
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
