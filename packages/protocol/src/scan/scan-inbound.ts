import { type ErrorCode, FlotillaError } from "../errors.ts";
import { type InboundLimits, inboundLimits } from "../limits.ts";
import { Action } from "../messages.ts";
import { PacketType } from "../packet.ts";
import { Cursor, invalid } from "./cursor.ts";
import { scanPageProps } from "./scan-page-props.ts";

/**
 * What a packet from a client is: a message that may be passed on, a data-channel frame, one of a type that receivers
 * ignore, or one that breaks a rule; what to do then is in the error table.
 */
export type ScanResult =
  | { readonly type: "message"; readonly action: number; readonly controlId: number }
  | { readonly type: "channel"; readonly channelId: number }
  | { readonly type: "extension" }
  | { readonly type: "ignored" }
  | { readonly type: "refused"; readonly code: ErrorCode; readonly reason: string };

type FieldType = "integer" | "name" | "string" | "string|null" | "map" | "any";
type Body = Readonly<Record<string, FieldType>>;

const bodies: Readonly<Record<number, Body>> = {
  [Action.register]: { session_id: "string|null", page_name: "string", page: "map" },
  [Action.event]: { target: "integer", name: "name", data: "any" },
  [Action.update]: { id: "integer", props: "map" },
  [Action.invoke]: { control_id: "integer", call_id: "name", result: "any", error: "string|null" },
};

const pageId = 1;

/** Checks a packet from a client byte by byte without building values; never throws. */
export function scanInbound(packet: Uint8Array, limits: InboundLimits = inboundLimits): ScanResult {
  switch (packet[0]) {
    case PacketType.message:
      break;
    case PacketType.channel:
      if (packet.length > limits.maxMessageBytes)
        return tooBig(packet.length, limits.maxMessageBytes);
      return packet.length < 5
        ? { type: "ignored" }
        : {
            type: "channel",
            channelId: new DataView(packet.buffer, packet.byteOffset).getUint32(1, true),
          };
    case PacketType.extension:
      if (packet.length > limits.maxMessageBytes)
        return tooBig(packet.length, limits.maxMessageBytes);
      return { type: "extension" };
    default:
      return { type: "ignored" };
  }
  try {
    return scanMessage(packet, limits);
  } catch (error) {
    if (!(error instanceof FlotillaError)) throw error;
    return { type: "refused", code: error.code, reason: error.message };
  }
}

function scanMessage(packet: Uint8Array, limits: InboundLimits): ScanResult {
  const cursor = new Cursor(packet, 1, limits);
  if (cursor.enter("list", 1) !== 2) throw invalid("expected a list of action and body");
  const action = cursor.integer();
  const limit = action === Action.invoke ? limits.maxAnswerBytes : limits.maxMessageBytes;
  if (packet.length > limit) return tooBig(packet.length, limit);
  const body = Object.hasOwn(bodies, action) ? bodies[action] : undefined;
  if (body === undefined) throw invalid(`clients send no action ${action}`, "ACTION_UNKNOWN");
  const found = scanBody(cursor, body, limits);
  if (!cursor.isAtEnd) throw invalid("bytes follow it", "PACKET_MALFORMED");
  if (action === Action.update && found.controlId === pageId)
    scanPageProps(new Cursor(packet, found.propsAt, limits));
  return { type: "message", action, controlId: found.controlId };
}

/** Fields must be exactly those of the body; a repeated one would hide a missing one. */
function scanBody(
  cursor: Cursor,
  body: Body,
  limits: InboundLimits,
): { controlId: number; propsAt: number } {
  const missing = new Set(Object.keys(body));
  let controlId = 0;
  let propsAt = 0;
  for (let left = cursor.enter("map", 2); left > 0; left--) {
    const field = cursor.text(cursor.key());
    if (!missing.delete(field)) throw invalid("a field that is not expected, or twice");
    const type = body[field];
    const kind = cursor.kind();
    if (type === "integer") {
      controlId = cursor.integer();
      if (!(controlId >= 0)) throw invalid(`"${field}" is no id`);
    } else if (type === "name") cursor.string(limits.maxNameBytes);
    else {
      if (type === "map") propsAt = cursor.at;
      if (
        type !== "any" &&
        kind !== type &&
        !(type === "string|null" && (kind === "string" || kind === "null"))
      )
        throw invalid(`"${field}" is a ${kind}, expected ${type}`);
      cursor.skip(3);
    }
  }
  if (missing.size > 0) throw invalid(`without ${[...missing].join(", ")}`);
  return { controlId, propsAt };
}

function tooBig(bytes: number, limit: number): ScanResult {
  return {
    type: "refused",
    code: "PACKET_TOO_BIG",
    reason: `${bytes} bytes, the limit is ${limit}`,
  };
}
