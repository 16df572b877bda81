import type { Bus } from "./bus.ts";
import type { Logins } from "./logins.ts";
import type { Logs } from "./logs.ts";
import type { Nodes } from "./nodes.ts";
import type { Processes } from "./processes.ts";
import type { Sessions } from "./sessions.ts";

/** What nodes share, whatever keeps it. */
export interface Store {
  readonly sessions: Sessions;
  readonly processes: Processes;
  readonly nodes: Nodes;
  readonly logins: Logins;
  readonly bus: Bus;
  readonly logs: Logs;
  start(): Promise<void>;
  stop(): Promise<void>;
}
