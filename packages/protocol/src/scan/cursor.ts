import { type ErrorCode, FlotillaError } from "../errors.ts";
import type { DecodeLimits } from "../limits.ts";
import { isForbiddenKey } from "../msgpack/decoder.ts";
import { isUtf8 } from "./is-utf8.ts";

/** What a value in the bytes is, without looking further into it. */
export type Kind =
  | "null"
  | "boolean"
  | "integer"
  | "float"
  | "string"
  | "bin"
  | "list"
  | "map"
  | "ext";

/** Walks over MessagePack without building values; throws a `FlotillaError` at the first byte that breaks a rule. */
export class Cursor {
  readonly #bytes: Uint8Array;
  readonly #limits: DecodeLimits;
  #at: number;

  constructor(bytes: Uint8Array, at: number, limits: DecodeLimits) {
    this.#bytes = bytes;
    this.#at = at;
    this.#limits = limits;
  }

  get at(): number {
    return this.#at;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** What the next value is; does not move. */
  kind(): Kind {
    const code = this.#bytes[this.#at];
    if (code === undefined) throw malformed("it ends early");
    if (code < 0x80 || code > 0xdf) return "integer";
    if (code < 0x90) return "map";
    if (code < 0xa0) return "list";
    if (code < 0xc0) return "string";
    const kind = kinds[code - 0xc0];
    if (kind === undefined) throw malformed("the code 0xc1 is unused");
    return kind;
  }

  /** Steps into a list or map; returns the number of its items or entries. */
  enter(kind: "list" | "map", depth: number): number {
    if (this.kind() !== kind) throw invalid(`expected a ${kind}`);
    if (depth > this.#limits.maxDepth)
      throw new FlotillaError("VALUE_TOO_DEEP", `values nest deeper than ${this.#limits.maxDepth}`);
    const code = this.#byte();
    const count = code < 0xa0 ? code & 15 : this.#unsigned(code === 0xdc || code === 0xde ? 2 : 4);
    if (count > this.#limits.maxItems)
      throw new FlotillaError("VALUE_TOO_LONG", `a ${kind} of ${count} items is over the limit`);
    if (count * (kind === "map" ? 2 : 1) > this.#bytes.length - this.#at)
      throw malformed("a list or map claims more items than there are bytes");
    return count;
  }

  /** Reads an integer; NaN for one that is not safe. */
  integer(): number {
    if (this.kind() !== "integer") throw invalid("expected an integer");
    const code = this.#byte();
    if (code < 0x80) return code;
    if (code > 0xdf) return code - 0x100;
    const width = 1 << (code & 3);
    if (code < 0xd0 && width < 8) return this.#unsigned(width);
    const high = width === 8 ? this.#unsigned(4) : 0;
    const low = this.#unsigned(Math.min(width, 4));
    if (code < 0xd0) return safe(high * 2 ** 32 + low);
    const shift = 32 - Math.min(width, 4) * 8;
    return width === 8 ? safe((high | 0) * 2 ** 32 + low) : (low << shift) >> shift;
  }

  /** Steps over a string and checks its encoding; returns where its bytes begin. It ends at the cursor. */
  string(maxBytes = this.#limits.maxLength): number {
    if (this.kind() !== "string") throw invalid("expected a string");
    const code = this.#byte();
    const length = code < 0xc0 ? code & 31 : this.#unsigned(1 << (code - 0xd9));
    const start = this.#step(length, maxBytes);
    if (!isUtf8(this.#bytes, start, this.#at)) throw malformed("a string is not UTF-8");
    return start;
  }

  /** Whether a string that was stepped over has this text, of plain letters. */
  isText(start: number, text: string): boolean {
    if (this.#at - start !== text.length) return false;
    for (let i = 0; i < text.length; i++)
      if (this.#bytes[start + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  /** The text of a string that was stepped over; for short ones of plain letters. */
  text(start: number): string {
    let text = "";
    for (let i = start; i < this.#at; i++) text += String.fromCharCode(this.#bytes[i] as number);
    return text;
  }

  /** Steps over a map's key, which must be a string that objects do not reserve; returns where its bytes begin. */
  key(): number {
    if (this.kind() !== "string")
      throw new FlotillaError("KEY_NOT_STRING", `a map key is a ${this.kind()}, not a string`);
    const start = this.string();
    const length = this.#at - start;
    if ((length === 9 || length === 11) && isForbiddenKey(this.text(start)))
      throw new FlotillaError("KEY_FORBIDDEN", `the map key ${this.text(start)} is reserved`);
    return start;
  }

  /** Steps over any value with all that is in it. */
  skip(depth: number): void {
    const kind = this.kind();
    if (kind === "map") {
      for (let i = this.enter(kind, depth); i > 0; i--) {
        this.key();
        this.skip(depth + 1);
      }
    } else if (kind === "list") {
      for (let i = this.enter(kind, depth); i > 0; i--) this.skip(depth + 1);
    } else if (kind === "string") this.string();
    else if (kind === "integer") this.integer();
    else {
      const code = this.#byte();
      if (kind === "float") this.#step(code === 0xca ? 4 : 8, 8);
      else if (kind === "bin")
        this.#step(this.#unsigned(1 << (code - 0xc4)), this.#limits.maxLength);
      else if (kind === "ext") this.#extension(code);
    }
  }

  #extension(code: number): void {
    const length = code >= 0xd4 ? 1 << (code - 0xd4) : this.#unsigned(1 << (code - 0xc7));
    this.#step(1, 1);
    const start = this.#step(length, this.#limits.maxLength);
    if (!isUtf8(this.#bytes, start, this.#at)) throw malformed("an extension is not UTF-8");
  }

  #byte(): number {
    return this.#bytes[this.#at++] as number;
  }

  #unsigned(width: number): number {
    let value = 0;
    for (let i = this.#step(width, 4); i < this.#at; i++)
      value = value * 0x100 + (this.#bytes[i] as number);
    return value;
  }

  #step(length: number, limit: number): number {
    if (length > limit)
      throw new FlotillaError(
        "VALUE_TOO_LONG",
        `a value of ${length} bytes, the limit is ${limit}`,
      );
    const start = this.#at;
    this.#at += length;
    if (this.#at > this.#bytes.length) throw malformed("it ends early");
    return start;
  }
}

/** An error about a message whose values are not the expected ones. */
export function invalid(what: string, code: ErrorCode = "MESSAGE_INVALID"): FlotillaError {
  return new FlotillaError(code, `message: ${what}`);
}

// The codes from 0xc0 to 0xdf.
const kinds: readonly (Kind | undefined)[] = [
  ...(["null", undefined, "boolean", "boolean", "bin", "bin", "bin", "ext", "ext", "ext"] as const),
  ...(["float", "float"] as const),
  ...new Array<Kind>(8).fill("integer"),
  ...new Array<Kind>(5).fill("ext"),
  ...new Array<Kind>(3).fill("string"),
  ...(["list", "list", "map", "map"] as const),
];

function safe(value: number): number {
  return Number.isSafeInteger(value) ? value : Number.NaN;
}

function malformed(what: string): FlotillaError {
  return new FlotillaError("PACKET_MALFORMED", `MessagePack: ${what}`);
}
