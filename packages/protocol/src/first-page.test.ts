import { expect, test } from "@jest/globals";
import {
  decodeFirstPage,
  encodeFirstPage,
  joinPackets,
  maxFirstPageBytes,
  splitPackets,
} from "./first-page.ts";
import { encode } from "./msgpack/codec.ts";

const page = { team: "t", app: "a", release: "r", route: "/", isPersonal: false };

test("a first page comes out as it went in", () => {
  const packets = [Uint8Array.of(0, 1), new Uint8Array(70_000)];
  expect(decodeFirstPage(encodeFirstPage(page, joinPackets(packets)))).toEqual({
    ...page,
    packets,
  });
});

test("what is no list of packets is refused", () => {
  for (const value of [1, ["text"], new Array(300).fill(Uint8Array.of(1))]) {
    expect(() => splitPackets(encode(value))).toThrow();
  }
  expect(() => splitPackets(joinPackets([new Uint8Array(maxFirstPageBytes * 2)]))).toThrow();
});

test("a message of another kind is none", () => {
  expect(
    decodeFirstPage(encode({ ...page, route: 1, packets: Uint8Array.of(0x90) })),
  ).toBeUndefined();
  expect(decodeFirstPage(encode("x"))).toBeUndefined();
});
