import { expect, test } from "@jest/globals";
import { encode } from "./codec.ts";
import { encodeSmall } from "./small-encoder.ts";
import { Extension } from "./values.ts";

const numbers = [0, 31, 127, 128, 255, 256, 65_535, 65_536, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53];
const lengths = [0, 1, 2, 4, 8, 15, 16, 17, 31, 32, 47, 48, 255, 256, 65_535, 65_536];

test.each([
  ["integers", [...numbers, ...numbers.map((n) => -n), ...numbers.map((n) => -n - 1), -32, -33]],
  ["big integers", [2n ** 64n - 1n, -(2n ** 63n), 5n, -(2n ** 40n), 2 ** 63, -(2 ** 63)]],
  ["floats", [0.5, -0.5, 1e300, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 64, -0]],
  ["scalars", [true, false, null, undefined]],
  ["texts", [...lengths.map((n) => "x".repeat(n)), ...lengths.map((n) => "é".repeat(n)), "😀"]],
  ["bytes", lengths.map((n) => new Uint8Array(n).fill(7))],
  ["lists", lengths.map((n) => new Array(n).fill(1))],
  ["maps", lengths.map((n) => Object.fromEntries(new Array(n).fill(0).map((_, i) => [i, i])))],
  [
    "maps with other keys",
    [
      new Map<unknown, unknown>([
        [1, { a: [] }],
        [true, "b"],
      ]),
    ],
  ],
  ["dates", [new Date("2024-05-06T07:08:09Z"), new Date("2024-05-06T07:08:09.125Z")]],
  ["extensions", lengths.slice(0, 14).map((n) => new Extension(3, "x".repeat(n)))],
  ["absent entries", [{ a: undefined, b: 1 }, { c: { d: undefined } }]],
])("%s are encoded as the server encodes them", (_, values) => {
  for (const value of values)
    expect(Buffer.compare(encodeSmall(value, 0), encode(value, 0))).toBe(0);
});

test("what has no form on the wire is refused", () => {
  for (const value of [() => 1, Symbol("x"), 2n ** 64n, new Date(Number.NaN)])
    expect(() => encodeSmall(value, 0)).toThrow(
      expect.objectContaining({ code: "VALUE_UNENCODABLE" }),
    );
});
