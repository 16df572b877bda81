import express, { type Router } from "express";
import { requireBearer } from "./internal-listener.ts";

/** Tells peers whether this node reaches what all nodes share, which is looked at now. */
export function reachRoutes(token: string, look: () => Promise<unknown>): Router {
  const router = express.Router();
  router.get("/v1/store", requireBearer(token), async (_request, response) => {
    const reaches = await look().then(
      () => true,
      () => false,
    );
    response.json({ reaches });
  });
  return router;
}
