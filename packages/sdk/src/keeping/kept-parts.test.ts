import { maxCheckpointBytes } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { KeptParts, type PartChanges } from "./kept-parts.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const taken = (parts: KeptParts) => {
  const changes = parts.take() as PartChanges | undefined;
  if (changes === undefined) return undefined;
  const entries = Object.entries(changes.parts).map(([name, part]): [string, string | null] => [
    name,
    part && new TextDecoder().decode(part),
  ]);
  return { whole: changes.whole, parts: Object.fromEntries(entries) };
};

test("the first take is all there is, later ones are what has changed", () => {
  const parts = new KeptParts();
  parts.put("a", bytes("1"));
  parts.put("b", bytes("2"));
  expect(taken(parts)).toEqual({ whole: true, parts: { a: "1", b: "2" } });
  expect(taken(parts)).toBe(undefined);
  parts.put("a", bytes("1"));
  expect(taken(parts)).toBe(undefined);
  parts.put("a", bytes("9"));
  parts.drop("b");
  parts.drop("never");
  expect(taken(parts)).toEqual({ whole: false, parts: { a: "9", b: null } });
  expect([parts.has("a"), parts.has("b")]).toEqual([true, false]);
});

test("what changes back before it is taken has not changed", () => {
  const parts = new KeptParts({ a: bytes("1") });
  expect(taken(parts)).toBe(undefined);
  parts.put("a", bytes("2"));
  parts.put("a", bytes("1"));
  parts.put("b", bytes("x"));
  parts.drop("b");
  expect(taken(parts)).toBe(undefined);
});

test("what was not kept is handed over whole again", () => {
  const parts = new KeptParts({ a: bytes("1") });
  parts.put("b", bytes("2"));
  taken(parts);
  parts.forgetKept();
  parts.drop("a");
  expect(taken(parts)).toEqual({ whole: true, parts: { b: "2" } });
});

test("parts that are too big together are not taken until they are smaller", () => {
  const parts = new KeptParts();
  parts.put("small", bytes("1"));
  parts.put("s:list", new Uint8Array(maxCheckpointBytes - 100));
  expect(parts.take()).toMatchObject({ whole: true });
  parts.put("s:more", new Uint8Array(200));
  expect(parts.take()).toEqual({
    bytes: maxCheckpointBytes - 100 + 6 + 6 + 206,
    biggest: [
      ["s:list", maxCheckpointBytes - 94],
      ["s:more", 206],
      ["small", 6],
    ],
  });
  parts.put("s:list", new Uint8Array(10));
  expect(taken(parts)?.parts).toHaveProperty("s:more");
  expect(taken(parts)).toBe(undefined);
});
