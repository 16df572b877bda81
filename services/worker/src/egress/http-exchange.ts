import http, { type IncomingMessage, type RequestOptions } from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { FlotillaError } from "@flotilla/protocol";
import type { HostAddress } from "./resolve-host.ts";

/** A request of an app. */
export interface EgressRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What came back; equal headers have a line each. */
export interface EgressAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/** What one request may take. */
export interface EgressLimits {
  readonly bodyBytes: number;
  readonly timeoutMs: number;
}

/** Headers that belong to the connection: they are ours to say. */
const ownHeaders = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** What all answers that are being read may take together: many apps read at the same time. */
export class ReadBudget {
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  take(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes <= this.#maxBytes) return;
    throw new FlotillaError("RATE_LIMITED", "the host reads too many answers at once");
  }

  giveBack(bytes: number): void {
    this.#bytes -= bytes;
  }
}

/** Sends one request to one of the given addresses and to no other; redirects are answers like any other. */
export async function exchange(
  url: URL,
  addresses: readonly HostAddress[],
  request: EgressRequest,
  limits: EgressLimits,
  budget: ReadBudget,
  signal: AbortSignal,
): Promise<EgressAnswer> {
  const response = await send(url, request, {
    agent: false,
    lookup: pinned(addresses),
    signal,
  });
  try {
    const body = await read(response, limits.bodyBytes, budget);
    return { status: response.statusCode ?? 0, headers: headersOf(response), body };
  } finally {
    response.destroy();
  }
}

function send(url: URL, request: EgressRequest, options: RequestOptions): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const { request: open } = url.protocol === "https:" ? https : http;
  const outgoing = open(url, {
    ...options,
    method: request.method,
    headers: {
      "user-agent": "Flotilla",
      accept: "*/*",
      ...sentHeaders(request.headers),
      "accept-encoding": "identity",
      ...(request.body.length > 0 && { "content-length": String(request.body.length) }),
    },
  });
  outgoing.on("response", resolve);
  outgoing.on("error", reject);
  outgoing.on("upgrade", (_response, socket) => {
    socket.destroy();
    reject(new FlotillaError("EGRESS_FAILED", "the answer was another protocol"));
  });
  outgoing.end(request.body);
  return promise;
}

async function read(
  response: IncomingMessage,
  maxBytes: number,
  budget: ReadBudget,
): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      length += chunk.length;
      budget.take(chunk.length);
      if (length > maxBytes) {
        throw new FlotillaError("PAYLOAD_TOO_LARGE", `the answer is over ${maxBytes} bytes`);
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, length);
  } finally {
    budget.giveBack(length);
  }
}

/** Whatever a name leads to by now, the connection goes to what was looked at. */
function pinned(addresses: readonly HostAddress[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses;
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? "", first?.family);
  };
}

function sentHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const sent: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (!ownHeaders.has(lower)) sent[lower] = value;
  }
  return sent;
}

function headersOf(response: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(response.headersDistinct)) {
    if (!ownHeaders.has(name) && name !== "__proto__") headers[name] = (values ?? []).join("\n");
  }
  return headers;
}
