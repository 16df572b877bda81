import { FlotillaError } from "@flotilla/protocol";
import type { NodeInfo, Nodes } from "@flotilla/store";

/** Starts app processes: how a deploy finds out that a release runs. */
export interface AppStarter {
  /** Resolves when a process of the release takes sessions; throws `APP_START_FAILED` with the app's own words. */
  start(team: string, app: string, release: string): Promise<void>;
}

/** What the workers' internal API needs. */
export interface WorkerStarterOptions {
  readonly nodes: Nodes;
  readonly internalToken: string;
  readonly timeoutMs?: number;
}

/** Asks the worker that has the least to do. */
export class WorkerStarter implements AppStarter {
  readonly #options: WorkerStarterOptions;

  constructor(options: WorkerStarterOptions) {
    this.#options = options;
  }

  async start(team: string, app: string, release: string): Promise<void> {
    const { nodes, internalToken, timeoutMs = 70_000 } = this.#options;
    const worker = leastLoaded(await nodes.list("worker"));
    const answer = await fetch(new URL("/v1/processes", worker.internalUrl), {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${internalToken}` },
      body: JSON.stringify({ team, app, release }),
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((cause: unknown) => {
      throw unreachable(worker, cause);
    });
    if (answer.ok) {
      await answer.body?.cancel();
      return;
    }
    throw failureOf(answer.status, await answer.json().catch(() => undefined));
  }
}

function leastLoaded(workers: readonly NodeInfo[]): NodeInfo {
  const [first] = workers
    .filter((worker) => worker.state === "ready")
    .sort((a, b) => a.load - b.load);
  if (first === undefined) {
    throw new FlotillaError(
      "NO_CAPACITY",
      "no worker is there to try the release; it was not activated",
    );
  }
  return first;
}

function unreachable(worker: NodeInfo, cause: unknown): FlotillaError {
  return new FlotillaError("UNAVAILABLE", `worker ${worker.id} does not answer`, { cause });
}

function failureOf(status: number, problem: unknown): FlotillaError {
  const text = (field: string): string | undefined => {
    const value =
      typeof problem === "object" && problem !== null ? Reflect.get(problem, field) : undefined;
    return typeof value === "string" ? value : undefined;
  };
  const detail = [text("title"), text("detail")].filter((part) => part !== undefined).join("\n");
  if (status === 422)
    return new FlotillaError("APP_START_FAILED", detail || "the app does not start");
  return new FlotillaError("UNAVAILABLE", `the worker answered ${status}: ${detail}`);
}
