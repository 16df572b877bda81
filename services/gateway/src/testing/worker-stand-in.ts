import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { addressOf } from "@flotilla/service-kit";
import type { Store, SuspendCause } from "@flotilla/store";
import { AppStandIn, type StandInSession } from "./app-stand-in.ts";

/**
 * A worker's internal API over real HTTP; each process that it starts is an {@link AppStandIn}, whose sessions' states it
 * stores, and which can be ended.
 */
export class WorkerStandIn implements AsyncDisposable {
  readonly apps: AppStandIn[] = [];
  /** Requests for a start. */
  requests = 0;
  /** What a start answers instead of a process. */
  failure: { status: number; body: object } | undefined;
  startMs = 30;
  capacity = 500;
  /** Called for each process before anybody learns of it. */
  onStart: ((app: AppStandIn) => void) | undefined;
  readonly #ends = new Map<string, Promise<void>>();
  readonly #server: Server;
  readonly #store: Store;

  private constructor(server: Server, store: Store) {
    this.#server = server;
    this.#store = store;
  }

  static async start(store: Store, token: string): Promise<WorkerStandIn> {
    const server = createServer();
    const worker = new WorkerStandIn(server, store);
    server.on("request", async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      const isAllowed = request.headers.authorization === `Bearer ${token}`;
      const answer = isAllowed
        ? await worker.#route(request.method ?? "", request.url ?? "", body)
        : { status: 401, body: {} };
      response.writeHead(answer.status, { "content-type": "application/json" });
      response.end(JSON.stringify(answer.body));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    await store.nodes.register(
      { kind: "worker", id: "w1", internalUrl: addressOf(server), state: "ready", load: 0 },
      600_000,
    );
    return worker;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    for (const app of this.apps) await this.kill(app);
  }

  /** Ends the process of an app: its sessions stay in the store, without an owner. */
  kill(app: AppStandIn, cause: SuspendCause = "ended"): Promise<void> {
    const id = `s${this.apps.indexOf(app) + 1}`;
    const known = this.#ends.get(id);
    if (known !== undefined) return known;
    const end = (async () => {
      await app[Symbol.asyncDispose]();
      await this.#store.processes.remove(id);
      await this.#store.sessions.suspendOwner(id, cause);
    })();
    this.#ends.set(id, end);
    return end;
  }

  async #route(
    method: string,
    url: string,
    body: string,
  ): Promise<{ status: number; body: object }> {
    if (method === "POST") return await this.#answer(body);
    const id = url.split("/")[3] ?? "";
    const isStarted = this.apps[Number(id.slice(1)) - 1] !== undefined;
    await this.#ends.get(id);
    return { status: 200, body: { dead: this.#ends.has(id) || !isStarted } };
  }

  async #answer(body: string): Promise<{ status: number; body: object }> {
    this.requests += 1;
    await sleep(this.startMs);
    if (this.failure !== undefined) return this.failure;
    const { team, app, release } = JSON.parse(body);
    const started = await AppStandIn.start();
    this.apps.push(started);
    this.onStart?.(started);
    started.keep = (session) => this.#keep(session);
    started.die = () => void this.kill(started);
    const id = `s${this.apps.length}`;
    const { socketPath } = started;
    const { capacity } = this;
    await this.#store.processes.register(
      { id, workerId: "w1", team, app, release, socketPath, capacity, state: "ready" },
      600_000,
    );
    return { status: 201, body: { processId: id, socketPath, tier: "none" } };
  }

  #keep({ id, open, clicks, applied }: StandInSession): void {
    const parts = { m: Uint8Array.of(clicks, applied) };
    void this.#store.sessions.checkpoint(id, open, { parts, whole: true });
  }
}
