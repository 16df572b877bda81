import { requireBearer } from "@flotilla/service-kit";
import express, { type Router } from "express";
import type { ConnectionTable } from "./session/connection-table.ts";

/** What other gateways may ask this one, on the internal port. */
export function internalRoutes(token: string, connections: ConnectionTable): Router {
  const router = express.Router();
  router.post("/v1/connections/:id/probe", requireBearer(token), async (request, response) => {
    response.json({ alive: await connections.isAlive(String(request.params.id)) });
  });
  return router;
}
