import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/** What the way does with requests to become a WebSocket. */
type Upgrades = "pass" | "refuse" | "swallow";

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
  isStalled: boolean;
}

/** The way to a host, which can go wrong as networks do. Open it first: the host has to know its address. */
export class Cable implements AsyncDisposable {
  /** Address of the host, once it is known. */
  target = "";
  upgrades: Upgrades = "pass";
  upgradesAsked = 0;
  /** Whether nobody gets through. */
  isDown = false;
  /** What is said of the client's address, as a proxy does. */
  forwardedFor: string | undefined;
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  readonly #swallowed = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
    server.on("connection", (near) => this.#enter(near));
  }

  static async open(): Promise<Cable> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Cable(server);
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  }

  /** What is open stays open and carries nothing any more; what is opened later works. */
  stall(): void {
    for (const pair of this.#pairs) pair.isStalled = true;
  }

  /** Tears what is open. */
  cut(): void {
    for (const { near, far } of this.#pairs) {
      near.destroy();
      far.destroy();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.cut();
    for (const socket of this.#swallowed) socket.destroy();
    await closed;
  }

  #enter(near: Socket): void {
    near.on("error", () => near.destroy());
    if (this.isDown) {
      near.destroy();
      return;
    }
    near.once("data", (head: Buffer) => {
      const text = head.toString("latin1");
      if (/^upgrade: *websocket/im.test(text)) {
        this.upgradesAsked += 1;
        if (this.upgrades === "refuse") {
          near.end("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
          return;
        }
        if (this.upgrades === "swallow") {
          this.#swallowed.add(near);
          return;
        }
      }
      this.#join(near, Buffer.from(this.#forwarded(text), "latin1"));
    });
  }

  #forwarded(text: string): string {
    const { forwardedFor } = this;
    if (forwardedFor === undefined) return text;
    return text.replace("\r\n", `\r\nX-Forwarded-For: ${forwardedFor}\r\n`);
  }

  #join(near: Socket, head: Buffer): void {
    const { hostname, port } = new URL(this.target);
    const far = connect(Number(port), hostname);
    const pair: Pair = { near, far, isStalled: false };
    this.#pairs.add(pair);
    far.write(head);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on("data", (bytes) => {
        if (!pair.isStalled) to.write(bytes);
      });
      from.on("error", () => from.destroy());
      from.on("close", () => {
        if (pair.isStalled) return;
        this.#pairs.delete(pair);
        to.destroy();
      });
    }
  }
}
