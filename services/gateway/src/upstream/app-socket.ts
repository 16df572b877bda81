import { request } from "node:http";
import { connect, type OnReadOpts, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { FlotillaError, maxFrameBytes } from "@flotilla/protocol";
import { isLinkAnswer, signLinkPass } from "@flotilla/service-kit";
import type { AppRoute } from "./app-route.ts";

type FarRoute = Extract<AppRoute, { type: "far" }>;

/** Who reads the bytes of an app process. */
export interface AppSocketHandler {
  /** The process reads what is written from now on. */
  onOpen(socket: Socket): void;
  /** Valid only during the call. */
  onBytes(bytes: Uint8Array): void;
}

const linkPath = "/v1/link";
const maxHeadBytes = 4 * 1024;
const headEnd = "\r\n\r\n";

/**
 * Opens the way to an app process with one buffer for all reads; a worker that refuses, or does not prove itself, closes
 * the socket.
 */
export function openAppSocket(route: AppRoute, handler: AppSocketHandler): Socket {
  const answer = route.type === "far" ? new Answer(route, handler) : undefined;
  const onread: OnReadOpts = {
    // Whoever keeps bytes copies them. A plain array, as a Buffer's slice is no copy.
    buffer: new Uint8Array(maxFrameBytes),
    callback: (length, buffer) => {
      const bytes = buffer.subarray(0, length);
      if (answer === undefined || answer.isRead) handler.onBytes(bytes);
      else answer.read(bytes, socket);
      return true;
    },
  };
  const socket =
    route.type === "near"
      ? connect({ path: route.path, onread })
      : connect({ host: route.host, port: route.port, onread, noDelay: true });
  socket.on("connect", () => {
    if (route.type === "near") handler.onOpen(socket);
    else socket.write(requestText(route));
  });
  return socket;
}

/** A connection to an app process for a request of Node's HTTP client. */
export function connectApp(
  route: AppRoute,
  done: (error: Error | null, socket: Duplex) => void,
): Duplex | undefined {
  if (route.type === "near") return connect({ path: route.path });
  const failed = (cause?: unknown): void =>
    done(
      new FlotillaError("APP_UNREACHABLE", "the worker did not pass it on", { cause }),
      new Socket(),
    );
  const { host, port } = route;
  request({ host, port, path: linkPath, headers: requestHeaders(route), agent: false })
    .on("upgrade", (response, socket) => {
      if (isProof(String(response.headers["flotilla-proof"]), route)) done(null, socket);
      else {
        socket.destroy();
        failed();
      }
    })
    .on("response", (response) => {
      response.destroy();
      failed(`status ${response.statusCode}`);
    })
    .on("error", failed)
    .end();
  return undefined;
}

/** A worker's answer, until it has been read; what follows it are bytes of the process. */
class Answer {
  readonly #route: FarRoute;
  readonly #handler: AppSocketHandler;
  #head = "";
  isRead = false;

  constructor(route: FarRoute, handler: AppSocketHandler) {
    this.#route = route;
    this.#handler = handler;
  }

  read(bytes: Uint8Array, socket: Socket): void {
    this.#head += Buffer.from(bytes).toString("latin1");
    const end = this.#head.indexOf(headEnd);
    if (end === -1 ? this.#head.length > maxHeadBytes : !this.#isRight(this.#head.slice(0, end))) {
      socket.destroy();
      return;
    }
    if (end === -1) return;
    this.isRead = true;
    this.#handler.onOpen(socket);
    const rest = this.#head.slice(end + headEnd.length);
    if (rest !== "") this.#handler.onBytes(new Uint8Array(Buffer.from(rest, "latin1")));
  }

  #isRight(head: string): boolean {
    const [status = "", ...lines] = head.split("\r\n");
    const proof = lines.find((line) => line.toLowerCase().startsWith("flotilla-proof:")) ?? "";
    return / 101 /.test(status) && isProof(proof.slice(proof.indexOf(":") + 1).trim(), this.#route);
  }
}

function isProof(signature: string, { pass, key }: FarRoute): boolean {
  return isLinkAnswer(pass, signature, key);
}

function requestHeaders({ pass, key }: FarRoute): Record<string, string> {
  return {
    connection: "Upgrade",
    upgrade: "flotilla-link",
    authorization: signLinkPass(pass, key, Date.now()),
  };
}

function requestText(route: FarRoute): string {
  const headers = { host: `${route.host}:${route.port}`, ...requestHeaders(route) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`GET ${linkPath} HTTP/1.1`, ...lines].join("\r\n") + headEnd;
}
