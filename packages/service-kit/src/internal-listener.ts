import { createHash, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Duplex } from "node:stream";
import express, { type RequestHandler, type Router } from "express";
import type { Registry } from "prom-client";
import { addressOf } from "./address.ts";
import type { Component } from "./component.ts";
import type { Logger } from "./logger.ts";
import { problemHandler, sendProblem } from "./problem.ts";

/** What an internal listener shows and where. */
export interface InternalListenerOptions {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly registry: Registry;
  readonly logger: Logger;
  /** Why the service is not ready; empty when it is. */
  readonly notReady: () => readonly string[];
  /** More routes of the service, such as the worker's internal API. */
  readonly routes?: Router;
  /** Answers upgrade requests; without it there are none here. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** How long requests may take that were there before. */
const drainMs = 10_000;

/** `/healthz`, `/readyz`, `/metrics` and a service's own routes, never on the public port. */
export class InternalListener implements Component {
  readonly name = "internal-listener";
  readonly #options: InternalListenerOptions;
  #server: Server | undefined;
  #leaving: Promise<unknown> | undefined;
  #stopping: Promise<void> | undefined;

  constructor(options: InternalListenerOptions) {
    this.#options = options;
  }

  /** `http://host:port`, known after start. */
  get url(): string {
    if (this.#server === undefined) throw new Error(`${this.name}: not started`);
    return addressOf(this.#server);
  }

  async start(): Promise<void> {
    const server = createServer(internalApp(this.#options));
    server.headersTimeout = 10_000;
    server.requestTimeout = 300_000;
    if (this.#options.upgrade !== undefined) server.on("upgrade", this.#options.upgrade);
    server.listen(this.#options.port, this.#options.host);
    await once(server, "listening");
    this.#server = server;
  }

  /** Takes no further requests and waits for those that are being answered. */
  async drain(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    const closed = this.#leave(server);
    server.closeIdleConnections();
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, drainMs);
    await Promise.race([closed, late]);
    clearTimeout(timer);
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#close();
    return this.#stopping;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #close(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    const closed = this.#leave(server);
    server.closeAllConnections();
    await closed;
  }

  /** Takes no connections; resolves when the last one has ended. */
  #leave(server: Server): Promise<unknown> {
    this.#leaving ??= once(server, "close");
    if (server.listening) server.close();
    return this.#leaving;
  }
}

/** Whether a request carries `Authorization: Bearer TOKEN`; compared in constant time. */
export function bearerCheck(token: string): (request: IncomingMessage) => boolean {
  const wanted = digest(`Bearer ${token}`);
  return ({ headers }) => timingSafeEqual(digest(headers.authorization ?? ""), wanted);
}

/** Lets a request pass only with that token; `onRefused` is told of the others. */
export function requireBearer(token: string, onRefused?: () => void): RequestHandler {
  const isAllowed = bearerCheck(token);
  return (request, response, next) => {
    if (isAllowed(request)) {
      next();
      return;
    }
    onRefused?.();
    sendProblem(response, { status: 401, code: "UNAUTHENTICATED", title: "A token is needed" });
  };
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function internalApp(options: InternalListenerOptions): express.Express {
  const app = express();
  app.disable("x-powered-by");
  app.get("/healthz", (_request, response) => {
    response.type("text/plain").send("ok\n");
  });
  app.get("/readyz", (_request, response) => {
    const reasons = options.notReady();
    response
      .status(reasons.length === 0 ? 200 : 503)
      .json({ ready: reasons.length === 0, reasons });
  });
  app.get("/metrics", async (_request, response) => {
    response.type(options.registry.contentType).send(await options.registry.metrics());
  });
  if (options.routes !== undefined) app.use(options.routes);
  app.use((_request, response) => {
    sendProblem(response, { status: 404, code: "NOT_FOUND", title: "No such address" });
  });
  app.use(problemHandler(options.logger));
  return app;
}
