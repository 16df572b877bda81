import type { IncomingMessage, ServerResponse } from "node:http";
import {
  makeRequestId,
  type PeerClient,
  requestIdHeader,
  sendProblem,
} from "@flotilla/service-kit";
import type { ClientFacts } from "./client-facts.ts";

const hopHeaders = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "expect",
]);
const bodyStallMs = 30_000;

/** Passes a request for the API on to control, both bodies as streams. */
export async function proxyToControl(
  peers: PeerClient,
  controlUrl: string,
  request: IncomingMessage,
  response: ServerResponse,
  facts: ClientFacts,
): Promise<void> {
  const base = new URL(controlUrl);
  const headers = passedHeaders(request.headers, new Set(["host", "cookie", "forwarded"]));
  for (const name of Object.keys(headers))
    if (name.startsWith("x-forwarded-")) delete headers[name];
  headers["x-forwarded-for"] = facts.ip;
  headers[requestIdHeader] = makeRequestId(); // whoever asks from outside names nothing here
  headers["x-forwarded-proto"] = facts.isSecure ? "https" : "http";
  headers["x-forwarded-host"] = request.headers.host ?? base.host;
  if (request.headers["transfer-encoding"] !== undefined) headers["transfer-encoding"] = "chunked";
  const { url: path = "/", method = "GET" } = request;
  const upstream = peers.request("control", base, { path, method, headers });
  const stall = setTimeout(() => {
    if (!response.headersSent) response.setHeader("connection", "close");
    sendProblem(response, {
      status: 408,
      code: "TIMEOUT",
      title: "The request's body did not come",
    });
    upstream.destroy();
  }, bodyStallMs);
  request.on("data", () => stall.refresh());
  request.on("end", () => clearTimeout(stall));
  response.on("close", () => upstream.destroy());
  await new Promise<void>((resolve) => {
    upstream.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, passedHeaders(answer.headers, new Set()));
      // Log tails send little for long: what is there goes out at once.
      response.flushHeaders();
      answer.pipe(response);
      answer.on("error", () => response.destroy());
    });
    upstream.on("error", () => {
      sendProblem(response, {
        status: 503,
        code: "UNAVAILABLE",
        title: "The control service does not answer",
        retryAfterS: 2,
      });
    });
    upstream.on("close", () => {
      clearTimeout(stall);
      resolve();
    });
    if (response.destroyed)
      upstream.destroy(); // meanwhile
    else request.pipe(upstream);
  });
}

function passedHeaders(
  headers: IncomingMessage["headers"],
  dropped: ReadonlySet<string>,
): Record<string, string | string[]> {
  // What Connection lists is for this hop only.
  const listed = new Set(
    (headers.connection ?? "").split(",").map((name) => name.trim().toLowerCase()),
  );
  const passed: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || hopHeaders.has(name) || dropped.has(name) || listed.has(name))
      continue;
    passed[name] = value;
  }
  return passed;
}
