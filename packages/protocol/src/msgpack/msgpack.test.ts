import { expect, test } from "@jest/globals";
import type { ErrorCode } from "../errors.ts";
import { decode, encode } from "./codec.ts";
import type { DecodeOptions } from "./decoder.ts";
import { Encoder } from "./encoder.ts";
import { Extension, Float } from "./values.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));
const text = (value: string): string => Buffer.from(value).toString("hex");

function refuses(code: ErrorCode, packed: string, options?: DecodeOptions): void {
  expect(() => decode(bytes(packed), options)).toThrow(expect.objectContaining({ code }));
}

test.each([
  [0, "00"],
  [127, "7f"],
  [128, "cc80"],
  [255, "ccff"],
  [256, "cd0100"],
  [65_535, "cdffff"],
  [65_536, "ce00010000"],
  [2 ** 32 - 1, "ceffffffff"],
  [2 ** 32, "cf0000000100000000"],
  [Number.MAX_SAFE_INTEGER, "cf001fffffffffffff"],
  [-1, "ff"],
  [-32, "e0"],
  [-33, "d0df"],
  [-128, "d080"],
  [-129, "d1ff7f"],
  [-32_768, "d18000"],
  [-32_769, "d2ffff7fff"],
  [-(2 ** 31), "d280000000"],
  [-(2 ** 31) - 1, "d3ffffffff7fffffff"],
  [Number.MIN_SAFE_INTEGER, "d3ffe0000000000001"],
])("[ENC1] %d takes the smallest integer form, both ways", (value, packed) => {
  expect(hex(encode(value))).toBe(packed);
  expect(decode(bytes(packed))).toBe(value);
});

test.each([
  [0.5, "cb3fe0000000000000"],
  [Number.POSITIVE_INFINITY, "cb7ff0000000000000"],
  [Number.NEGATIVE_INFINITY, "cbfff0000000000000"],
  [Number.NaN, "cb7ff8000000000000"],
  [1e300, "cb7e37e43c8800759c"],
])("[ENC1] %d is a 64-bit float", (value, packed) => {
  expect(hex(encode(value))).toBe(packed);
  expect(decode(bytes(packed))).toBe(value);
});

test("[ENC1] integral floats become integers, zero has no sign, and 32-bit floats are read", () => {
  expect(hex(encode(-0))).toBe("00");
  expect(hex(encode(1e16))).toBe("cf002386f26fc10000");
  expect(decode(bytes("ca3fc00000"))).toBe(1.5);
  expect(decode(bytes("cb4090000000000000"))).toBe(1024);
});

test("[ENC2] integers beyond the safe range are bigints, up to 64 bits", () => {
  for (const value of [2n ** 64n - 1n, 2n ** 53n, -(2n ** 63n), -(2n ** 53n)])
    expect(decode(encode(value))).toBe(value);
  expect(decode(encode(5n))).toBe(5);
  for (const value of [2n ** 64n, -(2n ** 63n) - 1n])
    expect(() => encode(value)).toThrow(expect.objectContaining({ code: "VALUE_UNENCODABLE" }));
});

test.each([0, 1, 23, 24, 25, 31, 32, 47, 48, 84, 85, 255, 256, 21_845, 65_535, 65_536, 200_000])(
  "[ENC3] texts of %d letters come back, of one, two, three and four bytes a letter",
  (length) => {
    for (const letter of ["a", "é", "語", "\u{1f680}"]) {
      const value = letter.repeat(length);
      expect(decode(encode(value)) === value).toBe(true);
      const mixed = `${"x".repeat(length)}${letter}`;
      expect(decode(encode(mixed)) === mixed).toBe(true);
    }
  },
);

test("[ENC3] a byte order mark stays, a lone surrogate becomes U+FFFD, bytes that are not UTF-8 are refused", () => {
  expect(decode(encode("\ufeffx".repeat(40)))).toBe("\ufeffx".repeat(40));
  expect(decode(encode("a\ud800"))).toBe("a\ufffd");
  for (const broken of ["a180", "a2c080", "a3eda080", "a4f4908080", "a2c3", "a1ff"])
    refuses("PACKET_MALFORMED", broken);
});

test("[ENC4] maps with string keys are objects, all others Maps; keys keep their types", () => {
  expect(decode(bytes("81a16101"))).toEqual({ a: 1 });
  expect(decode(bytes("82a1610102c3"))).toEqual(
    new Map<unknown, unknown>([
      ["a", 1],
      [2, true],
    ]),
  );
  const mixed = new Map<unknown, unknown>([
    [0, "zero"],
    ["0", "text"],
    [-1, null],
    [true, 1],
  ]);
  expect(decode(encode(mixed))).toEqual(mixed);
  expect(hex(encode(new Map([["a", 1]])))).toBe("81a16101");
  refuses("PACKET_MALFORMED", "819001");
  refuses("KEY_NOT_STRING", "810001", { keys: "string" });
});

test.each(["__proto__", "constructor", "prototype"])(
  "[ENC5] the key %s is refused at every depth",
  (key) => {
    const name = `${(0xa0 + key.length).toString(16)}${text(key)}`;
    refuses("KEY_FORBIDDEN", `81${name}01`);
    refuses("KEY_FORBIDDEN", `9181a16181${name}80`);
    refuses("KEY_FORBIDDEN", `820001${name}01`);
    expect(decode(bytes(`91${name}`))).toEqual([key]);
    expect(Object.getPrototypeOf(decode(bytes("80")))).toBe(Object.prototype);
  },
);

test("[ENC6] dates are UTC text with an offset, with six digits of fraction only if there is one", () => {
  const code1 = (value: string): string => `c7${value.length.toString(16)}01${text(value)}`;
  expect(hex(encode(new Date("2024-05-06T07:08:09Z")))).toBe(code1("2024-05-06T07:08:09+00:00"));
  expect(hex(encode(new Date("2024-05-06T09:08:09.120+02:00")))).toBe(
    code1("2024-05-06T07:08:09.120000+00:00"),
  );
  expect(() => encode(new Date(Number.NaN))).toThrow(
    expect.objectContaining({ code: "VALUE_UNENCODABLE" }),
  );
});

test.each([
  [new Extension(0, ""), "c70000"],
  [new Extension(2, "13:05"), `c70502${text("13:05")}`],
  [new Extension(3, "1500"), `d603${text("1500")}`],
  [new Extension(-5, "x".repeat(300)), `c8012cfb${text("x".repeat(300))}`],
  [new Extension(4, "x".repeat(70_000)), `c90001117004${text("x".repeat(70_000))}`],
])("[ENC6] extension %# keeps code and text", (value, packed) => {
  expect(hex(encode(value))).toBe(packed);
  expect(decode(bytes(packed))).toEqual(value);
});

test("[ENC6] bytes are bytes of their own, in all sizes", () => {
  for (const length of [0, 1, 255, 256, 65_535, 65_536]) {
    const packed = encode(new Uint8Array(length).fill(7));
    const value = decode(packed) as Uint8Array;
    packed.fill(0);
    expect(value.length).toBe(length);
    expect(value.every((byte) => byte === 7)).toBe(true);
  }
});

test("[ENC7] nesting, lengths and counts have limits", () => {
  const nested = (depth: number): string => `${"91".repeat(depth)}c0`;
  expect(decode(bytes(nested(32)), { maxDepth: 32 })).toBeDefined();
  refuses("VALUE_TOO_DEEP", nested(33), { maxDepth: 32 });
  refuses("VALUE_TOO_DEEP", nested(257));
  refuses("VALUE_TOO_LONG", `a5${text("abcde")}`, { maxLength: 4 });
  refuses("VALUE_TOO_LONG", "c4050000000000", { maxLength: 4 });
  refuses("VALUE_TOO_LONG", "9500000000 00".replace(" ", ""), { maxItems: 4 });
});

test.each(["dbffffffff", "c6ffffffff", "ddffffffff", "dfffffffff", "c9ffffffff01", "dd000fffff"])(
  "[ENC7] a length that lies (%s) is refused before memory is taken",
  (packed) => {
    const before = process.memoryUsage().arrayBuffers;
    expect(() => decode(bytes(packed))).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/PACKET_MALFORMED|VALUE_TOO_LONG/) }),
    );
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1 << 20);
  },
);

test("[ENC8] exactly one value, whole, is accepted", () => {
  for (const packed of ["", "92a16101ff", "0000", "c1", "cd01", "a361", "d6", "cb00"])
    refuses("PACKET_MALFORMED", packed);
  const packed = encode({ a: [1, "two", { b: null }], c: new Uint8Array(3), d: 1.5 });
  for (let length = 0; length < packed.length; length++)
    expect(() => decode(packed.subarray(0, length))).toThrow();
});

test("[ENC9] undefined is left out of maps and null elsewhere", () => {
  expect(decode(encode({ a: undefined, b: 1, c: undefined }))).toEqual({ b: 1 });
  expect(decode(encode([undefined, 1]))).toEqual([null, 1]);
  const wide = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [`k${i}`, i % 4 ? undefined : i]),
  );
  expect(decode(encode(wide))).toEqual(JSON.parse(JSON.stringify(wide)));
});

test("[ENC9] what has no form on the wire is an error, also a value in itself", () => {
  for (const value of [() => 1, Symbol("x"), new Set([1])])
    expect(() => encode({ value })).toThrow(expect.objectContaining({ code: "VALUE_UNENCODABLE" }));
  const circle: unknown[] = [];
  circle.push(circle);
  expect(() => encode(circle)).toThrow(expect.objectContaining({ code: "VALUE_TOO_DEEP" }));
  expect(hex(encode([1]))).toBe("9101");
});

test("[ENC10] floats are kept apart from integers when asked, and only integral ones", () => {
  const packed = bytes("92cb4090000000000000cb3fe0000000000000");
  expect(decode(packed, { keepFloats: true })).toEqual([new Float(1024), 0.5]);
  expect(encode(decode(packed, { keepFloats: true }))).toEqual(packed);
});

test("[ENC11] a getter may encode while its object is encoded", () => {
  const value = {
    first: "a",
    get inner() {
      return encode({ deep: [1, 2, 3] });
    },
    last: "z",
  };
  expect(decode(encode(value))).toEqual({
    first: "a",
    inner: encode({ deep: [1, 2, 3] }),
    last: "z",
  });
});

test("[ENC11] encodings are the caller's own, whatever is encoded later", () => {
  const values = ["x", "y".repeat(100_000), [1, 2, 3], "z".repeat(70_000), { a: 1 }];
  const packed = values.map((value) => encode(value));
  expect(packed.map((item) => decode(item))).toEqual(values);
});

test("[ENC11] an encoder writes into a given place, or says that there is no room", () => {
  const target = new Uint8Array(8);
  expect(new Encoder().encodeInto("abc", target, 4)).toBe(4);
  expect(hex(target)).toBe("00000000a3616263");
  expect(new Encoder().encodeInto("abc", target, 5)).toBe(-1);
});
