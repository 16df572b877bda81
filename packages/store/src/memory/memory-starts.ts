import type { Clock } from "../clock.ts";
import type { StartBounds, StartGrant, Starts, StartWish } from "../starts.ts";
import type { ProcessTable } from "./process-table.ts";

interface Noted {
  readonly wish: StartWish;
  readonly leaseEnd: number;
}

/** Starts of app processes in this process's memory. */
export class MemoryStarts implements Starts {
  readonly #clock: Clock;
  readonly #table: ProcessTable;
  readonly #noted = new Map<string, Noted>();

  constructor(clock: Clock, table: ProcessTable) {
    this.#clock = clock;
    this.#table = table;
  }

  async begin(wish: StartWish, bounds: StartBounds, leaseMs: number): Promise<StartGrant> {
    const now = this.#clock.now();
    for (const [id, { leaseEnd }] of this.#noted) if (leaseEnd <= now) this.#noted.delete(id);
    const starts = [...this.#noted.values()].map((noted) => noted.wish);
    const alive = this.#table.all().filter(({ state }) => state !== "draining");
    const count = (fits: (one: Omit<StartWish, "id">) => boolean): number =>
      alive.filter(fits).length + starts.filter(fits).length;
    const ofApp = ({ team, app }: Omit<StartWish, "id">): boolean =>
      team === wish.team && app === wish.app;
    const ofRelease = (one: Omit<StartWish, "id">): boolean =>
      ofApp(one) && one.release === wish.release;
    if (starts.filter(ofRelease).length >= bounds.starts) return "enough";
    if (count(ofRelease) >= bounds.releaseProcesses) return "enough";
    if (count(ofApp) >= bounds.appProcesses) return "app_full";
    if (count(({ team }) => team === wish.team) >= bounds.teamProcesses) return "team_full";
    this.#noted.set(wish.id, { wish, leaseEnd: now + leaseMs });
    return "go";
  }

  async prolong({ id }: StartWish, leaseMs: number): Promise<void> {
    const noted = this.#noted.get(id);
    const now = this.#clock.now();
    if (noted !== undefined && noted.leaseEnd > now)
      this.#noted.set(id, { ...noted, leaseEnd: now + leaseMs });
  }

  async end({ id }: StartWish): Promise<void> {
    this.#noted.delete(id);
  }
}
