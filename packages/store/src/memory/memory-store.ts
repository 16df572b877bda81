import { type Clock, systemClock } from "../clock.ts";
import type { Store } from "../store.ts";
import { MemoryBus } from "./memory-bus.ts";
import { MemoryLogins } from "./memory-logins.ts";
import { MemoryLogs } from "./memory-logs.ts";
import { MemoryNodes } from "./memory-nodes.ts";
import { MemoryProcesses } from "./memory-processes.ts";
import { MemorySessions } from "./memory-sessions.ts";

/** A store that lives and ends with this process. */
export function createMemoryStore(options: { readonly clock?: Clock } = {}): Store {
  const clock = options.clock ?? systemClock;
  return {
    sessions: new MemorySessions(clock),
    processes: new MemoryProcesses(clock),
    nodes: new MemoryNodes(clock),
    logins: new MemoryLogins(clock),
    bus: new MemoryBus(),
    logs: new MemoryLogs(),
    start: async () => {},
    stop: async () => {},
  };
}
