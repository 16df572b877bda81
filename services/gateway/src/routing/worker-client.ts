import { FlotillaError } from "@flotilla/protocol";
import type { PeerClient } from "@flotilla/service-kit";
import type { NodeInfo, Nodes, SessionOwner } from "@flotilla/store";
import { z } from "zod";
import type { ProcessHealth } from "../upstream/link-watch.ts";
import { whileLeased } from "./while-leased.ts";
import { WorkerChoice } from "./worker-choice.ts";

const started = z.object({ processId: z.string(), socketPath: z.string() });
const problem = z.object({
  code: z.string().optional(),
  title: z.string().optional(),
  detail: z.string().optional(),
});
const fate = z.object({ dead: z.boolean(), answers: z.boolean().optional() });
const fateTimeoutMs = 20_000; // it waits for the process's last checkpoints to be stored
const healthTimeoutMs = 4_000; // a process has 2 s to answer its worker
/** A worker gives an app 60 s, after the start has waited for its turn there. */
const startTimeoutMs = 95_000;

/** Asks workers for app processes by their internal API. */
export class WorkerClient {
  readonly #nodes: Nodes;
  readonly #peers: PeerClient;
  readonly #choice = new WorkerChoice();

  constructor(nodes: Nodes, peers: PeerClient) {
    this.#nodes = nodes;
    this.#peers = peers;
  }

  /**
   * Starts a process on the least loaded worker that takes it. Throws `APP_START_FAILED` with the app's own error,
   * `APP_CRASHING` when it is not started again for a while, or `NO_CAPACITY` when no worker takes another process.
   */
  async startProcess(team: string, app: string, release: string): Promise<void> {
    const all = await this.#nodes.list("worker");
    let cause: unknown;
    for (const worker of this.#choice.order(all, `${team}/${app}`)) {
      const answered = this.#choice.ask(worker);
      try {
        await whileLeased(this.#nodes, worker.id, (signal) =>
          this.#start(worker, { team, app, release }, signal),
        );
        return;
      } catch (error) {
        if (error instanceof FlotillaError && error.code !== "NO_CAPACITY") throw error;
        this.#choice.refused(worker, `${team}/${app}`);
        cause = error;
      } finally {
        answered();
      }
    }
    throw new FlotillaError(
      "NO_CAPACITY",
      `app "${team}/${app}": none of ${all.length} workers takes another process`,
      { cause },
    );
  }

  /** Whether a process is dead, as its worker knows; undefined if the worker is not there. */
  async isDead(owner: SessionOwner): Promise<boolean | undefined> {
    return (await this.#fate(owner, fateTimeoutMs))?.dead;
  }

  /** How a process is, as its worker knows; undefined if the worker cannot be reached. */
  async health(owner: SessionOwner): Promise<ProcessHealth> {
    const found = await this.#fate(owner, healthTimeoutMs);
    if (found === undefined || found.dead) return found && "dead";
    return found.answers === true ? "answers" : "busy";
  }

  async #fate(
    { workerId, processId }: SessionOwner,
    withinMs: number,
  ): Promise<z.output<typeof fate> | undefined> {
    const worker = (await this.#nodes.list("worker")).find(({ id }) => id === workerId);
    if (worker === undefined) return undefined;
    try {
      const path = `/v1/processes/${processId}/exit`;
      const { body } = await whileLeased(this.#nodes, workerId, (signal) =>
        this.#peers.ask(worker, { path, timeoutMs: withinMs, signal }),
      );
      return fate.parse(body);
    } catch {
      return undefined;
    }
  }

  async #start(
    worker: NodeInfo,
    body: { team: string; app: string; release: string },
    signal: AbortSignal,
  ): Promise<void> {
    const timeoutMs = startTimeoutMs;
    const order = { method: "POST", path: "/v1/processes", body, timeoutMs, signal };
    const { status, body: answer } = await this.#peers.ask(worker, order);
    if (status === 201) {
      started.parse(answer);
      return;
    }
    const told = problem.safeParse(answer).data;
    const text = told?.detail ?? told?.title ?? `status ${status}`;
    if (status === 422) throw new FlotillaError("APP_START_FAILED", text);
    throw new FlotillaError(told?.code === "APP_CRASHING" ? told.code : "NO_CAPACITY", text);
  }
}
