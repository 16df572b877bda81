import type { Notice } from "./extension.ts";
import { decode, encode } from "./msgpack/codec.ts";
import { isMap } from "./shape.ts";

/** What the clients of an app are told, or those whose sessions are in one of its processes. */
export interface AppNotice {
  readonly team: string;
  readonly app: string;
  readonly processId?: string;
  readonly notice: Notice;
}

/** The channel of the bus on which gateways hear what to tell clients. */
export const noticeChannel = "notices";

/** A notice for the bus. */
export function encodeAppNotice(notice: AppNotice): Uint8Array {
  return encode(notice);
}

/** Reads a notice from the bus; undefined for anything else. */
export function decodeAppNotice(bytes: Uint8Array): AppNotice | undefined {
  const value = decode(bytes, { maxDepth: 8, keys: "string" });
  if (!isMap(value)) return undefined;
  const { team, app, processId, notice } = value;
  if (typeof team !== "string" || typeof app !== "string") return undefined;
  if (processId !== undefined && typeof processId !== "string") return undefined;
  if (!isMap(notice) || typeof notice.type !== "string") return undefined;
  return {
    team,
    app,
    notice: notice as Notice,
    ...(processId !== undefined && { processId }),
  };
}
