import { FlotillaError } from "./errors.ts";
import { inboundLimits } from "./limits.ts";
import { Action } from "./messages.ts";
import { decodeMessage } from "./packet.ts";
import { mediaShape, orientations, pageEnums, pageShape, windowShape } from "./page-fields.ts";
import { scanInbound } from "./scan/scan-inbound.ts";
import { isMap, misfit, type Shape } from "./shape.ts";

/** A registration whose fields can be trusted. */
export interface Registration {
  /** The id that the client kept; it may be unknown or no id of ours at all. */
  readonly sessionId: string | null;
  readonly pageName: string;
  /** Known page fields with values of the right type; absent where the client sent null. */
  readonly page: Record<string, unknown>;
  /** What the client offers beyond the protocol, in `page._flotilla`. */
  readonly extension: Record<string, unknown> | undefined;
}

const maxRouteLength = 8192;

/** Reads a client's first packet; throws a `FlotillaError` if it is no valid registration. */
export function parseRegister(packet: Uint8Array): Registration {
  const scan = scanInbound(packet);
  if (scan.type === "refused") throw new FlotillaError(scan.code, scan.reason);
  if (scan.type !== "message" || scan.action !== Action.register)
    throw new FlotillaError("REGISTER_EXPECTED", "the first packet is no registration");
  const [, body] = decodeMessage(packet, inboundLimits);
  const page = body.page as Record<string, unknown>;
  const extension = page._flotilla;
  return {
    sessionId: body.session_id as string | null,
    pageName: body.page_name as string,
    page: checkPage(page),
    extension: isMap(extension) ? extension : undefined,
  };
}

function checkPage(sent: Record<string, unknown>): Record<string, unknown> {
  const page = pick(sent, pageShape, "page");
  for (const [name, values] of Object.entries(pageEnums))
    if (page[name] !== undefined && !values.has(page[name] as string)) throw wrong(`page.${name}`);
  if (typeof page.route === "string" && page.route.length > maxRouteLength)
    throw wrong("page.route");
  for (const [name, shape] of [
    ["window", windowShape],
    ["media", mediaShape],
  ] as const) {
    const value = sent[name] ?? undefined;
    if (value === undefined) continue;
    if (!isMap(value)) throw wrong(`page.${name}`);
    page[name] = pick(value, shape, `page.${name}`);
  }
  const orientation = (page.media as Record<string, unknown> | undefined)?.orientation;
  if (orientation !== undefined && !orientations.has(orientation as string))
    throw wrong("page.media.orientation");
  return page;
}

/** The fields that a shape knows, without those that are null; throws if one has a wrong type. */
function pick(sent: Record<string, unknown>, shape: Shape, path: string): Record<string, unknown> {
  const picked: Record<string, unknown> = {};
  for (const name of Object.keys(shape)) {
    const value = sent[name] ?? undefined;
    if (value === undefined) continue;
    const kind = shape[name] as Shape[string];
    if (typeof kind === "object") {
      if (!isMap(value)) throw wrong(`${path}.${name}`);
      picked[name] = pick(value, kind, `${path}.${name}`);
    } else if (misfit({ [name]: value }, { [name]: kind }) === undefined) picked[name] = value;
    else throw wrong(`${path}.${name}`);
  }
  return picked;
}

function wrong(field: string): FlotillaError {
  return new FlotillaError("REGISTER_INVALID", `registration: ${field} has a wrong type or value`);
}
