import type { Server } from "node:net";

/** `http://host:port` of a listening server, or `https:`. */
export function addressOf(server: Server, protocol: "http" | "https" = "http"): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("server: not listening");
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `${protocol}://${host}:${address.port}`;
}
