import type { Bus } from "./bus.ts";
import type { Lines } from "./lines.ts";
import type { Logins } from "./logins.ts";
import type { Logs } from "./logs.ts";
import type { Nodes } from "./nodes.ts";
import type { Processes } from "./processes.ts";
import type { Sessions } from "./sessions.ts";
import type { Starts } from "./starts.ts";

/** What nodes share, whatever keeps it. */
export interface Store {
  readonly sessions: Sessions;
  readonly processes: Processes;
  readonly starts: Starts;
  readonly lines: Lines;
  readonly nodes: Nodes;
  readonly logins: Logins;
  readonly bus: Bus;
  readonly logs: Logs;
  start(): Promise<void>;
  stop(): Promise<void>;
}
