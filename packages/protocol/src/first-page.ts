import { FlotillaError } from "./errors.ts";
import { decode, encode } from "./msgpack/codec.ts";

/** What a new session has sent before its client did anything: the page as everybody may get it. */
export interface FirstPage {
  readonly team: string;
  readonly app: string;
  readonly release: string;
  readonly route: string;
  /** The app asked for facts about the client: this page is for one visitor only, and has no packets. */
  readonly isPersonal: boolean;
  /** From the REGISTER reply on. */
  readonly packets: readonly Uint8Array[];
}

/** The channel of the bus on which workers tell gateways of first pages. */
export const firstPageChannel = "first-pages";

/** Bytes that the packets of a first page may have; larger pages are not told. */
export const maxFirstPageBytes = 256 * 1024;

const maxPackets = 256;

/** The packets of a page as one value. */
export function joinPackets(packets: readonly Uint8Array[]): Uint8Array {
  return encode(packets);
}

/** Reads what `joinPackets` wrote; throws `CONTROL_MALFORMED` for anything else. */
export function splitPackets(bytes: Uint8Array): readonly Uint8Array[] {
  const packets: unknown =
    bytes.length > maxFirstPageBytes + maxPackets * 8
      ? undefined
      : decode(bytes, { maxDepth: 2, maxItems: maxPackets + 1 });
  if (!Array.isArray(packets) || packets.length > maxPackets) throw malformed();
  if (!packets.every((packet) => packet instanceof Uint8Array)) throw malformed();
  return packets;
}

/** A first page for the bus. */
export function encodeFirstPage(page: Omit<FirstPage, "packets">, packets: Uint8Array): Uint8Array {
  const { team, app, release, route, isPersonal } = page;
  return encode({ team, app, release, route, isPersonal, packets });
}

/** Reads a first page from the bus; undefined for anything else. */
export function decodeFirstPage(bytes: Uint8Array): FirstPage | undefined {
  const value = decode(bytes, { maxDepth: 4, keys: "string" });
  if (typeof value !== "object" || value === null) return undefined;
  const { team, app, release, route, isPersonal, packets } = value as Record<string, unknown>;
  if (typeof team !== "string" || typeof app !== "string") return undefined;
  if (typeof release !== "string" || typeof route !== "string") return undefined;
  if (typeof isPersonal !== "boolean" || !(packets instanceof Uint8Array)) return undefined;
  return { team, app, release, route, isPersonal, packets: splitPackets(packets) };
}

function malformed(): FlotillaError {
  return new FlotillaError("CONTROL_MALFORMED", "first page: expected a list of packets");
}
