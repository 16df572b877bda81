import { FlotillaError } from "@flotilla/protocol";
import { requireBearer } from "@flotilla/service-kit";
import express, { type Router } from "express";
import { z } from "zod";
import type { AppProcess } from "../process/app-process.ts";
import type { Tier } from "../sandbox/tier.ts";
import type { ProcessFate } from "../supervisor/exits.ts";
import type { StartRequest } from "../supervisor/supervisor-parts.ts";

/** What the routes act on. */
export interface ProcessService {
  readonly tier: Tier;
  readonly processes: readonly AppProcess[];
  startProcess(request: StartRequest): Promise<AppProcess>;
  endProcess(id: string, how: "stop" | "move"): Promise<boolean>;
  fateOf(id: string): Promise<ProcessFate>;
  drain(): Promise<void>;
  /** All is done that was asked for: the worker may leave. */
  release(): void;
}

const startBody = z.strictObject({ team: z.string(), app: z.string(), release: z.string() });

/** The worker's internal API: app processes started, listed and ended by the other services. */
export function processRoutes(
  service: ProcessService,
  token: string,
  onRefused: () => void,
): Router {
  const router = express.Router();
  router.use("/v1", requireBearer(token, onRefused), express.json({ limit: "16kb" }));
  router.post("/v1/processes", async (request, response) => {
    const body = startBody.safeParse(request.body);
    if (!body.success) {
      throw new FlotillaError("REQUEST_INVALID", "expected { team, app, release }");
    }
    const process = await service.startProcess(body.data);
    response.status(201).json({
      processId: process.id,
      socketPath: process.socketPath,
      tier: service.tier,
    });
  });
  router.get("/v1/processes", (_request, response) => {
    response.json({ tier: service.tier, processes: service.processes.map(describe) });
  });
  router.get("/v1/processes/:id/exit", async (request, response) => {
    response.json(await service.fateOf(request.params.id));
  });
  router.delete("/v1/processes/:id", async (request, response) => {
    const how = request.query.reason === "release" ? "move" : "stop";
    if (!(await service.endProcess(request.params.id, how))) {
      throw new FlotillaError("PROCESS_UNKNOWN", "no process of this id runs here");
    }
    response.status(204).end();
  });
  router.post("/v1/drain", async (_request, response) => {
    await service.drain();
    // Whoever asked may not have waited for the answer: the worker is empty all the same.
    if (response.closed) service.release();
    else
      response
        .once("close", () => service.release())
        .status(204)
        .end();
  });
  return router;
}

function describe(process: AppProcess): Record<string, unknown> {
  const { team, app, release, capacity } = process.order;
  const { id, pid, state, sessions, socketPath, vitals } = process;
  return { id, team, app, release, pid, state, sessions, capacity, socketPath, ...vitals };
}
