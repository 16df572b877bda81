import { setTimeout as sleep } from "node:timers/promises";
import { closeCodes } from "@flotilla/protocol";
import type { Connection } from "./connection.ts";
import type { ConnectionTable } from "./connection-table.ts";

const reason = "this gateway is leaving";
/** Clients that do not answer the close are cut off before that. */
const farewellMs = 3_000;
const stepMs = 20;

/**
 * Closes every connection, spread over a period, each at a random moment of its share: a closed client comes back at once, to
 * another gateway. What a client sends before it hears of the close still goes to its app.
 */
export async function drainConnections(table: ConnectionTable, periodMs: number): Promise<void> {
  const began = performance.now();
  const connections = shuffled(table.all());
  const shareMs = periodMs / Math.max(1, connections.length);
  const times = connections.map((_connection, i) => (i + Math.random()) * shareMs);
  // After a standstill those that are late do not leave in one moment either.
  const mostAtOnce = Math.ceil((2 * stepMs) / shareMs);
  for (let next = 0; next < connections.length && table.size > 0; await sleep(stepMs)) {
    const passed = performance.now() - began;
    for (let n = 0; n < mostAtOnce && (times[next] ?? passed + 1) <= passed; n++) {
      connections[next++]?.leave(closeCodes.moved, reason, "drain");
    }
  }
  const late = performance.now() + farewellMs;
  while (table.size > 0 && performance.now() < late) await sleep(stepMs);
}

/** Closes every connection now. */
export function closeConnections(table: ConnectionTable): void {
  for (const connection of table.all()) connection.end(closeCodes.moved, reason, "drain");
}

/** Those that came together leave apart. */
function shuffled(connections: readonly Connection[]): readonly Connection[] {
  return connections
    .map((connection) => ({ connection, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ connection }) => connection);
}
