import type { HeldSession } from "./held-session.ts";

/** How many sessions have not answered their client yet, and how many have none. */
export function censusOf(sessions: Iterable<HeldSession>): { starting: number; detached: number } {
  const counts = { starting: 0, detached: 0 };
  for (const { app, attachment } of sessions) {
    if (attachment === undefined) counts.detached += 1;
    else if (!app.isOpen) counts.starting += 1;
  }
  return counts;
}
