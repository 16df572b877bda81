import { once } from "node:events";
import { createServer, type Server, request as send } from "node:http";
import type { Socket } from "node:net";
import { addressOf } from "@flotilla/service-kit";

/** A balancer without stickiness: each request goes to the next host in turn. */
export class AlternatingProxy implements AsyncDisposable {
  /** How many requests each host got. */
  readonly counts: number[];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server, hosts: readonly string[]) {
    this.#server = server;
    this.counts = hosts.map(() => 0);
    let turn = 0;
    const next = (): string => {
      const at = turn++ % hosts.length;
      this.counts[at] = (this.counts[at] ?? 0) + 1;
      return hosts[at] ?? "";
    };
    server.on("connection", (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
    });
    server.on("request", (request, response) => {
      const { method = "GET", headers, url = "" } = request;
      const upstream = send(new URL(url, next()), { method, headers, agent: false }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      upstream.on("error", () => response.destroy());
      response.on("close", () => upstream.destroy());
      request.pipe(upstream);
    });
    server.on("upgrade", (request, near: Socket) => {
      const upstream = send(new URL(request.url ?? "", next()), {
        headers: request.headers,
        agent: false,
      });
      upstream.on("upgrade", (answer, far, head) => {
        const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}`);
        near.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join("\r\n")}\r\n\r\n`);
        near.write(head);
        near.on("error", () => far.destroy()).on("close", () => far.destroy());
        far.on("error", () => near.destroy()).on("close", () => near.destroy());
        near.pipe(far).pipe(near);
      });
      upstream.on("response", () => near.destroy());
      upstream.on("error", () => near.destroy());
      upstream.end();
    });
  }

  static async open(...hosts: readonly string[]): Promise<AlternatingProxy> {
    const server = createServer();
    const proxy = new AlternatingProxy(server, hosts);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return proxy;
  }

  get url(): string {
    return addressOf(this.#server);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
