import { FlotillaError } from "../errors.ts";
import { decode } from "../msgpack/codec.ts";
import { isMap, misfit, type Shape } from "../shape.ts";
import { type LinkPayloads, LinkType } from "./messages.ts";

const attach = {
  sessionId: "string",
  epoch: "integer",
  claimId: "string",
  page: "map",
  client: { ip: "string", userAgent: "string" },
  pageUrl: "string",
  pageName: "string",
  uploadKey: "?bytes",
  uploadTicket: "?string",
} as const;

const shapes: Readonly<Record<keyof LinkPayloads, Shape>> = {
  [LinkType.hello]: { version: "integer", side: "string", id: "string" },
  [LinkType.open]: { ...attach, ttlMs: "number", restore: "?bytes" },
  [LinkType.attach]: attach,
  [LinkType.detach]: { reason: "string" },
  [LinkType.close]: {
    reason: "string",
    code: "?integer",
    sessionId: "?string",
    epoch: "?integer",
  },
};

const limits = { maxDepth: 64, keys: "string", maxItems: 100_000 } as const;

/** Decodes and checks a payload that is a map; throws LINK_MALFORMED. */
export function decodePayload<T extends keyof LinkPayloads>(
  type: T,
  bytes: Uint8Array,
): LinkPayloads[T] {
  let payload: unknown;
  try {
    payload = decode(bytes, limits);
  } catch (error) {
    throw malformed(type, "undecodable bytes", error);
  }
  if (!isMap(payload)) throw malformed(type, "no map");
  const field = misfit(payload, shapes[type]);
  if (field !== undefined) throw malformed(type, `a wrong field "${field}"`);
  return payload as unknown as LinkPayloads[T];
}

function malformed(type: number, what: string, cause?: unknown): FlotillaError {
  return new FlotillaError("LINK_MALFORMED", `link frame of type ${type} with ${what}`, { cause });
}
