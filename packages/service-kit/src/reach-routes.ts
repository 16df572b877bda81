import express, { type Router } from "express";
import { requireBearer } from "./internal-listener.ts";

/** Tells peers whether this node reaches what all nodes share: whether looking there now succeeds within some time. */
export function reachRoutes(token: string, look: () => Promise<unknown>, withinMs: number): Router {
  const router = express.Router();
  router.get("/v1/store", requireBearer(token), async (_request, response) => {
    const late = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => late.resolve(false), withinMs);
    const looked = look().then(
      () => true,
      () => false,
    );
    const reaches = await Promise.race([looked, late.promise]);
    clearTimeout(timer);
    response.json({ reaches });
  });
  return router;
}
