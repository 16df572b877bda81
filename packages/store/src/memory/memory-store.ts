import { type Clock, systemClock } from "../clock.ts";
import type { Store } from "../store.ts";
import { MemoryBus } from "./memory-bus.ts";
import { MemoryLogins } from "./memory-logins.ts";
import { MemoryLogs } from "./memory-logs.ts";
import { MemoryNodes } from "./memory-nodes.ts";
import { MemoryProcesses } from "./memory-processes.ts";
import { MemorySessions } from "./memory-sessions.ts";

/** What a memory store may be told. */
export interface MemoryStoreOptions {
  readonly clock?: Clock;
  /** Bytes that all sessions of one app may keep together. */
  readonly maxKeptBytesPerApp?: number;
}

const defaultKeptBytesPerApp = 256 * 2 ** 20;

/** A store that lives and ends with this process. */
export function createMemoryStore(options: MemoryStoreOptions = {}): Store {
  const clock = options.clock ?? systemClock;
  return {
    sessions: new MemorySessions(clock, options.maxKeptBytesPerApp ?? defaultKeptBytesPerApp),
    processes: new MemoryProcesses(clock),
    nodes: new MemoryNodes(clock),
    logins: new MemoryLogins(clock),
    bus: new MemoryBus(),
    logs: new MemoryLogs(),
    start: async () => {},
    stop: async () => {},
  };
}
