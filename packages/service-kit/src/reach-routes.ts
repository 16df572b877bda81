import express, { type Router } from "express";
import { z } from "zod";
import { requireBearer } from "./internal-listener.ts";

/** What a node says of its way to what all nodes share. */
export const reachAnswer = z.object({
  /** Whether looking there now succeeds within some time. */
  reaches: z.boolean(),
  /** For how long all looks have succeeded; 0 after one that did not. */
  steadyMs: z.number(),
});

/** How a node looks whether it reaches what all nodes share. */
export interface ReachParts {
  readonly look: () => Promise<unknown>;
  readonly withinMs: number;
  readonly steadyMs: () => number;
  /** Told of who asks without the token. */
  readonly onRefused?: () => void;
}

/** Tells peers whether this node reaches what all nodes share, and since when. */
export function reachRoutes(token: string, parts: ReachParts): Router {
  const { look, withinMs, steadyMs, onRefused } = parts;
  const router = express.Router();
  router.get("/v1/store", requireBearer(token, onRefused), async (_request, response) => {
    const late = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => late.resolve(false), withinMs);
    response.once("close", () => late.resolve(false)); // who asked does not wait any more
    const looked = look().then(
      () => true,
      () => false,
    );
    const reaches = await Promise.race([looked, late.promise]);
    clearTimeout(timer);
    response.json({ reaches, steadyMs: steadyMs() } satisfies z.output<typeof reachAnswer>);
  });
  return router;
}
