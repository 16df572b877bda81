import { setImmediate } from "node:timers/promises";
import type { AppMessage, LeaveOutcome, MoveTarget } from "@flotilla/protocol";
import type { Checkpoints } from "./checkpoints.ts";
import { Departure } from "./departure.ts";
import type { HeldSession } from "./held-session.ts";
import type { SessionTable } from "./session-table.ts";

/** What handing sessions over needs. */
export interface HandOverParts {
  readonly sessions: SessionTable;
  readonly checkpoints: Checkpoints;
  readonly send: (message: AppMessage) => void;
}

interface Order {
  readonly to: MoveTarget;
  /** By `performance.now()`: from then on sessions leave whatever they do. */
  readonly deadline: number;
}

const stepMs = 20;
/** Sessions on their way at a time: each waits for those before it, so few keep pauses short. */
const maxOnTheWay = 4;
const maxAsked = 16;
/** A gateway that has found no place in this time is asked again. */
const askAgainMs = 10_000;
/** How long a session that could not leave goes on before the next try. */
const pauseMs = 1_000;
/** How long a session that has left is waited for before the next one goes. */
const arrivalMs = 1_000;
/** It may come back for so long, if another release cannot take it over. */
const returnMs = 60_000;

/** Sends the sessions of this process elsewhere, each at a moment at which nothing of it runs. */
export class HandOver {
  readonly #parts: HandOverParts;
  /** Sessions that have to stay for now: until when, and the reason that was told. */
  readonly #staying = new WeakMap<HeldSession, { until: number; readonly why: string }>();
  #order: Order | undefined;
  /** How many have left: the first ones warm the other process up. */
  #gone = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: HandOverParts) {
    this.#parts = parts;
  }

  begin(to: MoveTarget, deadlineMs: number): void {
    this.#order = { to, deadline: performance.now() + deadlineMs };
    this.#gone = 0;
    for (const session of this.#parts.sessions) session.staysFor = undefined;
    this.#timer ??= setInterval(() => this.#step(), stepMs);
    this.#step();
  }

  /** The sessions stay; those that stand still already decide it themselves. */
  stop(): void {
    this.#order = undefined;
    for (const session of this.#parts.sessions) {
      if (session.departure?.isStill === false) session.departure = undefined;
    }
  }

  /** A gateway holds a place for a session. */
  placed({ departure }: HeldSession): void {
    if (departure?.state !== "asked") return;
    departure.enter("placed");
    this.#step();
  }

  /** What the worker says of a session that was to leave. */
  left(id: string, outcome: LeaveOutcome): void {
    const { sessions } = this.#parts;
    const session = sessions.get(id);
    if (session?.departure?.state !== "still") return;
    if (outcome === "failed") {
      this.#staying.set(session, { until: performance.now() + pauseMs, why: "" });
      sessions.goOn(session);
    } else if (session.attachment === undefined) sessions.depart(session);
    else {
      session.departure.enter("left");
      this.#gone += 1;
      session.attachment.leave("moved");
      session.attachment = undefined;
    }
    this.#step();
  }

  #step(): void {
    let onTheWay = 0;
    let asked = 0;
    let away = 0;
    for (const session of this.#parts.sessions) {
      const { departure } = session;
      if (departure?.state === "asked") asked += 1;
      else if (departure?.state === "left") {
        away += 1;
        if (this.#isLost(departure)) this.#parts.sessions.depart(session);
        else if (departure.ageMs < arrivalMs) onTheWay += 1;
      } else if (departure?.state === "still") onTheWay += 1;
    }
    if (this.#order === undefined) {
      if (onTheWay + away > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
      return;
    }
    for (const session of this.#parts.sessions) {
      const next = this.#next(session, this.#order);
      if (next === "ask" && asked < maxAsked) {
        asked += 1;
        session.departure = new Departure(this.#order.to, "asked");
        session.attachment?.askMove(this.#order.to);
      } else if (next === "go" && onTheWay < Math.min(maxOnTheWay, 1 + this.#gone)) {
        if (this.#go(session, this.#order)) onTheWay += 1;
      }
    }
  }

  /** Nobody has told what became of it: it runs elsewhere, or waits in the store. */
  #isLost({ to, ageMs }: Departure): boolean {
    return ageMs > (to === "same" ? 2 * arrivalMs : returnMs);
  }

  #next(session: HeldSession, { to, deadline }: Order): "ask" | "go" | "wait" {
    const { departure, attachment, app } = session;
    if (departure?.isStill) return "wait";
    const now = performance.now();
    const isForced = now >= deadline;
    if (session.staysFor?.to === to) return isForced ? "go" : "wait";
    if ((this.#staying.get(session)?.until ?? 0) > now && !isForced) return "wait";
    const mayGo = app.isIdle || isForced;
    if (attachment === undefined) return mayGo ? "go" : "wait";
    if (departure === undefined) return "ask";
    if (departure.state === "asked") return departure.ageMs > askAgainMs ? "ask" : "wait";
    return mayGo ? "go" : "wait";
  }

  /** The last checkpoint, then silence; false if the session has to stay. */
  #go(session: HeldSession, { to, deadline }: Order): boolean {
    const { checkpoints, send } = this.#parts;
    checkpoints.lastOf(session);
    const flaw = session.staysFor?.to === to ? session.staysFor.why : session.app.flaw;
    if (flaw !== undefined) {
      this.#stay(session, flaw, performance.now() >= deadline, to === "same" ? "host" : "release");
      return false;
    }
    session.departure ??= new Departure(to, "placed");
    session.departure.enter("still");
    const { id, epoch, claimId } = session;
    send({ type: "leave", session: id, epoch, claimId, to });
    return true;
  }

  #stay(session: HeldSession, why: string, isLate: boolean, reason: string): void {
    if (this.#staying.get(session)?.why !== why) {
      this.#parts.send({ type: "stays", session: session.id, why });
    }
    this.#staying.set(session, { until: performance.now() + pauseMs, why });
    if (isLate) this.#turnOut(session, reason);
  }

  /** Ends the sessions whose last checkpoint does not hold what they keep; resolves when their clients were told. */
  async turnOutUnkept(): Promise<void> {
    const { sessions, send } = this.#parts;
    for (const session of [...sessions]) {
      const why = session.app.flaw;
      if (why === undefined || session.departure?.isStill) continue;
      if (this.#staying.get(session)?.why !== why)
        send({ type: "stays", session: session.id, why });
      this.#turnOut(session, "host");
    }
    await setImmediate(); // links write at the end of the turn
    await setImmediate();
  }

  /** A session that cannot go elsewhere ends. */
  #turnOut(session: HeldSession, reason: string): void {
    session.attachment?.turnOut();
    void this.#parts.sessions.end(session, reason);
  }
}
