import { type ErrorCode, FlotillaError } from "../errors.ts";
import { ExtensionKind, inputHeadBytes } from "../extension.ts";
import { type InboundLimits, inboundLimits } from "../limits.ts";
import { Action } from "../messages.ts";
import { PacketType } from "../packet.ts";
import { Cursor, invalid, type Kind } from "./cursor.ts";
import { scanPageProps } from "./scan-page-props.ts";

/**
 * What a packet from a client is: a message or a numbered input that may be passed on, an extension's ping, a data-channel
 * frame, one of a type or kind that receivers ignore, or one that breaks a rule; what to do then is in the error table.
 */
export type ScanResult =
  | { readonly type: "message"; readonly action: number; readonly controlId: number }
  | {
      readonly type: "input";
      readonly number: number;
      readonly generation: number;
      readonly action: number;
      readonly controlId: number;
    }
  | { readonly type: "ping" }
  | { readonly type: "channel"; readonly channelId: number }
  | { readonly type: "extension" }
  | { readonly type: "ignored" }
  | { readonly type: "refused"; readonly code: ErrorCode; readonly reason: string };

type FieldType = "integer" | "name" | "string" | "string|null" | "map" | "any";
type Body = readonly { readonly name: string; readonly type: FieldType }[];

const bodies: Readonly<Record<number, Body>> = {
  [Action.register]: [
    { name: "session_id", type: "string|null" },
    { name: "page_name", type: "string" },
    { name: "page", type: "map" },
  ],
  [Action.event]: [
    { name: "target", type: "integer" },
    { name: "name", type: "name" },
    { name: "data", type: "any" },
  ],
  [Action.update]: [
    { name: "id", type: "integer" },
    { name: "props", type: "map" },
  ],
  [Action.invoke]: [
    { name: "control_id", type: "integer" },
    { name: "call_id", type: "name" },
    { name: "result", type: "any" },
    { name: "error", type: "string|null" },
  ],
};

const pageId = 1;

/** Checks a packet from a client byte by byte without building values; never throws. */
export function scanInbound(packet: Uint8Array, limits: InboundLimits = inboundLimits): ScanResult {
  switch (packet[0]) {
    case PacketType.message:
      return attempt(scanMessage, packet, limits);
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
      if (packet[1] === ExtensionKind.input) return attempt(scanInput, packet, limits);
      return { type: packet[1] === ExtensionKind.ping ? "ping" : "extension" };
    default:
      return { type: "ignored" };
  }
}

function attempt(
  scan: (packet: Uint8Array, limits: InboundLimits) => ScanResult,
  packet: Uint8Array,
  limits: InboundLimits,
): ScanResult {
  try {
    return scan(packet, limits);
  } catch (error) {
    if (!(error instanceof FlotillaError)) throw error;
    return { type: "refused", code: error.code, reason: error.message };
  }
}

/** An event or update behind a number: repeated inputs are told apart by it, everything else stays as it is. */
function scanInput(packet: Uint8Array, limits: InboundLimits): ScanResult {
  if (packet.length <= inputHeadBytes || packet[inputHeadBytes] !== PacketType.message)
    throw invalid("an input carries no message", "EXTENSION_INVALID");
  const number = new DataView(packet.buffer, packet.byteOffset).getUint32(3, true);
  if (number === 0) throw invalid("inputs count from 1", "EXTENSION_INVALID");
  const scan = scanMessage(packet, limits, inputHeadBytes + 1);
  if (scan.type !== "message") return scan;
  const { action, controlId } = scan;
  if (action !== Action.event && action !== Action.update)
    throw invalid(`action ${action} is no input`, "EXTENSION_INVALID");
  return { type: "input", number, generation: packet[2] as number, action, controlId };
}

function scanMessage(packet: Uint8Array, limits: InboundLimits, start = 1): ScanResult {
  const cursor = new Cursor(packet, start, limits);
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
  const found = { controlId: 0, propsAt: 0 };
  let seen = 0;
  for (let left = cursor.enter("map", 2); left > 0; left--) {
    const start = cursor.key();
    const index = body.findIndex(({ name }) => cursor.isText(start, name));
    const field = body[index];
    if (field === undefined || seen & (1 << index))
      throw invalid("a field that is not expected, or twice");
    seen |= 1 << index;
    if (field.type === "map") found.propsAt = cursor.at;
    if (field.type === "integer") found.controlId = cursor.integer();
    else if (field.type === "name") cursor.string(limits.maxNameBytes);
    else {
      if (!fits(cursor.kind(), field.type))
        throw invalid(`"${field.name}" is a ${cursor.kind()}, expected ${field.type}`);
      cursor.skip(3);
    }
    if (!(found.controlId >= 0)) throw invalid(`"${field.name}" is no id`);
  }
  if (seen !== (1 << body.length) - 1) throw invalid("fields are missing");
  return found;
}

function fits(kind: Kind, type: FieldType): boolean {
  if (type === "string|null") return kind === "string" || kind === "null";
  return type === "any" || kind === type;
}

function tooBig(bytes: number, limit: number): ScanResult {
  return {
    type: "refused",
    code: "PACKET_TOO_BIG",
    reason: `${bytes} bytes, the limit is ${limit}`,
  };
}
