import { createHash, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import {
  createServer,
  type Server as HttpServer,
  type IncomingMessage,
  type RequestListener,
} from "node:http";
import { createServer as createTlsServer, type Server as HttpsServer } from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { errorTable } from "@flotilla/protocol";
import express, { type RequestHandler, type Router } from "express";
import type { Registry } from "prom-client";
import { addressOf } from "./address.ts";
import type { Component } from "./component.ts";
import type { Logger } from "./logger.ts";
import { problemHandler, sendProblem } from "./problem.ts";
import type { PeerIdentity } from "./tls/peer-identity.ts";
import type { PeerRole } from "./tls/peer-role.ts";

/** What an internal listener shows and where. */
export interface InternalListenerOptions {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly registry: Registry;
  readonly logger: Logger;
  /** Why the service is not ready; empty when it is. */
  readonly notReady: () => readonly string[];
  /** More routes of the service, such as the worker's internal API; with TLS for gateways and control alone. */
  readonly routes?: Router;
  /** Routes that workers may ask, too. */
  readonly openRoutes?: Router;
  /** Answers upgrade requests of gateways; without it there are none here. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** With it, all but health and metrics takes a certificate. */
  readonly identity?: PeerIdentity | undefined;
}

type Server = HttpServer | HttpsServer;

/** How long requests may take that were there before. */
const drainMs = 10_000;

/** `/healthz`, `/readyz`, `/metrics` and a service's own routes, never on the public port. */
export class InternalListener implements Component {
  readonly name = "internal-listener";
  readonly #options: InternalListenerOptions;
  #server: Server | undefined;
  #unfollow: (() => void) | undefined;
  /** Connections by TLS, those that have not shown a certificate yet among them. */
  readonly #secured = new Set<Socket>();
  #leaving: Promise<unknown> | undefined;
  #stopping: Promise<void> | undefined;

  constructor(options: InternalListenerOptions) {
    this.#options = options;
  }

  /** `http://host:port`, or `https:`; known after start. */
  get url(): string {
    if (this.#server === undefined) throw new Error(`${this.name}: not started`);
    return addressOf(this.#server, this.#options.identity === undefined ? "http" : "https");
  }

  async start(): Promise<void> {
    const server = this.#create(internalApp(this.#options));
    server.headersTimeout = 10_000;
    server.requestTimeout = 300_000;
    if (this.#options.upgrade !== undefined) server.on("upgrade", this.#upgrade);
    server.listen(this.#options.port, this.#options.host);
    await once(server, "listening").catch((error: unknown) => {
      this.#unfollow?.();
      throw error;
    });
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
    for (const socket of this.#secured) socket.destroy();
    await closed;
    this.#unfollow?.();
  }

  #create(app: RequestListener): Server {
    const { identity } = this.#options;
    if (identity === undefined) return createServer(app);
    const server = createTlsServer(identity.serverOptions, app);
    this.#unfollow = identity.follow(server);
    server.on("connection", (socket: Socket) => {
      this.#secured.add(socket);
      socket.on("close", () => this.#secured.delete(socket));
    });
    return server;
  }

  readonly #upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const { identity, upgrade } = this.#options;
    if (identity?.problemOf(socket, ["gateway"]) === undefined) {
      upgrade?.(request, socket, head);
      return;
    }
    socket.on("error", () => {}); // a reset during the handshake
    socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  };

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

/** Lets a request pass only by a certificate of one of these roles. */
function requireRole(
  identity: PeerIdentity | undefined,
  roles: readonly PeerRole[],
): RequestHandler {
  return ({ socket }, response, next) => {
    const detail = identity?.problemOf(socket, roles);
    if (detail === undefined) next();
    else {
      const title = errorTable.CERTIFICATE_REFUSED.summary;
      sendProblem(response, { status: 403, code: "CERTIFICATE_REFUSED", title, detail });
    }
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
  const { identity, openRoutes, routes } = options;
  app.use(requireRole(identity, ["gateway", "worker", "control"]));
  if (openRoutes !== undefined) app.use(openRoutes);
  app.use(requireRole(identity, ["gateway", "control"]));
  if (routes !== undefined) app.use(routes);
  app.use((_request, response) => {
    sendProblem(response, { status: 404, code: "NOT_FOUND", title: "No such address" });
  });
  app.use(problemHandler(options.logger));
  return app;
}
