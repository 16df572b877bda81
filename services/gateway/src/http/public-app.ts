import type { IncomingMessage, ServerResponse } from "node:http";
import { extname } from "node:path";
import type { Catalog } from "@flotilla/objects";
import { isReservedSegment, systemCodeOf } from "@flotilla/protocol";
import {
  type Logger,
  makeRequestId,
  type PeerClient,
  requestIdHeader,
  sendProblem,
} from "@flotilla/service-kit";
import type { LoginReturn } from "../login/login-return.ts";
import type { Route, ServedRequest } from "../metrics.ts";
import type { AppDirectory, LiveApp } from "../routing/app-directory.ts";
import { placeOf } from "../transport/door.ts";
import type { SocketIoEntrance } from "../transport/socket-io-entrance.ts";
import type { UploadEntrance } from "../upload/upload-entrance.ts";
import { allowsRead, refuse, sendHtml, sendText } from "./answer.ts";
import { serveAppAsset } from "./app-assets.ts";
import type { ClientAssets } from "./client-assets.ts";
import type { ClientFacts, ClientFactsReader } from "./client-facts.ts";
import { proxyToControl } from "./control-proxy.ts";
import { homePage, pageStyle, pageStylePath } from "./pages.ts";
import { ensureSecret } from "./resume-secret.ts";
import { setCommonHeaders, setPlainPageHeaders } from "./security-headers.ts";
import type { ShellPages } from "./shell-pages.ts";
import { parseTarget, type Target } from "./target.ts";

/** What the public listener serves from. */
export interface PublicAppParts {
  readonly directory: AppDirectory;
  readonly catalog: Catalog;
  readonly client: ClientAssets;
  readonly shells: ShellPages;
  readonly facts: ClientFactsReader;
  readonly uploads: UploadEntrance;
  readonly logins: LoginReturn;
  readonly logger: Logger;
  readonly peers: PeerClient;
  /** Where the control API is now; undefined while nobody knows. */
  readonly controlUrl: () => Promise<string | undefined>;
  readonly observe: (request: ServedRequest) => void;
  /** Whether nobody can be given a session, as what the nodes share is away. */
  readonly isStoreAway: () => boolean;
  /** A visitor has the app's page and will come back for a session. */
  readonly expect: (live: LiveApp) => Promise<void>;
  /** The app has no seat for whoever comes now, and no room to wait for one. */
  readonly isCrowded: (live: LiveApp) => boolean;
  readonly socketIo: Pick<SocketIoEntrance, "handle">;
}

const crowdedRetryS = 10;
const awayRetryS = 3;

/** Everything on the public port that is no socket. */
export class PublicApp {
  readonly #parts: PublicAppParts;

  constructor(parts: PublicAppParts) {
    this.#parts = parts;
  }

  /** Answers one request; never rejects. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const began = performance.now();
    let route: Route = "none";
    const polls = placeOf(request.url, "socket.io");
    const facts = this.#parts.facts.read(request);
    setCommonHeaders(response, facts.isSecure);
    response.on("close", () => {
      const seconds = (performance.now() - began) / 1_000;
      const { method = "" } = request;
      this.#parts.observe({ route, method, status: response.statusCode, seconds });
    });
    try {
      if (polls !== undefined) {
        route = "socket.io";
        await this.#parts.socketIo.handle(polls, request, response);
        return;
      }
      const target = parseTarget(request.url);
      if (target === undefined) {
        response.setHeader("connection", "close");
        refuse(request, response, "REQUEST_INVALID", "The address is malformed");
        return;
      }
      route = routeOf(target);
      // Nobody here reads a body but control and apps' uploads: who sends one slowly is not waited for.
      const isRead = route === "/api/v1" || route === "upload";
      if (!isRead && hasBody(request)) response.setHeader("connection", "close");
      await this.#serve(route, target, request, response, facts);
    } catch (error) {
      this.#fail(error, request, response);
    }
  }

  async #serve(
    route: Route,
    target: Target,
    request: IncomingMessage,
    response: ServerResponse,
    facts: ClientFacts,
  ): Promise<void> {
    if (route === "/api/v1") {
      await this.#api(request, response, facts);
    } else if (route === "upload") {
      await this.#upload(target, request, response);
    } else if (route === "oauth_callback") {
      await this.#loginReturn(target, request, response, facts);
    } else if (allowsRead(request, response)) {
      if (route === "/") await this.#home(response);
      else if (route === "/assets") await this.#ownAsset(target, request, response);
      else await this.#app(target, request, response, facts);
    }
  }

  async #home(response: ServerResponse): Promise<void> {
    const apps = await this.#parts.directory.list();
    setPlainPageHeaders(response);
    response.setHeader("cache-control", "no-cache");
    sendHtml(response, 200, homePage(apps));
  }

  async #api(
    request: IncomingMessage,
    response: ServerResponse,
    facts: ClientFacts,
  ): Promise<void> {
    const url = await this.#parts.controlUrl();
    if (url !== undefined) {
      await proxyToControl(this.#parts.peers, url, request, response, facts);
      return;
    }
    const title = "The control service is not known here";
    sendProblem(response, { status: 503, code: "UNAVAILABLE", title, retryAfterS: 2 });
  }

  async #ownAsset(
    target: Target,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const [, folder, ...rest] = target.segments;
    if (`/${target.segments.join("/")}` === pageStylePath) {
      response.setHeader("cache-control", "public, max-age=31536000, immutable");
      sendText(response, 200, "text/css; charset=utf-8", pageStyle);
      return;
    }
    const isServed =
      folder === "client" &&
      !target.isFolder &&
      (await this.#parts.client.serve(rest.join("/"), request, response));
    if (!isServed) refuse(request, response, "NOT_FOUND", "There is no such file");
  }

  async #upload(
    { segments, query }: Target,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const [team = "", app = ""] = segments;
    const live = await this.#parts.directory.live(team, app);
    if (live === undefined) refuse(request, response, "APP_UNKNOWN", "There is no such app");
    else await this.#parts.uploads.handle(live, query, request, response);
  }

  async #loginReturn(
    { segments, query }: Target,
    request: IncomingMessage,
    response: ServerResponse,
    facts: ClientFacts,
  ): Promise<void> {
    const [team = "", app = ""] = segments;
    const live = await this.#parts.directory.live(team, app);
    if (live === undefined) refuse(request, response, "APP_UNKNOWN", "There is no such app");
    else await this.#parts.logins.handle(live, query, request, response, facts);
  }

  async #app(
    target: Target,
    request: IncomingMessage,
    response: ServerResponse,
    facts: ClientFacts,
  ): Promise<void> {
    const [team = "", app = "", ...rest] = target.segments;
    const live = await this.#parts.directory.live(team, app);
    if (live === undefined) {
      refuse(request, response, "APP_UNKNOWN", "There is no such app");
      return;
    }
    if (rest.length === 0 && !target.isFolder) {
      // The names were checked: nothing but this host's own address can stand here.
      const location = `/${team}/${app}/${target.query}`;
      response.writeHead(308, { location, "cache-control": "no-cache" }).end();
      return;
    }
    const asset = target.isFolder ? undefined : live.assets.get(rest.join("/"));
    const [first = ""] = rest;
    if (asset !== undefined && !isReservedSegment(first)) {
      await serveAppAsset(this.#parts.catalog, team, asset, request, response);
    } else if (first === "ws" && rest.length === 1) {
      response.setHeader("upgrade", "websocket");
      const title = "This address is for WebSockets";
      sendProblem(response, { status: 426, code: "REQUEST_INVALID", title });
    } else if (isReservedSegment(first) || isFile(target)) {
      refuse(request, response, "NOT_FOUND", "There is no such file");
    } else {
      await this.#shell(live, request, response, facts);
    }
  }

  async #shell(
    live: LiveApp,
    request: IncomingMessage,
    response: ServerResponse,
    facts: ClientFacts,
  ): Promise<void> {
    const { client } = this.#parts.client;
    if (client === undefined) {
      refuse(request, response, "UNAVAILABLE", "The web client is not built", 5);
      return;
    }
    if (this.#parts.isCrowded(live)) {
      refuse(request, response, "NO_CAPACITY", "This app is full at the moment", crowdedRetryS);
      return;
    }
    if (this.#parts.isStoreAway()) {
      const title = "The app cannot be opened just now";
      response.setHeader("refresh", String(awayRetryS)); // a browser comes back by itself
      refuse(request, response, "STORE_UNAVAILABLE", title, awayRetryS);
      return;
    }
    ensureSecret(request, response, live.team, live.app, facts.isSecure);
    response.setHeader("cache-control", "private, no-cache");
    await this.#parts.shells.serve(live, client, request, response);
    if (request.method === "GET") this.#expect(live);
  }

  /** The page has been sent: what goes wrong here is for whoever opens the session. */
  #expect(live: LiveApp): void {
    this.#parts.expect(live).catch((err: unknown) => {
      this.#parts.logger.warn({ err, team: live.team, app: live.app }, "app not started early");
    });
  }

  #fail(error: unknown, request: IncomingMessage, response: ServerResponse): void {
    if (isAborted(error)) return;
    const requestId = makeRequestId();
    this.#parts.logger.error({ err: error, request: requestId }, "request failed");
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.setHeader(requestIdHeader, requestId);
    refuse(request, response, "INTERNAL", "Something went wrong here");
  }
}

function routeOf({ segments, isFolder }: Target): Route {
  const [first, second, third] = segments;
  if (first === undefined) return "/";
  if (first === "api" && second === "v1") return "/api/v1";
  if (first === "assets") return "/assets";
  if (segments.length === 3 && third === "upload" && !isFolder) return "upload";
  if (segments.length === 3 && third === "oauth_callback" && !isFolder) return "oauth_callback";
  return segments.length <= 2 ? "/{team}/{app}" : "asset";
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/** A client-side route has no extension; `.html` counts as none, as in Flet. */
function isFile({ segments, isFolder }: Target): boolean {
  const extension = extname(segments.at(-1) ?? "");
  return !isFolder && extension !== "" && extension !== "." && extension !== ".html";
}

/** The visitor has gone away while a file was on its way. */
function isAborted(error: unknown): boolean {
  const code = systemCodeOf(error) ?? "";
  return ["ERR_STREAM_PREMATURE_CLOSE", "ECONNRESET", "EPIPE"].includes(code);
}
