import type { Socket } from "node:net";
import { type ErrorCode, errorTable } from "@flotilla/protocol";

const closeTimeoutMs = 2_000;

/** Answers a handshake with problem+json and ends its connection. */
export function refuseUpgrade(raw: Socket, code: ErrorCode, retryAfterS?: number): void {
  const { status, summary: title } = errorTable[code];
  const body = JSON.stringify({ type: "about:blank", title, status, code });
  const lines = [
    `HTTP/1.1 ${status} Refused`,
    "Connection: close",
    "Content-Type: application/problem+json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(retryAfterS === undefined ? [] : [`Retry-After: ${Math.max(1, Math.ceil(retryAfterS))}`]),
  ];
  raw.setTimeout(closeTimeoutMs, () => raw.destroy());
  raw.end(`${lines.join("\r\n")}\r\n\r\n${body}`);
}
