import {
  type LineName,
  type Lines,
  lineKey,
  type Processes,
  type ProcessRecord,
} from "@flotilla/store";
import type { ProcessPolicies } from "./process-policy.ts";
import type { ProcessStarter } from "./process-starter.ts";
import { type Place, WaitingLine } from "./waiting-line.ts";

/** What placement works with. */
export interface PlacementParts {
  readonly processes: Processes;
  readonly lines: Lines;
  readonly starter: ProcessStarter;
  readonly policies: ProcessPolicies;
  readonly limits: PlacementLimits;
}

/** Bounds on waiting for a seat. */
export interface PlacementLimits {
  readonly queueMs: number;
  readonly queueLength: number;
}

/** A seat in a running process, and whether the visitor had to wait for a start. */
export interface Seat {
  readonly process: ProcessRecord;
  readonly start: "warm" | "cold";
}

const warmPauseMs = 10_000; // between starts of an app for visitors who have not come yet
const crowdedMs = 2_000;

/** Finds seats for new sessions: a ready process first, else a place in the line of all who wait for the release. */
export class Placement {
  readonly #parts: PlacementParts;
  readonly #lines = new Map<string, WaitingLine>();
  readonly #warmedAt = new Map<string, number>();
  readonly #crowdedUntil = new Map<string, number>();

  constructor(parts: PlacementParts) {
    this.#parts = parts;
  }

  /** Visitors of this gateway who wait for a seat. */
  get waiting(): number {
    let waiting = 0;
    for (const line of this.#lines.values()) waiting += line.size;
    return waiting;
  }

  /**
   * Throws `APP_START_FAILED`, `APP_CRASHING` or `NO_CAPACITY`; `signal` ends the wait of a visitor who has left, `onPlace`
   * hears where a visitor stands who waits.
   */
  async place(
    team: string,
    app: string,
    release: string,
    signal: AbortSignal,
    onPlace: (place: Place) => void = () => {},
  ): Promise<Seat> {
    const { processes, policies } = this.#parts;
    const name = { team, app, release };
    const loadFactor = await policies.loadFactor(team, app, release);
    const easy = await processes.reserve(team, app, release, { loadFactor });
    if (easy.outcome === "seat") {
      this.#keepSpare(name);
      return { process: easy.process, start: "warm" };
    }
    if (easy.outcome === "full") {
      // The next process is started before the last seat is taken; this visitor need not wait for it.
      const tight = await processes.reserve(team, app, release, { loadFactor: 1 });
      if (tight.outcome === "seat") {
        this.#startInBackground(name);
        return { process: tight.process, start: "warm" };
      }
    }
    const process = await this.#wait(name, signal, onPlace);
    this.#keepSpare(name);
    return { process, start: "cold" };
  }

  /** Whether those who come now will find no room in the line, as far as is known here. */
  isCrowded(name: LineName): boolean {
    const key = lineKey(name);
    if (this.#lines.get(key)?.isFull === true) return true;
    return (this.#crowdedUntil.get(key) ?? 0) > performance.now();
  }

  /**
   * Somebody is about to come: a process of the release is started in the background if none is ready. Whoever asks for pages
   * only cannot make it start more often than every ten seconds for an app.
   */
  async warm(team: string, app: string, release: string): Promise<void> {
    const key = `${team}/${app}`;
    const now = performance.now();
    for (const [other, at] of this.#warmedAt)
      if (at + warmPauseMs <= now) this.#warmedAt.delete(other);
      else break; // the rest is younger
    if (this.#warmedAt.has(key)) return;
    this.#warmedAt.set(key, now);
    const running = await this.#parts.processes.list(team, app);
    if (running.some((process) => process.release === release && process.state === "ready")) {
      this.#warmedAt.delete(key); // it may end before the ten seconds have passed
    } else this.#startInBackground({ team, app, release });
  }

  /** A process seems to be gone whose sessions will need another one: it is started before they ask, unless there is room. */
  async replace(processId: string, team: string, app: string, release: string): Promise<void> {
    const running = await this.#parts.processes.list(team, app);
    const hasRoom = running.some(
      (process) =>
        process.id !== processId &&
        process.release === release &&
        process.state === "ready" &&
        process.seats < process.capacity,
    );
    if (!hasRoom) this.#startInBackground({ team, app, release });
  }

  /** Gives a seat back. */
  async leave(processId: string): Promise<void> {
    await this.#parts.processes.unreserve(processId);
    for (const line of this.#lines.values()) line.look();
  }

  async #wait(
    name: LineName,
    signal: AbortSignal,
    onPlace: (place: Place) => void,
  ): Promise<ProcessRecord> {
    const key = lineKey(name);
    const line = this.#lines.get(key) ?? this.#openLine(name);
    this.#lines.set(key, line);
    try {
      return await line.wait(signal, onPlace);
    } finally {
      if (line.size === 0 && this.#lines.get(key) === line) this.#lines.delete(key);
    }
  }

  #openLine(name: LineName): WaitingLine {
    const { lines, starter, policies, limits } = this.#parts;
    const { team, app, release } = name;
    return new WaitingLine({
      name,
      lines,
      starter,
      sessions: async () => (await policies.of(team, app, release)).sessions,
      queueMs: limits.queueMs,
      queueLength: limits.queueLength,
      onTurnedAway: () => this.#crowded(lineKey(name)),
      giveBack: ({ id }) => void this.leave(id).catch(() => {}), // its process ends with it, or is found empty
    });
  }

  #crowded(key: string): void {
    const now = performance.now();
    for (const [other, until] of this.#crowdedUntil)
      if (until <= now) this.#crowdedUntil.delete(other);
    this.#crowdedUntil.set(key, now + crowdedMs);
  }

  /** Apps that want free processes beside those in use get the next one while its visitor is still being served. */
  #keepSpare(name: LineName): void {
    const { policies, processes, starter } = this.#parts;
    const { team, app, release } = name;
    const keep = async (): Promise<void> => {
      if ((await policies.spare(team, app, release)) === 0) return;
      const { spare } = await policies.of(team, app, release);
      const all = await processes.list(team, app);
      const mine = all.filter((one) => one.release === release && one.state !== "draining");
      const used = mine.filter(({ seats }) => seats > 0).length;
      const missing = used + spare - mine.length;
      const need = { starts: spare, processes: used + spare };
      await Promise.all(
        Array.from({ length: Math.max(0, missing) }, () => starter.start(name, need)),
      );
    };
    keep().catch(() => {}); // whoever needs it reports the failure
  }

  #startInBackground(name: LineName): void {
    const look = (): void => this.#lines.get(lineKey(name))?.look();
    // Whoever needs the seat reports the failure; here it means only that there is no room yet.
    this.#parts.starter.start(name, { starts: 1 }).then(look, look);
  }
}
