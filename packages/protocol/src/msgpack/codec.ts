import { type DecodeOptions, Decoder } from "./decoder.ts";
import { Encoder } from "./encoder.ts";

const encoder = /* @__PURE__ */ new Encoder(); // left out of bundles that do not encode
const decoder = new Decoder();

/** Encodes one value; a prefix is a packet's type byte. */
export function encode(value: unknown, prefix?: number): Uint8Array {
  return (encoder.isBusy ? new Encoder() : encoder).encode(value, prefix);
}

/** Decodes the one value that the bytes hold, from an offset on. */
export function decode(bytes: Uint8Array, options?: DecodeOptions, offset = 0): unknown {
  return decoder.decode(bytes, offset, options);
}
