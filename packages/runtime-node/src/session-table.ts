import type { LinkAttach, LinkLogin } from "@flotilla/protocol";
import {
  type AppDefinition,
  AppSession,
  IdCounter,
  PubSubHub,
  type SessionHooks,
  type ThreadPort,
} from "@flotilla/sdk/runtime";
import type { Checkpoints, Stored } from "./checkpoints.ts";
import { clientOf } from "./client-of.ts";
import type { Departure } from "./departure.ts";
import { EarlyAnswers } from "./early-answers.ts";
import type { Attachment, HeldSession } from "./held-session.ts";
import { PastSessions } from "./past-sessions.ts";
import type { Opening } from "./take-over.ts";

/** What sessions need from the process. */
export interface SessionTableParts {
  readonly definition: AppDefinition;
  readonly threads: ThreadPort;
  readonly capacity: number;
  readonly hooksOf: (open: Opening) => SessionHooks;
  readonly checkpoints: Checkpoints;
  readonly onCount: (count: number) => void;
  /** This process has ended a session by itself: who has it in a store may not know yet. */
  readonly onOver: (session: HeldSession) => void;
  /** What a client registered with could not be used; the app's own errors are its session's affair. */
  readonly onRefused: (error: unknown) => void;
}

/** A gateway that is gone takes its deadlines along; then the process ends sessions itself, this much later. */
const orphanGraceMs = 300_000;
const sweepMs = 30_000;
/** For so long the gateway that has ended a session may say so. */
const elsewhereMs = 5_000;

/** All sessions of this process: which there are, and who is attached to them. */
export class SessionTable {
  readonly hub = new PubSubHub();
  readonly #parts: SessionTableParts;
  readonly #ids = new IdCounter();
  readonly #sessions = new Map<string, HeldSession>();
  readonly #early = new EarlyAnswers();
  readonly #past = new PastSessions();
  readonly #sweep: NodeJS.Timeout;
  isDraining = false;

  constructor(parts: SessionTableParts) {
    this.#parts = parts;
    this.#sweep = setInterval(() => this.#closeOrphans(), sweepMs).unref();
  }

  get size(): number {
    return this.#sessions.size;
  }

  [Symbol.iterator](): IterableIterator<HeldSession> {
    return this.#sessions.values();
  }

  get(id: string): HeldSession | undefined {
    return this.#sessions.get(id);
  }

  /** Starts a session; undefined if there is no room, or it has been claimed again since and is here already. */
  open(open: Opening, attachment: Attachment): HeldSession | undefined {
    const known = this.#own(open);
    if (known !== undefined) return this.#attach(known, open, attachment);
    const { definition, threads, capacity, checkpoints, hooksOf, onCount } = this.#parts;
    const hasRoom = !this.isDraining && this.#sessions.size < capacity;
    if (!hasRoom || this.#sessions.has(open.sessionId)) return undefined;
    if (open.epoch > 1) this.#ids.leap();
    const session: HeldSession = {
      id: open.sessionId,
      app: new AppSession({
        id: open.sessionId,
        app: definition,
        hub: this.hub,
        hooks: hooksOf(open),
        ids: this.#ids,
        threads,
        keep: {
          durability: checkpoints.durability,
          due: () => checkpoints.due(session),
        },
        restore: open.restore,
      }),
      ttlMs: open.ttlMs,
      epoch: open.epoch,
      claimId: open.claimId,
      record: open.record,
      isElsewhere: false,
      attachment,
      detachedAt: undefined,
      departure: undefined,
      staysFor: open.staysFor === undefined ? undefined : { to: "live", why: open.staysFor },
    };
    this.#sessions.set(session.id, session);
    this.#past.delete(session.id);
    onCount(this.#sessions.size);
    session.app
      .open(open.page, clientOf(open), attachment, open.extension)
      .then(() => {
        if (this.#sessions.get(session.id) === session) checkpoints.reassertLate(session);
        for (const login of this.#early.take(session.id, session.epoch)) this.answerLogin(login);
      })
      .catch((error: unknown) => {
        this.#parts.onRefused(error);
        attachment.refuse();
        this.#forget(session);
      });
    return session;
  }

  /** A provider's answer to a sign-in; that of a session which is on its way here waits for it. */
  answerLogin(login: LinkLogin): void {
    const { sessionId, epoch, ...answer } = login;
    const session = this.find(login);
    if (session !== undefined) session.app.answerLogin(answer);
    else this.#early.keep(login);
  }

  /** Gives a session a client again; undefined if it is not here, or has another owner by now. */
  attach(attach: LinkAttach, attachment: Attachment): HeldSession | undefined {
    const session = this.#own(attach);
    return session === undefined ? undefined : this.#attach(session, attach, attachment);
  }

  /** The session of this id, unless the caller's claim is older than the one it was last used under. */
  find(claim: { readonly sessionId: string; readonly epoch: number }): HeldSession | undefined {
    const session = this.#sessions.get(claim.sessionId);
    if (session === undefined || claim.epoch < session.epoch) return undefined;
    if (!session.app.tasks.closing.aborted) return session;
    this.ended(session); // while nobody was attached
    return undefined;
  }

  /** Whether a session was here and is over; any other that is not here has never begun here, or has gone on elsewhere. */
  isOver(id: string): boolean {
    return this.#past.has(id);
  }

  /** Its client is gone; does nothing if another one has come meanwhile. */
  detach(session: HeldSession, attachment: Attachment, reason: string): void {
    if (session.attachment !== attachment) return;
    session.attachment = undefined;
    session.detachedAt = performance.now();
    if (session.departure?.isStill) session.departure.detached = reason;
    else void session.app.detach(reason);
  }

  /** Ends a session: the app is told, unless it goes on elsewhere, then it is forgotten. */
  async close(session: HeldSession, reason: string | null): Promise<void> {
    this.#forget(session);
    if (reason !== null) this.#past.add(session.id);
    await session.app.close(reason);
  }

  /** Ends a session that nobody else has asked to end. */
  async end(session: HeldSession, reason: string): Promise<void> {
    this.#parts.onOver(session);
    await this.close(session, reason);
  }

  /** The app has ended the session itself. */
  ended(session: HeldSession): void {
    this.#parts.onOver(session);
    this.#forget(session);
    this.#past.add(session.id);
  }

  /** What became of a session's checkpoints; one that has another owner by now is not served here any more. */
  stored({ session: id, n, outcome }: Stored): void {
    const session = this.#sessions.get(id);
    if (session === undefined || session.app.settleCheckpoint(n, outcome)) return;
    session.isElsewhere = true;
    setTimeout(() => this.depart(session), elsewhereMs).unref();
    const { attachment } = session;
    if (attachment === undefined) return;
    attachment.leave("lost"); // its client comes back to where the session is
    this.detach(session, attachment, "lost");
  }

  /** Tells the worker of all sessions: the store has lost them. */
  async reassertAll(): Promise<void> {
    await this.#parts.checkpoints.reassertAll(this.#sessions.values());
  }

  /** The sessions go on in another process: resolves when this one has handed over all they keep. */
  async moveAll(): Promise<void> {
    this.isDraining = true;
    const here = [...this.#sessions.values()].filter(({ departure }) => !departure?.isStill);
    await this.#parts.checkpoints.last(here);
  }

  /** A session that stood still goes on here: what was held takes its way. */
  goOn(session: HeldSession): void {
    const { departure, attachment } = session;
    session.departure = undefined;
    if (departure === undefined) return;
    if (departure.attach !== undefined && attachment !== undefined) {
      const { attach, detached } = departure;
      if (detached !== undefined && !attach.isStaying) void session.app.detach(detached);
      this.#begin(session, attach, attachment);
    } else if (departure.detached !== undefined) void session.app.detach(departure.detached);
    else for (const packet of departure.outgoing) attachment?.send(packet);
    for (const packet of departure.incoming) {
      try {
        session.app.receive(packet);
      } catch (error) {
        this.#parts.onRefused(error); // the next ones are as good as ever
      }
    }
  }

  /** A session has gone on elsewhere. */
  depart(session: HeldSession): void {
    void this.close(session, null);
  }

  /** Ends all sessions but those that go on elsewhere. */
  async endAll(reason: string): Promise<void> {
    clearInterval(this.#sweep);
    const ends = [...this.#sessions.values()].map((session) =>
      session.departure?.isStill || session.isElsewhere
        ? this.close(session, null)
        : this.end(session, reason),
    );
    await Promise.allSettled(ends);
  }

  /** What {@link find} finds; of a session that has had another owner since, nothing is of use to its client. */
  #own(claim: { readonly sessionId: string; readonly epoch: number }): HeldSession | undefined {
    const session = this.find(claim);
    if (!session?.isElsewhere) return session;
    this.depart(session);
    return undefined;
  }

  #attach(session: HeldSession, attach: LinkAttach, attachment: Attachment): HeldSession {
    const isBack = attach.epoch > session.epoch;
    session.epoch = attach.epoch;
    session.claimId = attach.claimId;
    session.record = attach.record ?? session.record;
    const { departure } = session;
    if (departure?.state === "left" && !isBack) {
      setImmediate(() => attachment.leave("moved"));
      return session;
    }
    const before = session.attachment;
    if (before !== undefined) {
      before.leave("replaced");
      this.detach(session, before, "replaced");
    }
    session.attachment = attachment;
    session.detachedAt = undefined;
    if (departure?.state === "still") departure.attach = attach;
    else {
      if (departure?.state === "left") this.#cameBack(session, departure);
      this.#begin(session, attach, attachment);
    }
    if (isBack) this.#parts.checkpoints.reassertLate(session);
    return session;
  }

  #begin(session: HeldSession, attach: LinkAttach, attachment: Attachment): void {
    const { app } = session;
    const begun = attach.isStaying
      ? app.reattach(attachment, attach.extension)
      : app.attach(attach.page, clientOf(attach), attachment, attach.extension);
    begun.catch((error: unknown) => {
      this.#parts.onRefused(error);
      attachment.leave("closed");
      this.detach(session, attachment, "closed");
    });
  }

  /** Another release could not take it over: it goes on where it left off. */
  #cameBack(session: HeldSession, { to }: Departure): void {
    session.departure = undefined;
    session.staysFor = { to, why: "the other release cannot take over its state" };
  }

  #forget(session: HeldSession): void {
    if (this.#sessions.get(session.id) !== session) return;
    this.#sessions.delete(session.id);
    this.#parts.onCount(this.#sessions.size);
  }

  #closeOrphans(): void {
    const now = performance.now();
    for (const session of this.#sessions.values()) {
      const { detachedAt, ttlMs } = session;
      if (detachedAt === undefined || now - detachedAt < ttlMs + orphanGraceMs) continue;
      void this.end(session, "expired");
    }
  }
}
