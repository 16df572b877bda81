import { FlotillaError } from "../errors.ts";
import { Extension, Float } from "./values.ts";
import { dateText, unencodable } from "./wire-forms.ts";

const initialBytes = 4096;
const keptBytes = 65_536;
const maxDepth = 512;
const utf8 = new TextEncoder();

/**
 * Writes values as MessagePack into a buffer that it uses again.
 * Not re-entrant: a getter that encodes needs an encoder of its own, which `encode` takes care of.
 */
export class Encoder {
  #bytes = new Uint8Array(initialBytes);
  #view = new DataView(this.#bytes.buffer);
  #at = 0;
  #depth = 0;
  #isBusy = false;

  /** Whether an encoding is under way, further up the stack. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Encodes a value, after a packet's type byte if one is given; the result is the caller's own. */
  encode(value: unknown, prefix = -1): Uint8Array {
    const length = this.#run(value, prefix);
    const bytes = this.#bytes;
    if (length <= keptBytes) return bytes.slice(0, length);
    this.#bytes = new Uint8Array(initialBytes);
    this.#view = new DataView(this.#bytes.buffer);
    return length * 2 > bytes.length ? bytes.subarray(0, length) : bytes.slice(0, length);
  }

  /** Encodes a value into a place of the caller's; returns its length, or -1 if it does not fit. */
  encodeInto(value: unknown, target: Uint8Array, offset: number): number {
    const length = this.#run(value, -1);
    if (length > target.length - offset) return -1;
    target.set(this.#bytes.subarray(0, length), offset);
    return length;
  }

  #run(value: unknown, prefix: number): number {
    this.#at = this.#depth = 0;
    this.#isBusy = true;
    try {
      if (prefix >= 0) this.#bytes[this.#at++] = prefix;
      this.#write(value);
      return this.#at;
    } finally {
      this.#isBusy = false;
    }
  }

  #write(value: unknown): void {
    if (this.#at + 16 > this.#bytes.length) this.#grow(16);
    switch (typeof value) {
      case "string":
        this.#writeString(value);
        break;
      case "number":
        this.#writeNumber(value);
        break;
      case "boolean":
        this.#bytes[this.#at++] = value ? 0xc3 : 0xc2;
        break;
      case "object":
        if (value === null) this.#bytes[this.#at++] = 0xc0;
        else this.#writeObject(value);
        break;
      case "undefined":
        this.#bytes[this.#at++] = 0xc0;
        break;
      case "bigint":
        this.#writeBigInt(value);
        break;
      default:
        throw unencodable(`a ${typeof value}`);
    }
  }

  #writeNumber(value: number): void {
    const bytes = this.#bytes;
    if (value >>> 0 === value) {
      if (value < 0x80) bytes[this.#at++] = value;
      else if (value < 0x100) {
        bytes[this.#at++] = 0xcc;
        bytes[this.#at++] = value;
      } else if (value < 0x10000) {
        bytes[this.#at] = 0xcd;
        this.#view.setUint16(this.#at + 1, value);
        this.#at += 3;
      } else {
        bytes[this.#at] = 0xce;
        this.#view.setUint32(this.#at + 1, value);
        this.#at += 5;
      }
    } else if (value >> 0 === value) {
      if (value >= -0x20) bytes[this.#at++] = value;
      else if (value >= -0x80) {
        bytes[this.#at++] = 0xd0;
        bytes[this.#at++] = value;
      } else if (value >= -0x8000) {
        bytes[this.#at] = 0xd1;
        this.#view.setInt16(this.#at + 1, value);
        this.#at += 3;
      } else {
        bytes[this.#at] = 0xd2;
        this.#view.setInt32(this.#at + 1, value);
        this.#at += 5;
      }
    } else if (Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 64) {
      this.#writeBigInt(BigInt(value));
    } else this.#writeFloat(value);
  }

  #writeFloat(value: number): void {
    this.#bytes[this.#at] = 0xcb;
    this.#view.setFloat64(this.#at + 1, value);
    this.#at += 9;
  }

  #writeBigInt(value: bigint): void {
    const isNegative = value < 0n;
    if (BigInt[isNegative ? "asIntN" : "asUintN"](64, value) !== value)
      throw unencodable("an integer of more than 64 bits");
    if (value >= -0x80000000n && value <= 0xffffffffn) this.#writeNumber(Number(value));
    else {
      this.#bytes[this.#at] = isNegative ? 0xd3 : 0xcf;
      this.#view.setBigUint64(this.#at + 1, BigInt.asUintN(64, value));
      this.#at += 9;
    }
  }

  #writeString(value: string): void {
    const length = value.length;
    if (length < 48) {
      if (this.#at + length + 2 > this.#bytes.length) this.#grow(length + 2);
      const bytes = this.#bytes;
      const start = this.#at;
      let at = start + 1;
      if (length < 32) bytes[start] = 0xa0 | length;
      else {
        bytes[start] = 0xd9;
        bytes[at++] = length;
      }
      let i = 0;
      for (; i < length; i++) {
        const code = value.charCodeAt(i);
        if (code > 0x7f) break;
        bytes[at++] = code;
      }
      if (i === length) {
        this.#at = at;
        return;
      }
    }
    if (this.#at + length * 3 + 5 > this.#bytes.length) this.#grow(length * 3 + 5);
    // The head's size depends on the number of bytes: guess that they are ASCII, move them if not.
    const guess = headSize(length);
    const start = this.#at + guess;
    const { written } = utf8.encodeInto(value, this.#bytes.subarray(start));
    const size = headSize(written);
    if (size !== guess) this.#bytes.copyWithin(this.#at + size, start, start + written);
    this.#writeHead(written, 0xa0, 31, 0xd9);
    this.#at += written;
  }

  /** Writes a length in the short form, or after one of the three codes that follow each other; lists and maps have no 8-bit form. */
  #writeHead(length: number, short: number, shortMax: number, code8: number): void {
    if (length <= shortMax) this.#bytes[this.#at++] = short | length;
    else if (length < 0x100 && code8 < 0xdc) {
      this.#bytes[this.#at++] = code8;
      this.#bytes[this.#at++] = length;
    } else {
      const code16 = code8 < 0xdc ? code8 + 1 : code8;
      const isWide = length > 0xffff;
      this.#bytes[this.#at++] = isWide ? code16 + 1 : code16;
      if (isWide) this.#view.setUint32(this.#at, length);
      else this.#view.setUint16(this.#at, length);
      this.#at += isWide ? 4 : 2;
    }
  }

  #writeObject(value: object): void {
    if (++this.#depth > maxDepth)
      throw new FlotillaError(
        "VALUE_TOO_DEEP",
        `a value nests deeper than ${maxDepth}, or in itself`,
      );
    if (Array.isArray(value)) {
      this.#writeHead(value.length, 0x90, 15, 0xdc);
      for (let i = 0; i < value.length; i++) this.#write(value[i]);
    } else if (value instanceof Uint8Array) this.#writeBytes(value);
    else if (value instanceof Map) {
      this.#writeHead(value.size, 0x80, 15, 0xde);
      for (const [key, item] of value) {
        this.#write(key);
        this.#write(item);
      }
    } else if (value instanceof Date) this.#writeBytes(utf8.encode(dateText(value)), 1);
    else if (value instanceof Extension) this.#writeBytes(utf8.encode(value.text), value.code);
    else if (value instanceof Float) this.#writeFloat(value.value);
    else if (value instanceof Set) throw unencodable("a Set");
    else this.#writeRecord(value as Record<string, unknown>);
    this.#depth--;
  }

  #writeRecord(value: Record<string, unknown>): void {
    const keys = Object.keys(value);
    const headAt = this.#at;
    this.#writeHead(keys.length, 0x80, 15, 0xde);
    const bodyAt = this.#at;
    let absent = 0;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as string;
      const item = value[key];
      if (item === undefined) absent++;
      else {
        this.#writeString(key);
        if (typeof item === "string") this.#writeString(item);
        else this.#write(item);
      }
    }
    if (absent > 0) this.#dropEntries(headAt, bodyAt, keys.length, absent);
  }

  /** Corrects the head of a map after some entries turned out to be absent. */
  #dropEntries(headAt: number, bodyAt: number, count: number, absent: number): void {
    const end = this.#at;
    this.#at = headAt;
    this.#writeHead(count - absent, 0x80, 15, 0xde);
    if (this.#at < bodyAt) this.#bytes.copyWithin(this.#at, bodyAt, end);
    this.#at += end - bodyAt;
  }

  #writeBytes(value: Uint8Array, code?: number): void {
    const length = value.length;
    if (this.#at + length + 6 > this.#bytes.length) this.#grow(length + 6);
    if (code === undefined) this.#writeHead(length, 0, -1, 0xc4);
    else {
      const fixed = [1, 2, 4, 8, 16].indexOf(length);
      if (fixed >= 0) this.#bytes[this.#at++] = 0xd4 + fixed;
      else this.#writeHead(length, 0, -1, 0xc7);
      this.#bytes[this.#at++] = code;
    }
    this.#bytes.set(value, this.#at);
    this.#at += length;
  }

  #grow(needed: number): void {
    const bytes = new Uint8Array(Math.max(this.#bytes.length * 2, this.#at + needed));
    bytes.set(this.#bytes);
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer);
  }
}

function headSize(length: number): number {
  return length < 32 ? 1 : length < 0x100 ? 2 : length < 0x10000 ? 3 : 5;
}
