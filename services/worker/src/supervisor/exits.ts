import type { Store } from "@flotilla/store";
import type { ExitReport } from "../process/app-process-hooks.ts";
import type { OverSessions } from "../process/over-sessions.ts";

/** What a gateway learns that asks for a process; a dead one has left the store, and what its sessions kept is in it. */
export type ProcessFate =
  | { readonly dead: true; readonly reason: string }
  /** `answers`: its event loop is not busy either. */
  | { readonly dead: false; readonly answers: boolean };

const maxRemembered = 1_000;

/** How the processes of this worker have ended, for those who have lost one. */
export class Exits {
  readonly #reasons = new Map<string, Promise<string>>();

  /** Takes an ended process out of the store; its sessions wait for whoever claims them, but for those that it has ended. */
  note(id: string, report: ExitReport, over: OverSessions, store: Store): Promise<void> {
    const settled = settle(id, report, over, store);
    const reason = settled.then(
      () => (report.movesTo === undefined ? report.reason : "moved"),
      () => "unknown",
    );
    this.#reasons.set(id, reason);
    const [oldest] = this.#reasons.keys();
    if (this.#reasons.size > maxRemembered && oldest !== undefined) this.#reasons.delete(oldest);
    return settled;
  }

  /** How a process has ended; one that nobody remembers is dead too. */
  async of(id: string): Promise<ProcessFate> {
    return { dead: true, reason: (await this.#reasons.get(id)) ?? "unknown" };
  }
}

/** Its end is certain: nobody has to wait for the lease. */
async function settle(
  id: string,
  { movesTo }: ExitReport,
  over: OverSessions,
  store: Store,
): Promise<void> {
  const { processes, sessions } = store;
  await processes.remove(id);
  const left = await sessions.suspendOwner(id, movesTo === "live" ? "moved" : "ended");
  const ended = left.filter((session) => over.has(session));
  await Promise.all(ended.map((session) => sessions.close(session.id, session)));
}
