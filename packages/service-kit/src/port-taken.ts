import { FlotillaError, systemCodeOf } from "@flotilla/protocol";

/** What to do about a start that failed because a port is in use; undefined for other reasons. */
export function portTaken(cause: unknown): FlotillaError | undefined {
  if (systemCodeOf(cause) !== "EADDRINUSE") return undefined;
  const field = (name: string): string => String(Reflect.get(Object(cause), name));
  const text = `port ${field("port")} on ${field("address")} is in use: stop the program that has it, or choose another port (0 for any)`;
  return new FlotillaError("PORT_TAKEN", text, { cause });
}
