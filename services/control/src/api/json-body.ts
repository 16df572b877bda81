import type { IncomingMessage } from "node:http";
import { FlotillaError } from "@flotilla/protocol";
import type { z } from "zod";

const maxBytes = 8 * 1024 * 1024;

/** Reads a JSON body and checks it; throws `REQUEST_INVALID` naming every bad field. */
export async function readJsonBody(request: IncomingMessage, schema: z.ZodType): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bodyOf(request)) {
    size += (chunk as Buffer).byteLength;
    if (size > maxBytes) {
      throw new FlotillaError("PAYLOAD_TOO_LARGE", `body: expected at most ${maxBytes} bytes`);
    }
    chunks.push(chunk as Buffer);
  }
  const parsed = schema.safeParse(parseJson(Buffer.concat(chunks).toString("utf8")));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues
    .slice(0, 10)
    .map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
  throw new FlotillaError("REQUEST_INVALID", problems.join("; "));
}

/** A body that is left half read does not take the connection with it: the answer has to get through. */
export function bodyOf(request: IncomingMessage): AsyncIterable<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = request.iterator({ destroyOnReturn: false });
  return { [Symbol.asyncIterator]: () => chunks };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text === "" ? "{}" : text);
  } catch (cause) {
    throw notJson(cause);
  }
}

function notJson(cause: unknown): FlotillaError {
  return new FlotillaError("REQUEST_INVALID", "body: expected JSON", { cause });
}
