import { createServer, type Server } from "node:http";
import type { Entrances } from "../transport/entrances.ts";
import type { PublicApp } from "./public-app.ts";

/** The public listener, not yet listening: requests to the app, upgrades to the entrances. */
export function createPublicServer(app: PublicApp, entrances: Entrances, headerMs: number): Server {
  const server = createServer({
    // Late headers are noticed at most this much after their limit.
    connectionsCheckingInterval: 1_000,
    headersTimeout: headerMs,
    requestTimeout: 0, // bodies have a limit of their own where they are read
    keepAliveTimeout: 5_000,
    shouldUpgradeCallback: (request) => /^websocket$/i.test(request.headers.upgrade ?? ""),
  });
  server.on("request", (request, response) => void app.handle(request, response));
  server.on("upgrade", (request, socket, head) => entrances.upgrade(request, socket, head));
  return server;
}
