import { type Clock, systemClock } from "../clock.ts";
import type { Store } from "../store.ts";
import { MemoryBus } from "./memory-bus.ts";
import { MemoryLines } from "./memory-lines.ts";
import { MemoryLogins } from "./memory-logins.ts";
import { MemoryLogs } from "./memory-logs.ts";
import { MemoryNodes } from "./memory-nodes.ts";
import { MemoryProcesses } from "./memory-processes.ts";
import { MemorySessions } from "./memory-sessions.ts";
import { MemoryStarts } from "./memory-starts.ts";
import { MemoryTopics } from "./memory-topics.ts";
import { ProcessTable } from "./process-table.ts";

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
  const table = new ProcessTable(clock);
  const lines = new MemoryLines(clock, table);
  return {
    sessions: new MemorySessions(clock, options.maxKeptBytesPerApp ?? defaultKeptBytesPerApp),
    processes: new MemoryProcesses(table, lines),
    starts: new MemoryStarts(clock, table),
    lines,
    nodes: new MemoryNodes(clock),
    logins: new MemoryLogins(clock),
    bus: new MemoryBus(),
    topics: new MemoryTopics(),
    logs: new MemoryLogs(),
    memory: async () => ({ name: "this process", ageMs: Number.POSITIVE_INFINITY }),
    start: async () => {},
    stop: async () => {},
  };
}
