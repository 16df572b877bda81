import { expect, test } from "@jest/globals";
import { encode } from "./msgpack/codec.ts";
import {
  decodeChannel,
  decodeMessage,
  encodeChannel,
  encodeMessage,
  peekAction,
} from "./packet.ts";

const click = "00920383a67461726765740aa46e616d65a5636c69636ba464617461c0";

test("[PKT1] the documented click event has the documented bytes", () => {
  const packet = encodeMessage(3, { target: 10, name: "click", data: null });
  expect(Buffer.from(packet).toString("hex")).toBe(click);
  expect(decodeMessage(packet)).toEqual([3, { target: 10, name: "click", data: null }]);
});

test.each([
  ["no packet", new Uint8Array(0), "PACKET_MALFORMED"],
  ["another type", Uint8Array.of(1, 0x92, 3, 0x80), "PACKET_MALFORMED"],
  ["no list", encode({ a: 1 }, 0), "MESSAGE_INVALID"],
  ["three items", encode([1, {}, 2], 0), "MESSAGE_INVALID"],
  ["no action", encode(["1", {}], 0), "MESSAGE_INVALID"],
  ["no map", encode([1, []], 0), "MESSAGE_INVALID"],
  ["number keys", encode([1, new Map([[1, 2]])], 0), "MESSAGE_INVALID"],
  ["an extension as body", encode([1, new Date(0)], 0), "MESSAGE_INVALID"],
])("[PKT2] %s is refused", (_, packet, code) => {
  expect(() => decodeMessage(packet)).toThrow(expect.objectContaining({ code }));
});

test("[PKT3] a channel packet is its number, lowest byte first, then bytes", () => {
  const packet = encodeChannel(0x01020304, Uint8Array.of(9, 8));
  expect(packet).toEqual(Uint8Array.of(1, 4, 3, 2, 1, 9, 8));
  expect(decodeChannel(packet)).toEqual({ channelId: 0x01020304, bytes: Uint8Array.of(9, 8) });
  expect(decodeChannel(packet.subarray(0, 4))).toBeUndefined();
  expect(decodeChannel(Uint8Array.of(0, 0, 0, 0, 0))).toBeUndefined();
});

test("[PKT4] the action is read without the body", () => {
  expect(peekAction(encodeMessage(3, {}))).toBe(3);
  expect(peekAction(Uint8Array.of(0, 0x92, 5))).toBe(5);
  expect(peekAction(Uint8Array.of(0, 0x92, 0xcc, 200))).toBe(200);
  expect(peekAction(Uint8Array.of(0, 0xdc, 0, 2, 4))).toBe(4);
  for (const packet of [[], [1, 0x92, 3], [0], [0, 0x92], [0, 0x93, 3], [0, 0x92, 0xa1]])
    expect(peekAction(Uint8Array.from(packet))).toBeUndefined();
});
