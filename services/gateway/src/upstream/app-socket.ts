import { connect, type OnReadOpts, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { FlotillaError } from "@flotilla/protocol";
import { isLinkAnswer, signLinkPass } from "@flotilla/service-kit";
import type { AppRoute } from "./app-route.ts";

type FarRoute = Extract<AppRoute, { type: "far" }>;

const linkPath = "/v1/link";
const maxHeadBytes = 4 * 1024;
const headEnd = "\r\n\r\n";

/**
 * Opens the way to an app process, whose bytes `onread` gets after `onOpen` was called; a worker that refuses, or does not
 * prove itself, closes the socket.
 */
export function openAppSocket(
  route: AppRoute,
  onread: OnReadOpts,
  onOpen: (socket: Socket) => void,
): Socket {
  if (route.type === "near") {
    const socket = connect({ path: route.path, onread });
    socket.on("connect", () => onOpen(socket));
    return socket;
  }
  const answer = new Answer(route);
  const callback: OnReadOpts["callback"] = (length, buffer) => {
    if (answer.isRead) return onread.callback(length, buffer);
    const rest = answer.read(buffer.subarray(0, length));
    if (rest === "wrong") socket.destroy();
    else if (rest !== undefined) {
      onOpen(socket);
      if (rest.length > 0) return onread.callback(rest.length, rest);
    }
    return true;
  };
  const { peers, url } = route;
  const socket = peers.connect("worker", url, { ...onread, callback }, () => {
    socket.write(requestText(route));
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
  route.peers
    .request("worker", new URL(linkPath, route.url), { headers: requestHeaders(route) })
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
  #head = "";
  isRead = false;

  constructor(route: FarRoute) {
    this.#route = route;
  }

  /** What comes behind the answer, when that is complete; undefined before. */
  read(bytes: Uint8Array): Uint8Array | "wrong" | undefined {
    this.#head += Buffer.from(bytes).toString("latin1");
    const end = this.#head.indexOf(headEnd);
    if (end === -1) return this.#head.length > maxHeadBytes ? "wrong" : undefined;
    if (!this.#isRight(this.#head.slice(0, end))) return "wrong";
    this.isRead = true;
    return new Uint8Array(Buffer.from(this.#head.slice(end + headEnd.length), "latin1"));
  }

  #isRight(head: string): boolean {
    const [status = "", ...lines] = head.split("\r\n");
    const proof = lines.find((line) => line.toLowerCase().startsWith("flotilla-proof:")) ?? "";
    return / 101 /.test(status) && isProof(proof.slice(proof.indexOf(":") + 1).trim(), this.#route);
  }
}

function isProof(signature: string, { pass, peers }: FarRoute): boolean {
  return isLinkAnswer(pass, signature, peers.token);
}

function requestHeaders({ pass, peers }: FarRoute): Record<string, string> {
  return {
    connection: "Upgrade",
    upgrade: "flotilla-link",
    authorization: signLinkPass(pass, peers.token, Date.now()),
  };
}

function requestText(route: FarRoute): string {
  const headers = { host: route.url.host, ...requestHeaders(route) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`GET ${linkPath} HTTP/1.1`, ...lines].join("\r\n") + headEnd;
}
