import { randomBytes } from "node:crypto";
import { FlotillaError } from "@flotilla/protocol";
import type { LineName, Lines, ProcessRecord, Turns } from "@flotilla/store";
import type { ProcessStarter, StartOutcome } from "./process-starter.ts";

/** Where a visitor stands who waits for a seat. */
export interface Place {
  readonly position: number;
  /** How many wait in all. */
  readonly length: number;
}

/** What a line works with. */
export interface WaitingLineParts {
  readonly name: LineName;
  readonly lines: Lines;
  readonly starter: ProcessStarter;
  /** Seats that one more process brings. */
  readonly sessions: () => Promise<number>;
  readonly queueMs: number;
  readonly queueLength: number;
  /** The line has no room for another visitor. */
  readonly onTurnedAway: () => void;
  /** A seat was given to a visitor who has left meanwhile. */
  readonly giveBack: (process: ProcessRecord) => void;
}

interface Member {
  readonly since: number;
  readonly seated: PromiseWithResolvers<ProcessRecord>;
  readonly onPlace: (place: Place) => void;
  position: number;
}

const pollMs = 100;
const leaseMs = 5_000;
const startPauseMs = 250;
/** Of one release at once from here: workers let only so many start in any case. */
const maxStartsAtOnce = 16;
/** Of processes that end before anybody sits in them. */
const maxVainStarts = 3;
const maxTickets = 1_000;

/** The visitors of this gateway who wait for a seat in a release, served in their order among those of all gateways. */
export class WaitingLine {
  readonly #parts: WaitingLineParts;
  readonly #members = new Map<string, Member>();
  #turning: Promise<void> | undefined;
  #kick = Promise.withResolvers<void>();
  #length = 0;
  #vainStarts = 0;
  #mayStartAt = 0;
  #refusal: StartOutcome | undefined;

  constructor(parts: WaitingLineParts) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#members.size;
  }

  /** Nobody else may join, as far as is known. */
  get isFull(): boolean {
    return this.size > 0 && this.#length >= this.#parts.queueLength;
  }

  /**
   * Resolves with the process in which a seat was taken. Throws `NO_CAPACITY` when the time is over, the line is full or the
   * visitor has left, and what keeps the app from starting.
   */
  async wait(signal: AbortSignal, onPlace: (place: Place) => void): Promise<ProcessRecord> {
    const ticket = randomBytes(9).toString("base64url");
    const seated = Promise.withResolvers<ProcessRecord>();
    this.#members.set(ticket, {
      since: performance.now(),
      seated,
      onPlace,
      position: Number.POSITIVE_INFINITY,
    });
    const leave = (): void => this.#dismiss(ticket, this.#noSeat("the visitor has left"));
    signal.addEventListener("abort", leave);
    this.#turning ??= this.#run();
    this.look();
    try {
      return await seated.promise;
    } finally {
      signal.removeEventListener("abort", leave);
    }
  }

  /** Something may have changed: no need to wait until it is asked for. */
  look(): void {
    this.#kick.resolve();
  }

  /** Never rejects: whatever goes wrong is told to those who wait. */
  async #run(): Promise<void> {
    let perProcess: number | undefined;
    while (this.#members.size > 0) {
      this.#kick = Promise.withResolvers();
      const tickets = [...this.#members.keys()].slice(0, maxTickets);
      try {
        perProcess ??= await this.#parts.sessions();
        await this.#turn(tickets, perProcess);
      } catch (error) {
        this.#dismissAll(error);
      }
      if (this.#members.size === 0) break;
      const timer = setTimeout(this.#kick.resolve, pollMs);
      await this.#kick.promise;
      clearTimeout(timer);
    }
    this.#turning = undefined;
    this.#vainStarts = 0;
  }

  async #turn(tickets: readonly string[], perProcess: number): Promise<void> {
    const { lines, name, queueLength } = this.#parts;
    const told = await lines.turn(name, tickets, queueLength, leaseMs);
    this.#length = told.length;
    this.#apply(tickets, told);
    this.#expire(perProcess);
    if (this.#members.size > 0) this.#startFor(Math.ceil(told.length / perProcess));
  }

  #apply(tickets: readonly string[], { turns, length }: Turns): void {
    for (const [at, turn] of turns.entries()) {
      const ticket = tickets[at] ?? "";
      const member = this.#members.get(ticket);
      if (turn.outcome === "seat") {
        this.#vainStarts = 0;
        this.#members.delete(ticket);
        if (member === undefined) this.#parts.giveBack(turn.process);
        else member.seated.resolve(turn.process);
      } else if (member === undefined) {
        void this.#leave(ticket);
      } else if (turn.outcome === "full") {
        this.#parts.onTurnedAway();
        this.#dismiss(ticket, this.#noSeat(`${length} wait already`));
      } else {
        if (turn.position < member.position) this.#vainStarts = 0;
        member.position = turn.position;
        member.onPlace({ position: turn.position, length });
      }
    }
  }

  /** Whose time is over goes, unless a process is starting in which there will be a seat. */
  #expire(perProcess: number): void {
    const { queueMs, starter, name } = this.#parts;
    const over = performance.now() - queueMs;
    const coming = starter.running(name) * perProcess;
    for (const [ticket, { since, position }] of this.#members) {
      if (since > over || position <= coming) continue;
      this.#dismiss(ticket, this.#noSeat(reasons[this.#refusal ?? "started"]));
    }
  }

  #startFor(wanted: number): void {
    const { starter, name } = this.#parts;
    const now = performance.now();
    if (now < this.#mayStartAt) return;
    const starts = Math.min(wanted, maxStartsAtOnce);
    for (let count = starter.running(name); count < starts; count++) {
      this.#mayStartAt = now + startPauseMs;
      starter.start(name, { starts: wanted }).then(
        (outcome) => this.#started(outcome),
        (error: unknown) => this.#dismissAll(error),
      );
    }
  }

  #started(outcome: StartOutcome): void {
    if (outcome !== "enough") this.#refusal = outcome;
    if (outcome !== "started") return;
    this.#vainStarts += 1;
    this.#mayStartAt = 0;
    if (this.#vainStarts > maxVainStarts)
      this.#dismissAll(this.#noSeat("its processes end as soon as they start"));
    else this.look();
  }

  #dismiss(ticket: string, error: unknown): void {
    const member = this.#members.get(ticket);
    if (member === undefined) return;
    this.#members.delete(ticket);
    member.seated.reject(error);
    void this.#leave(ticket);
  }

  #dismissAll(error: unknown): void {
    for (const ticket of [...this.#members.keys()]) this.#dismiss(ticket, error);
    this.look();
  }

  async #leave(ticket: string): Promise<void> {
    const { lines, name } = this.#parts;
    await lines.leave(name, [ticket]).catch(() => {}); // its lease ends it then
  }

  #noSeat(why: string): FlotillaError {
    const { team, app } = this.#parts.name;
    return new FlotillaError("NO_CAPACITY", `app "${team}/${app}": no seat in time, ${why}`);
  }
}

const reasons: Readonly<Record<StartOutcome, string>> = {
  started: "all are taken",
  enough: "all are taken",
  app_full: "it has as many processes as it may",
  team_full: "its team has as many processes as it may",
  no_worker: "no worker takes another process",
};
