import { expect, test } from "@jest/globals";
import {
  decodeExtension,
  encodeAck,
  encodeInput,
  encodeNotice,
  encodePing,
  encodePong,
  extensionOf,
  type Notice,
} from "./extension.ts";
import { encode } from "./msgpack/codec.ts";
import { encodeMessage } from "./packet.ts";

const event = encodeMessage(3, { target: 10, name: "click", data: null });

/** The same bytes inside of a larger buffer, as sockets deliver them. */
function inside(packet: Uint8Array): Uint8Array {
  const larger = new Uint8Array(packet.length + 9).fill(0xee);
  larger.set(packet, 5);
  return larger.subarray(5, 5 + packet.length);
}

test("[EXT2] inputs, acknowledgements and signs of life come back as they were", () => {
  for (const number of [1, 255, 65_536, 2 ** 32 - 1]) {
    const input = { kind: "input", number, generation: 255, packet: event };
    expect(decodeExtension(inside(encodeInput(number, 255, event)))).toEqual(input);
    for (const others of [[], [number], [7, 9, number]])
      expect(decodeExtension(inside(encodeAck(5, others)))).toEqual({
        kind: "ack",
        low: 5,
        others,
      });
  }
  const bytes = Uint8Array.of(1, 2, 3, 4);
  expect(decodeExtension(inside(encodePing(bytes)))).toEqual({ kind: "ping", bytes });
  expect(decodeExtension(inside(encodePong(bytes)))).toEqual({ kind: "pong", bytes });
});

test("[EXT2] the bytes are those of the table", () => {
  const message = Uint8Array.of(0, 0x92, 3, 0x80);
  expect([...encodeInput(0x01020304, 9, message)]).toEqual([2, 1, 9, 4, 3, 2, 1, 0, 0x92, 3, 0x80]);
  expect([...encodeAck(1, [3])]).toEqual([2, 2, 1, 0, 0, 0, 3, 0, 0, 0]);
  expect([...encodePing(Uint8Array.of(5, 6, 7, 8))]).toEqual([2, 4, 5, 6, 7, 8]);
});

test.each<Notice>([
  { type: "build_failed", text: "main.ts: no such name", file: "main.ts", line: 3, column: 7 },
  { type: "build_failed", text: "no entry" },
  { type: "build_ok" },
  { type: "not_responding" },
  { type: "responding" },
])("[EXT6] a notice comes back as it was: %j", (notice) => {
  expect(decodeExtension(encodeNotice(notice))).toEqual({ kind: "notice", notice });
});

test("[EXT1] what is no extension packet, or a broken one, is ignored", () => {
  const packets = [
    [],
    [0, 1, 2],
    [2],
    [2, 0],
    [2, 6, 1],
    [2, 1, 0, 0, 0, 0],
    [2, 2, 1, 0, 0],
    [2, 2, 1, 0, 0, 0, 1],
    [2, 3],
    [2, 3, 0xc1],
    [2, 3, 0x01],
    [2, 4, 1, 2, 3],
    [2, 5, 1, 2, 3, 4, 5],
    [2, 3, ...encode({ text: "no type" })],
    [2, 3, ...encode({ type: "x", __proto: { constructor: 1 } })],
  ];
  for (const packet of packets) expect(decodeExtension(Uint8Array.from(packet))).toBeUndefined();
});

test("[EXT3] the smaller version of both is used, an offer that is none is none", () => {
  expect(extensionOf({ ack: 1 })).toEqual({ ack: 1 });
  expect(extensionOf({ ack: 7, more: true })).toEqual({ ack: 1 });
  for (const ack of [0, -1, 1.5, "1", true, null]) expect(extensionOf({ ack })).toBeUndefined();
  expect(extensionOf({})).toBeUndefined();
  expect(extensionOf(undefined)).toBeUndefined();
});
