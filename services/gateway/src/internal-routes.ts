import type { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type AppNotice, FlotillaError, isName } from "@flotilla/protocol";
import { bearerCheck, requireBearer } from "@flotilla/service-kit";
import express, { type Router } from "express";
import { z } from "zod";
import type { ConnectionTable } from "./session/connection-table.ts";
import type { Notices } from "./session/notices.ts";
import { refuseUpgrade } from "./transport/refuse-upgrade.ts";
import type { SocketIoEntrance } from "./transport/socket-io-entrance.ts";

const noticeBody = z.strictObject({
  team: z.string(),
  app: z.string(),
  notice: z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("build_failed"),
      text: z.string(),
      file: z.string().optional(),
      line: z.number().int().optional(),
      column: z.number().int().optional(),
    }),
    z.strictObject({ type: z.enum(["build_ok", "not_responding", "responding"]) }),
  ]),
});

/** What other services may ask this one, on the internal port. */
export function internalRoutes(
  token: string,
  connections: ConnectionTable,
  socketIo: SocketIoEntrance,
  notices: Notices,
  onRefused: () => void,
): Router {
  const router = express.Router();
  const asService = requireBearer(token, onRefused);
  router.post("/v1/connections/:id/probe", asService, async (request, response) => {
    response.json({ alive: await connections.isAlive(String(request.params.id)) });
  });
  router.post(
    "/v1/notices",
    asService,
    express.json({ limit: "64kb" }),
    async (request, response) => {
      const notice = noticeBody.safeParse(request.body);
      if (!notice.success) {
        throw new FlotillaError("REQUEST_INVALID", "expected { team, app, notice: { type, … } }");
      }
      await notices.send(notice.data as AppNotice);
      response.status(204).end();
    },
  );
  router.all("/v1/socket.io/:team/:app", asService, (request, response) => {
    const { team, app } = request.params;
    socketIo.handleOwn({ team: String(team), app: String(app) }, request, response);
  });
  return router;
}

/** The same for upgrades: a polling client of this gateway tries WebSocket at another one. */
export function internalUpgrades(
  token: string,
  socketIo: SocketIoEntrance,
  onRefused: () => void,
): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const isAllowed = bearerCheck(token);
  return (request, socket, head) => {
    if (!(socket instanceof Socket)) throw new TypeError("upgrade: expected a socket");
    socket.on("error", () => {}); // a reset during the handshake
    const { pathname } = new URL(request.url ?? "/", "http://gateway");
    const [, version, address, team = "", app = "", ...more] = pathname.split("/");
    const isForUs = version === "v1" && address === "socket.io" && more.length === 0;
    if (!isAllowed(request)) {
      onRefused();
      refuseUpgrade(socket, "UNAUTHENTICATED");
    } else if (!isForUs || !isName(team) || !isName(app)) refuseUpgrade(socket, "NOT_FOUND");
    else socketIo.upgradeOwn({ team, app }, request, socket, head);
  };
}
