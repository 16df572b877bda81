import { FlotillaError } from "../errors.ts";

/** UTC with an offset, never `Z`; six digits of fraction, only if there is one. */
export function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) throw unencodable("an invalid Date");
  return date.toISOString().replace(".000Z", "+00:00").replace("Z", "000+00:00");
}

/** The failure of a value that MessagePack has no form for. */
export function unencodable(what: string): FlotillaError {
  return new FlotillaError("VALUE_UNENCODABLE", `${what} has no form on the wire`);
}
