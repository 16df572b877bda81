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
  record: "?bytes",
  uploadKey: "?bytes",
  uploadTicket: "?string",
  extension: "?map",
  isStaying: "?boolean",
} as const;

const shapes: Readonly<Record<keyof LinkPayloads, Shape>> = {
  [LinkType.hello]: { version: "integer", oldest: "?integer", side: "string", id: "string" },
  [LinkType.open]: { ...attach, ttlMs: "number", restore: "?map" },
  [LinkType.attach]: attach,
  [LinkType.detach]: { reason: "string" },
  [LinkType.close]: {
    reason: "string",
    code: "?integer",
    sessionId: "?string",
    epoch: "?integer",
  },
  [LinkType.login]: {
    sessionId: "string",
    epoch: "integer",
    state: "string",
    code: "?string",
    error: "?string",
    errorDescription: "?string",
    issuer: "?string",
  },
  [LinkType.move]: { to: "string" },
  [LinkType.record]: { sessionId: "string", epoch: "integer", record: "bytes" },
};

/** Of maps that may be absent. */
const inner: Readonly<Record<string, Shape>> = {
  extension: { ack: "integer" },
  restore: {
    parts: "parts",
    release: "string",
    isStaying: "boolean",
    mayStay: "?boolean",
    hasStayed: "?boolean",
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
  const field = misfit(payload, shapes[type]) ?? misfitWithin(payload);
  if (field !== undefined) throw malformed(type, `a wrong field "${field}"`);
  return payload as unknown as LinkPayloads[T];
}

function misfitWithin(payload: Readonly<Record<string, unknown>>): string | undefined {
  for (const [name, shape] of Object.entries(inner)) {
    if (payload[name] === undefined) continue;
    const field = misfit({ [name]: payload[name] }, { [name]: shape });
    if (field !== undefined) return field;
  }
  return undefined;
}

function malformed(type: number, what: string, cause?: unknown): FlotillaError {
  return new FlotillaError("LINK_MALFORMED", `link frame of type ${type} with ${what}`, { cause });
}
