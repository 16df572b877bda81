import type { IncomingMessage, ServerResponse } from "node:http";
import { type ErrorCode, FlotillaError } from "@flotilla/protocol";
import { problemOf, sendProblem } from "@flotilla/service-kit";
import type { Clock, Sessions } from "@flotilla/store";
import type { GatewayLimits } from "../config.ts";
import type { LiveApp } from "../routing/app-directory.ts";
import type { AppRoutes } from "../upstream/app-route.ts";
import { forwardUpload, tooLarge } from "./forward-upload.ts";
import { verifyUpload } from "./upload-claim.ts";
import type { UploadKeys } from "./upload-keys.ts";

/** What taking uploads needs. */
export interface UploadEntranceParts {
  readonly keys: UploadKeys;
  readonly sessions: Sessions;
  readonly routes: AppRoutes;
  readonly clock: Clock;
  readonly limits: Pick<GatewayLimits, "uploadBytes" | "uploadStallMs">;
  /** Told of each upload that was refused. */
  readonly observe: (code: ErrorCode) => void;
}

/** How long the rest of a refused body is thrown away, so that its sender sees the answer before the socket closes. */
const lingerMs = 2_000;

/** Takes signed uploads and streams each to the process that runs its session. */
export class UploadEntrance {
  readonly #parts: UploadEntranceParts;

  constructor(parts: UploadEntranceParts) {
    this.#parts = parts;
  }

  /** Answers one request at an app's upload address. */
  async handle(
    live: LiveApp,
    query: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    response.setHeader("cache-control", "no-store");
    try {
      if (request.method !== "PUT") {
        response.setHeader("allow", "PUT");
        throw new FlotillaError("METHOD_NOT_ALLOWED", "Files are sent here by PUT");
      }
      await this.#take(live, query, request);
      response.writeHead(200, { "content-length": 0 }).end();
    } catch (error) {
      if (!(error instanceof FlotillaError)) throw error;
      this.#parts.observe(error.code);
      if (!response.destroyed) sendProblem(response, problemOf(error));
    } finally {
      closeLate(request);
    }
  }

  async #take(live: LiveApp, query: string, request: IncomingMessage): Promise<void> {
    const { keys, sessions, routes, clock, limits } = this.#parts;
    const { team, app } = live;
    const { sessionId, fileName } = verifyUpload(keys, team, app, query, clock.now());
    const maxBytes = Math.min(live.uploadMaxBytes ?? Infinity, limits.uploadBytes);
    if (Number(request.headers["content-length"] ?? 0) > maxBytes) throw tooLarge(maxBytes);
    const session = await sessions.get(sessionId);
    if (session === undefined) throw new FlotillaError("SESSION_CLOSED", "The session has ended");
    if (session.owner === null) {
      throw new FlotillaError("APP_EXITED", "The app process has ended: try again");
    }
    await forwardUpload(request, {
      route: await routes.find(session.owner),
      fileName,
      maxBytes,
      stallMs: limits.uploadStallMs,
    });
  }
}

function closeLate(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.resume();
  const timer = setTimeout(() => request.destroy(), lingerMs);
  request.once("close", () => clearTimeout(timer));
  request.once("end", () => clearTimeout(timer));
}
