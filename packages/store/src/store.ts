import type { Bus } from "./bus.ts";
import type { Lines } from "./lines.ts";
import type { Logins } from "./logins.ts";
import type { Logs } from "./logs.ts";
import type { Nodes } from "./nodes.ts";
import type { Processes } from "./processes.ts";
import type { Sessions } from "./sessions.ts";
import type { Starts } from "./starts.ts";

/** A store's memory from the moment on at which it began empty, or may have lost something that it had confirmed. */
export interface StoreMemory {
  /** Another name than before: what was written before may be gone. */
  readonly name: string;
  /** How long ago it began empty while others may have known more; for ever, if nobody can. */
  readonly ageMs: number;
}

import type { Topics } from "./topics.ts";

/** What nodes share, whatever keeps it. */
export interface Store {
  readonly sessions: Sessions;
  readonly processes: Processes;
  readonly starts: Starts;
  readonly lines: Lines;
  readonly nodes: Nodes;
  readonly logins: Logins;
  readonly bus: Bus;
  readonly topics: Topics;
  readonly logs: Logs;
  /** Fails too if the store can be read, but takes no changes. */
  memory(): Promise<StoreMemory>;
  start(): Promise<void>;
  stop(): Promise<void>;
}
