import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { Random } from "../../services/gateway/src/testing/random.ts";
import { FaultWay, reset } from "./fault-way.ts";
import { type Stream, type Toxic, Toxics } from "./toxics.ts";

/** Where a proxy leads: a port of this machine, or a socket file. */
export type FaultTarget =
  | { readonly port: number; readonly host?: string }
  | { readonly path: string };

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
  readonly ways: FaultWay[];
}

/** A TCP way on which things go wrong as asked: toxics on each of its two streams, for connections open and new. */
export class FaultProxy implements AsyncDisposable {
  /** May be set later: who is behind it often has to know the proxy's address first. */
  target: FaultTarget | undefined;
  /** Connections that came in. */
  accepted = 0;
  /** Bytes handed on. */
  readonly carriedBytes: Record<Stream, number> = { upstream: 0, downstream: 0 };
  readonly #toxics = { upstream: new Toxics(), downstream: new Toxics() };
  readonly #random: Random;
  readonly #pairs = new Set<Pair>();
  #server: Server;
  #port = 0;

  private constructor(seed: number, target: FaultTarget | undefined) {
    this.#random = new Random(seed);
    this.target = target;
    this.#server = this.#createServer();
  }

  static async open(
    options: { readonly target?: FaultTarget; readonly seed?: number } = {},
  ): Promise<FaultProxy> {
    const proxy = new FaultProxy(options.seed ?? 1, options.target);
    await proxy.up();
    return proxy;
  }

  get port(): number {
    return this.#port;
  }

  /** Connections that are open now. */
  get size(): number {
    return this.#pairs.size;
  }

  /** Adds a toxic to one stream, or to both, until the returned function is called. */
  add(toxic: Toxic, stream?: Stream): () => void {
    const streams = stream === undefined ? (["upstream", "downstream"] as const) : [stream];
    const undos = streams.map((name) => this.#toxics[name].add(toxic));
    return () => {
      for (const undo of undos) undo();
    };
  }

  /** Takes all toxics away. */
  heal(): void {
    this.#toxics.upstream.clear();
    this.#toxics.downstream.clear();
  }

  /** Resets what is open; new connections are as ever. */
  cut(): void {
    for (const { near, far } of this.#pairs) {
      reset(near);
      reset(far);
    }
  }

  /** What is open stays open and carries nothing any more; new connections are as ever. */
  stall(): void {
    for (const { ways } of this.#pairs) for (const way of ways) way.stall();
  }

  /** Refuses connections and resets those that are open. */
  async down(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, "close");
    this.#server.close();
    this.cut();
    await closed;
  }

  /** Listens, after `down` at the same address again, or at another one if somebody has taken that meanwhile. */
  async up(): Promise<void> {
    if (this.#server.listening) return;
    await this.#listen(this.#port).catch(() => this.#listen(0));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.down();
  }

  async #listen(port: number): Promise<void> {
    this.#server = this.#createServer();
    this.#server.listen(port, "127.0.0.1");
    await once(this.#server, "listening");
  }

  #createServer(): Server {
    return createServer({ allowHalfOpen: true, noDelay: true }, (near) => this.#enter(near));
  }

  #enter(near: Socket): void {
    this.accepted += 1;
    const { target } = this;
    if (target === undefined) {
      near.destroy();
      return;
    }
    const far = connect({ ...target, allowHalfOpen: true });
    far.setNoDelay(true);
    const pair: Pair = { near, far, ways: [] };
    this.#pairs.add(pair);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on("error", () => one.destroy());
      one.on("close", (hadError) => {
        this.#pairs.delete(pair);
        if (hadError) reset(other);
        else if (!one.readableEnded) other.destroySoon();
      });
    }
    pair.ways.push(this.#way(near, far, "upstream"), this.#way(far, near, "downstream"));
    for (const way of pair.ways) void way.run();
  }

  #way(from: Socket, to: Socket, stream: Stream): FaultWay {
    return new FaultWay(from, to, {
      toxics: this.#toxics[stream],
      random: () => this.#random.below(2 ** 32) / 2 ** 32,
      onBytes: (count) => {
        this.carriedBytes[stream] += count;
      },
    });
  }
}
