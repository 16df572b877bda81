import { type IncomingMessage, request as send } from "node:http";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { FlotillaError } from "@flotilla/protocol";
import type { AppRoute } from "../upstream/app-route.ts";
import { connectApp } from "../upstream/app-socket.ts";

/** Where a file goes and within which bounds. */
export interface UploadOrder {
  /** The way to the app process. */
  readonly route: AppRoute;
  readonly fileName: string;
  readonly maxBytes: number;
  readonly stallMs: number;
}

/**
 * Streams a body to an app process; resolves when the file is in its place there. A body that breaks off, stalls or grows
 * over the limit breaks the connection to the process, which drops what it had.
 */
export async function forwardUpload(body: IncomingMessage, order: UploadOrder): Promise<void> {
  const { route, fileName, maxBytes, stallMs } = order;
  const length = body.headers["content-length"];
  const upstream = send({
    createConnection: (_options, done) => connectApp(route, done),
    method: "PUT",
    path: `/?f=${encodeURIComponent(fileName)}`,
    headers:
      length === undefined ? { "transfer-encoding": "chunked" } : { "content-length": length },
  });
  const status = Promise.withResolvers<number>();
  status.promise.catch(() => {}); // awaited below, unless the body fails first
  upstream.on("response", (answer) => {
    answer.resume();
    status.resolve(answer.statusCode ?? 502);
  });
  upstream.on("error", status.reject);
  const stall = setTimeout(() => {
    upstream.destroy(new FlotillaError("TIMEOUT", "upload: the body did not come"));
  }, stallMs);
  let received = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done): void {
      stall.refresh();
      received += chunk.length;
      if (received > maxBytes) done(tooLarge(maxBytes));
      else done(null, chunk);
    },
  });
  try {
    // The request outlives a failure here: its sender still gets an answer.
    const sent = pipeline(readable(body), meter, upstream);
    const answer = await Promise.race([status.promise, sent.then(() => status.promise)]);
    sent.catch(() => {}); // the process answered before it had read everything
    if (answer !== 200) throw refusalOf(answer);
  } catch (error) {
    throw error instanceof FlotillaError ? error : unreachable(error);
  } finally {
    clearTimeout(stall);
    upstream.destroy();
  }
}

/** The body's bytes; ending early does not close the client's connection. */
async function* readable(body: IncomingMessage): AsyncGenerator<Buffer> {
  for await (const chunk of body.iterator({ destroyOnReturn: false })) yield chunk as Buffer;
  if (!body.complete) throw new FlotillaError("REQUEST_INVALID", "upload: the body broke off");
}

/** Over the limit, known before or found on the way. */
export function tooLarge(maxBytes: number): FlotillaError {
  return new FlotillaError("PAYLOAD_TOO_LARGE", `upload: expected at most ${maxBytes} bytes`);
}

function refusalOf(status: number): FlotillaError {
  switch (status) {
    case 400:
      return new FlotillaError("REQUEST_INVALID", "upload: no file can be at this place");
    case 503:
      return new FlotillaError("UNAVAILABLE", "upload: the app takes too many files at once");
    case 507:
      return new FlotillaError("STORAGE_FULL", "upload: the app has no room for this file");
    default:
      return new FlotillaError("APP_UNREACHABLE", `upload: the app process answered ${status}`);
  }
}

function unreachable(cause: unknown): FlotillaError {
  return new FlotillaError("APP_UNREACHABLE", "upload: the app process is not there", { cause });
}
