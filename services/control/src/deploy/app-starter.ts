import { FlotillaError } from "@flotilla/protocol";
import type { PeerClient } from "@flotilla/service-kit";
import type { NodeInfo, Nodes } from "@flotilla/store";

/** Starts app processes: how a deploy finds out that a release runs. */
export interface AppStarter {
  /** Resolves when a process of the release takes sessions; throws `APP_START_FAILED` with the app's own words, at the signal its reason. */
  start(team: string, app: string, release: string, signal: AbortSignal): Promise<StartedProcess>;
}

/** A process that was started for a try. Left alone it waits for the first session. */
export interface StartedProcess {
  end(): Promise<void>;
}

/** What the workers' internal API needs. */
export interface WorkerStarterOptions {
  readonly nodes: Nodes;
  readonly peers: PeerClient;
  readonly timeoutMs?: number;
}

/** Asks the worker that has the least to do. */
export class WorkerStarter implements AppStarter {
  readonly #options: WorkerStarterOptions;

  constructor(options: WorkerStarterOptions) {
    this.#options = options;
  }

  async start(
    team: string,
    app: string,
    release: string,
    signal: AbortSignal,
  ): Promise<StartedProcess> {
    const { nodes, peers, timeoutMs = 70_000 } = this.#options;
    const worker = leastLoaded(await nodes.list("worker"));
    const order = { method: "POST", path: "/v1/processes", body: { team, app, release } };
    const { status, body } = await peers
      .ask(worker, { ...order, timeoutMs, signal })
      .catch((cause: unknown) => {
        signal.throwIfAborted();
        throw unreachable(worker, cause);
      });
    if (status !== 201) throw failureOf(status, body);
    const id = textField(body, "processId") ?? "";
    return { end: () => this.#end(worker, id) };
  }

  async #end(worker: NodeInfo, id: string): Promise<void> {
    const path = `/v1/processes/${encodeURIComponent(id)}`;
    const { peers, timeoutMs = 70_000 } = this.#options;
    await peers.ask(worker, { method: "DELETE", path, timeoutMs });
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
  const detail = [textField(problem, "title"), textField(problem, "detail")]
    .filter((part) => part !== undefined)
    .join("\n");
  if (status === 422) {
    return new FlotillaError("APP_START_FAILED", authorsView(detail) || "the app does not start");
  }
  return new FlotillaError("UNAVAILABLE", `the worker answered ${status}: ${detail}`);
}

/** A stack as the author reads it: paths inside the app's folder, no frames of Node's or ours. */
function authorsView(stack: string): string {
  return stack
    .split("\n")
    .filter((line) => !/^\s+at .*(node:internal|file:\/\/\/runtime\/)/.test(line))
    .join("\n")
    .replaceAll(/(\(|\s)(?:file:\/\/)?\/app\//g, "$1");
}

function textField(value: unknown, field: string): string | undefined {
  const text: unknown =
    typeof value === "object" && value !== null ? Reflect.get(value, field) : null;
  return typeof text === "string" ? text : undefined;
}
