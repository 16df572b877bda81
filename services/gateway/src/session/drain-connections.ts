import { setTimeout as sleep } from "node:timers/promises";
import { closeCodes } from "@flotilla/protocol";
import type { ConnectionTable } from "./connection-table.ts";

const stepMs = 50;

/** Closes every connection, evenly over a period: a closed client comes back at once, to another gateway. */
export async function drainConnections(table: ConnectionTable, periodMs: number): Promise<void> {
  const steps = Math.max(1, Math.floor(periodMs / stepMs));
  const connections = table.all();
  const perStep = Math.ceil(connections.length / steps);
  for (let at = 0; at < connections.length; at += perStep) {
    for (const connection of connections.slice(at, at + perStep)) {
      connection.end(closeCodes.moved, "this gateway is leaving", "drain");
    }
    if (at + perStep < connections.length) await sleep(stepMs);
  }
}
