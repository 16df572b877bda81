import { expect, test } from "@jest/globals";
import { copyBytes } from "./copy-bytes.ts";
import { Assembly } from "./link/assembly.ts";
import { FragmentMemory } from "./link/fragment-memory.ts";
import { linkLimits } from "./link/limits.ts";
import { LinkSession } from "./link/link-session.ts";
import { decode, encode } from "./msgpack/codec.ts";

test.each([
  ["an array", Uint8Array.of(1, 2, 3, 4)],
  ["a Buffer", Buffer.from([1, 2, 3, 4])],
])("bytes of %s are copied, in whole or in part", (_what, bytes) => {
  const [whole, part] = [copyBytes(bytes), copyBytes(bytes, 1, 3)];
  bytes.fill(9);
  expect([whole, part]).toEqual([Uint8Array.of(1, 2, 3, 4), Uint8Array.of(2, 3)]);
});

test("fragments outlive the Buffer that they came in", () => {
  const assembly = new Assembly(linkLimits, new FragmentMemory(0));
  const session = new LinkSession(1);
  const read = Buffer.from("first ");
  assembly.add(session, read);
  read.write("second");
  expect(Buffer.from(assembly.finish(session, read, 100) ?? []).toString()).toBe("first second");
});

test("binary values outlive the Buffer that they are decoded from", () => {
  const packet = Buffer.from(encode({ data: Uint8Array.of(1, 2, 3) }));
  const value = decode(packet);
  packet.fill(0);
  expect(value).toEqual({ data: Uint8Array.of(1, 2, 3) });
});
