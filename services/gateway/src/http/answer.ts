import type { IncomingMessage, ServerResponse } from "node:http";
import { type ErrorCode, errorTable } from "@flotilla/protocol";
import { sendProblem } from "@flotilla/service-kit";
import { messagePage } from "./pages.ts";
import { setPlainPageHeaders } from "./security-headers.ts";

/** Sends a text; the body is left out for HEAD. */
export function sendText(
  response: ServerResponse,
  status: number,
  type: string,
  text: string,
): void {
  const body = Buffer.from(text);
  response.writeHead(status, { "content-type": type, "content-length": body.length });
  response.end(response.req.method === "HEAD" ? undefined : body);
}

/** Sends an HTML page. */
export function sendHtml(response: ServerResponse, status: number, html: string): void {
  sendText(response, status, "text/html; charset=utf-8", html);
}

/** Refuses a request: a page for people, problem+json for programs. */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  code: ErrorCode,
  title: string,
  retryAfterS?: number,
): void {
  const { status } = errorTable[code];
  response.setHeader("cache-control", "no-store");
  if (retryAfterS !== undefined) response.setHeader("retry-after", String(retryAfterS));
  if (!wantsHtml(request)) {
    sendProblem(response, {
      status,
      code,
      title,
      ...(retryAfterS !== undefined && { retryAfterS }),
    });
    return;
  }
  setPlainPageHeaders(response);
  sendHtml(response, status, messagePage(title, hints[status] ?? ""));
}

/** A browser that opens a page asks for HTML by name; programs do not. */
export function wantsHtml(request: IncomingMessage): boolean {
  return /\btext\/html\b/i.test(request.headers.accept ?? "");
}

/** Lets GET and HEAD pass, answers anything else. */
export function allowsRead(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method === "GET" || request.method === "HEAD") return true;
  response.setHeader("allow", "GET, HEAD");
  refuse(request, response, "METHOD_NOT_ALLOWED", "This address can only be read");
  return false;
}

const hints: Readonly<Record<number, string>> = {
  400: "The address is malformed.",
  404: "Nothing is at this address. It may have been renamed or removed.",
  405: "This address does not take that kind of request.",
  429: "Please wait a moment and try again.",
  503: "The host cannot take this request now. Please try again in a moment.",
};
