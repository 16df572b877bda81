import { copyBytes } from "../copy-bytes.ts";
import { FlotillaError } from "../errors.ts";
import { type DecodeLimits, outboundLimits } from "../limits.ts";
import { Extension, Float } from "./values.ts";

/** Limits, and whether integral floats come as `Float` so that they encode to the same bytes again. */
export type DecodeOptions = Partial<DecodeLimits> & { readonly keepFloats?: boolean };

const nothing = new Uint8Array(0);
const noView = new DataView(nothing.buffer);
const slots = 1024;
const maxShort = 24;
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });

/** Reads MessagePack; keeps a table of short strings, because the same names come again and again. */
export class Decoder {
  readonly #known: string[] = new Array<string>(slots).fill("");
  #limits: DecodeLimits = outboundLimits;
  #keepFloats = false;
  #bytes: Uint8Array = nothing;
  #view: DataView = noView;
  #at = 0;
  #depth = 0;

  /** Decodes the one value that the bytes hold from an offset on. */
  decode(bytes: Uint8Array, offset = 0, options?: DecodeOptions): unknown {
    this.#limits = options === undefined ? outboundLimits : { ...outboundLimits, ...options };
    this.#keepFloats = options?.keepFloats === true;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = offset;
    this.#depth = 0;
    try {
      const value = this.#read();
      if (this.#at !== bytes.length) throw malformed(`${bytes.length - this.#at} bytes follow it`);
      return value;
    } finally {
      this.#bytes = nothing; // a decoder that waits must not hold a large packet
      this.#view = noView;
    }
  }

  #read(): unknown {
    const code = this.#bytes[this.#at++];
    if (code === undefined) throw malformed("it ends early");
    if (code < 0x80) return code;
    if (code < 0x90) return this.#readMap(code & 15);
    if (code < 0xa0) return this.#readList(code & 15);
    if (code < 0xc0) return this.#readString(code & 31);
    if (code > 0xdf) return code - 0x100;
    switch (code) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xc4:
      case 0xc5:
      case 0xc6: {
        const length = this.#readLength(code - 0xc4);
        return copyBytes(this.#bytes, this.#take(length), this.#at);
      }
      case 0xc7:
      case 0xc8:
      case 0xc9:
        return this.#readExtension(this.#readLength(code - 0xc7));
      case 0xca:
        return this.#float(this.#view.getFloat32(this.#need(4)));
      case 0xcb:
        return this.#float(this.#view.getFloat64(this.#need(8)));
      case 0xcc:
        return this.#view.getUint8(this.#need(1));
      case 0xcd:
        return this.#view.getUint16(this.#need(2));
      case 0xce:
        return this.#view.getUint32(this.#need(4));
      case 0xcf:
        return narrow(this.#view.getBigUint64(this.#need(8)));
      case 0xd0:
        return this.#view.getInt8(this.#need(1));
      case 0xd1:
        return this.#view.getInt16(this.#need(2));
      case 0xd2:
        return this.#view.getInt32(this.#need(4));
      case 0xd3:
        return narrow(this.#view.getBigInt64(this.#need(8)));
      case 0xd4:
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return this.#readExtension(1 << (code - 0xd4));
      case 0xd9:
      case 0xda:
      case 0xdb:
        return this.#readString(this.#readLength(code - 0xd9));
      case 0xdc:
      case 0xdd:
        return this.#readList(this.#readLength(code - 0xdb));
      case 0xde:
      case 0xdf:
        return this.#readMap(this.#readLength(code - 0xdd));
      default:
        throw malformed("the code 0xc1 is unused");
    }
  }

  /** Makes sure that so many bytes are there, steps over them and returns where they begin. */
  #need(length: number): number {
    const start = this.#at;
    this.#at += length;
    if (this.#at > this.#bytes.length) throw malformed("it ends early");
    return start;
  }

  #take(length: number): number {
    if (length > this.#limits.maxLength) throw tooLong(`${length} bytes`, this.#limits.maxLength);
    return this.#need(length);
  }

  #readLength(width: number): number {
    const at = this.#need(1 << width);
    if (width === 0) return this.#view.getUint8(at);
    return width === 1 ? this.#view.getUint16(at) : this.#view.getUint32(at);
  }

  #float(value: number): number | Float {
    return this.#keepFloats && Number.isInteger(value) ? new Float(value) : value;
  }

  #readExtension(length: number): Extension {
    const code = this.#view.getInt8(this.#need(1));
    const start = this.#take(length);
    return new Extension(code, lenient.decode(this.#bytes.subarray(start, this.#at)));
  }

  #readString(length: number): string {
    const start = this.#take(length);
    const bytes = this.#bytes;
    const end = this.#at;
    if (length > maxShort) return this.#readText(start, end);
    let hash = length;
    for (let i = start; i < end; i++) {
      const byte = bytes[i] as number;
      if (byte > 0x7f) return this.#readText(start, end);
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    const slot = (hash ^ (hash >>> 10)) & (slots - 1);
    const known = this.#known[slot] as string;
    if (known.length === length) {
      let i = 0;
      while (i < length && known.charCodeAt(i) === bytes[start + i]) i++;
      if (i === length) return known;
    }
    const text = asciiText(bytes, start, end);
    this.#known[slot] = text;
    return text;
  }

  #readText(start: number, end: number): string {
    try {
      return strict.decode(this.#bytes.subarray(start, end));
    } catch (cause) {
      throw malformed("a string is not UTF-8", cause);
    }
  }

  #enter(count: number, bytesPerItem: number): void {
    if (count > this.#limits.maxItems) throw tooLong(`${count} items`, this.#limits.maxItems);
    if (count * bytesPerItem > this.#bytes.length - this.#at)
      throw malformed("a list or map claims more items than there are bytes");
    if (++this.#depth > this.#limits.maxDepth)
      throw new FlotillaError("VALUE_TOO_DEEP", `values nest deeper than ${this.#limits.maxDepth}`);
  }

  #readList(count: number): unknown[] {
    this.#enter(count, 1);
    const list = new Array<unknown>(count);
    for (let i = 0; i < count; i++) list[i] = this.#read();
    this.#depth--;
    return list;
  }

  #readMap(count: number): Record<string, unknown> | Map<unknown, unknown> {
    this.#enter(count, 2);
    const record: Record<string, unknown> = {};
    for (let i = 0; i < count; i++) {
      const key = this.#read();
      if (typeof key !== "string") return this.#readMixedMap(record, key, count - i);
      if (isForbiddenKey(key)) throw forbidden(key);
      record[key] = this.#read();
    }
    this.#depth--;
    return record;
  }

  #readMixedMap(
    record: Record<string, unknown>,
    first: unknown,
    left: number,
  ): Map<unknown, unknown> {
    const map = new Map<unknown, unknown>(Object.entries(record));
    let key = first;
    for (let i = left; i > 0; i--) {
      if (typeof key === "object" && key !== null) throw malformed("a map key is no scalar");
      if (typeof key === "string" && isForbiddenKey(key)) throw forbidden(key);
      if (typeof key !== "string" && this.#limits.keys === "string")
        throw new FlotillaError(
          "KEY_NOT_STRING",
          `a map key is a ${typeof key}, expected a string`,
        );
      map.set(key, this.#read());
      if (i > 1) key = this.#read();
    }
    this.#depth--;
    return map;
  }
}

/** Names that reach an object's prototype when they are assigned. */
export function isForbiddenKey(key: string): boolean {
  const length = key.length;
  if (length !== 9 && length !== 11) return false;
  return key === "__proto__" || key === "prototype" || key === "constructor";
}

/** Four letters at a time: for short texts faster than a decoder's call. */
function asciiText(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  let at = start;
  for (; at + 3 < end; at += 4)
    text += String.fromCharCode(
      bytes[at] as number,
      bytes[at + 1] as number,
      bytes[at + 2] as number,
      bytes[at + 3] as number,
    );
  for (; at < end; at++) text += String.fromCharCode(bytes[at] as number);
  return text;
}

function narrow(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function malformed(what: string, cause?: unknown): FlotillaError {
  return new FlotillaError("PACKET_MALFORMED", `MessagePack: ${what}`, { cause });
}

function tooLong(what: string, limit: number): FlotillaError {
  return new FlotillaError("VALUE_TOO_LONG", `a value of ${what} is over the limit of ${limit}`);
}

function forbidden(key: string): FlotillaError {
  return new FlotillaError("KEY_FORBIDDEN", `the map key ${key} is reserved by objects`);
}
