import {
  type ExtensionReply,
  encodeAck,
  extensionVersion,
  type StoredOutcome,
} from "@flotilla/protocol";
import { loginsPart } from "../auth/kept-logins.ts";
import type { LoginFlow } from "../auth/login-flow.ts";
import type { Components } from "../declarative/components.ts";
import { KeptComponents } from "../declarative/state/kept-components.ts";
import { type AppliedInputs, Inputs, isApplied, numbersIn } from "../session/inputs.ts";
import type { Outbox } from "../session/outbox.ts";
import { SessionStore } from "../session/session-store.ts";
import { CheckpointPace } from "./checkpoint-pace.ts";
import { encodeInputs } from "./kept-inputs.ts";
import type { KeptPage } from "./kept-page.ts";
import { KeptParts, type PartChanges, type TooBig } from "./kept-parts.ts";
import { KeptStore } from "./kept-store.ts";
import { Omissions } from "./omissions.ts";
import { partNames, type RestoredSession } from "./restored-session.ts";

/** The changes of a session's state since its last checkpoint; `n` counts them. */
export interface Checkpoint extends PartChanges {
  readonly n: number;
}

/** What keeps checkpoints: the process that runs the session. */
export interface KeepPort {
  /** `sync`: nothing is shown to the client before the state behind it is kept. */
  readonly durability: "async" | "sync";
  /** Asks for `takeCheckpoint` before the packets of this turn leave. */
  due(): void;
}

/** Checkpoints on their way at a time; more changes wait. */
const maxUnconfirmed = 8;
/** Values that may change without a sign are looked at with every checkpoint up to this size, else once a second. */
const maxSilentBytes = 64 * 1024;
const pauseMs = 1_000;

/** Follows what a session keeps: makes its checkpoints, and tells its client which inputs they hold. */
export class SessionKeeping {
  readonly inputs: Inputs;
  readonly page: KeptPage;
  readonly store: SessionStore;
  readonly #port: KeepPort | undefined;
  readonly #outbox: Outbox;
  readonly #log: (text: string) => void;
  readonly #parts: KeptParts;
  readonly #keptStore: KeptStore;
  readonly #components: Components;
  readonly #omissions: Omissions;
  readonly #logins: () => LoginFlow | undefined;
  readonly #pace: CheckpointPace;
  #n = 0;
  /** Inputs of checkpoints that are on their way. */
  #unconfirmed: { readonly n: number; readonly applied: AppliedInputs }[] = [];
  /** Earlier ones build on one that was not kept. */
  #soundFrom = 0;
  #confirmed: AppliedInputs;
  #acks = false;
  /** Changes wait until a checkpoint on its way has arrived. */
  #isBehind = false;
  /** Why it all is not kept, if there is too much of it. */
  #tooBigFor: string | undefined;
  #lookedAt = 0;
  #pausedUntil = 0;
  #isStopped = false;

  constructor(init: {
    readonly port: KeepPort | undefined;
    readonly restored: RestoredSession;
    readonly components: Components;
    readonly logins: () => LoginFlow | undefined;
    readonly outbox: Outbox;
    readonly log: (text: string) => void;
    /** What was restored is not what is kept. */
    readonly isMigrated?: boolean;
  }) {
    const { port, restored, components, logins, outbox, log, isMigrated = false } = init;
    this.#port = port;
    this.#outbox = outbox;
    this.#log = log;
    this.#logins = logins;
    this.inputs = new Inputs(restored.inputs);
    this.page = restored.page;
    this.#confirmed = restored.inputs;
    this.#parts = new KeptParts(restored.parts);
    if (isMigrated) this.#parts.forgetKept();
    this.#pace = new CheckpointPace(() => {
      if (!this.#isStopped) port?.due();
    });
    this.#omissions = new Omissions(log);
    this.#keptStore = new KeptStore(restored.store, this.changed);
    this.store = new SessionStore(this.#keptStore.values, this.#keptStore.mark);
    this.#components = components;
    if (port !== undefined) components.makeKept = () => new KeptComponents(this.changed);
    components.saved = restored.components;
  }

  /** Something of the session ran or changed. */
  readonly changed = (): void => this.#pace.changed();

  /** Runs a client's input: until its handlers have ended it is not applied, and checkpoints wait a while for it. */
  follow(number: number | null, pending: void | Promise<void>): void {
    if (pending === undefined) {
      if (number !== null) this.inputs.end(number);
    } else {
      const release = this.#pace.hold();
      void pending.finally(() => {
        if (number !== null) this.inputs.end(number);
        release();
      });
    }
    this.changed();
  }

  /** Packets wait for a checkpoint, whatever else runs. */
  sent(): void {
    if (this.#outbox.isHolding) this.#pace.hurry();
    else this.changed();
  }

  /** A client has registered; the answer to what it offered, if anything is kept at all. */
  connected(offersAcks: boolean, isRestored: boolean): ExtensionReply | undefined {
    this.#acks = offersAcks && this.#port !== undefined;
    if (!this.#acks) return undefined;
    const { low, above } = this.#confirmed;
    return {
      ack: extensionVersion,
      applied: low,
      also: numbersIn(above),
      next: this.inputs.applied.received + 1,
      restored: isRestored,
    };
  }

  /** Why the last checkpoint does not hold all that is to be kept; undefined if it does. */
  get flaw(): string | undefined {
    return this.#tooBigFor ?? this.#keptStore.flaw ?? this.#components.kept?.flaw;
  }

  /** Whether the present client numbers its inputs. */
  get acks(): boolean {
    return this.#acks;
  }

  /** What has changed since the last checkpoint; undefined if nothing has, or this is not the moment. */
  take(isLast = false): Checkpoint | undefined {
    if (this.#isStopped || this.#port === undefined) return undefined;
    if (isLast) this.#pace.hurry();
    if (!this.#pace.take()) return undefined;
    const isFull = this.#unconfirmed.length >= maxUnconfirmed && !isLast;
    this.#isBehind = isFull || (performance.now() < this.#pausedUntil && !isLast);
    if (this.#isBehind) {
      this.#pace.later();
      return undefined;
    }
    this.#collect(isLast);
    const changes = this.#parts.take();
    if (changes !== undefined && "biggest" in changes) this.#tooBig(changes);
    else {
      this.#tooBigFor = undefined;
      if (changes !== undefined) return this.#made(changes);
      this.#outbox.made(this.#n);
      if (this.#unconfirmed.length === 0) this.#outbox.kept(this.#n);
    }
    return undefined;
  }

  /** All there is, also what was handed over before. */
  takeWhole(): Checkpoint | undefined {
    this.#parts.forgetKept();
    return this.take(true);
  }

  /** What became of a checkpoint and those before it; false if the session has another owner now. */
  settled(n: number, outcome: StoredOutcome): boolean {
    const applied = this.#unconfirmed.findLast((each) => each.n <= n)?.applied;
    this.#unconfirmed = this.#unconfirmed.filter((each) => each.n > n);
    if (outcome === "gone") {
      this.stop();
      this.#outbox.stopHolding();
      return false;
    }
    if (outcome === "failed") {
      this.#parts.forgetKept();
      this.#outbox.failed();
      this.#soundFrom = this.#n + 1;
      this.#pausedUntil = performance.now() + pauseMs;
      this.#pace.later();
    } else if (n >= this.#soundFrom && applied !== undefined) {
      this.#acknowledge(applied);
      this.#outbox.kept(n);
    }
    if (this.#isBehind) this.changed();
    return true;
  }

  /** The first renders are over: what they have not taken of an earlier run is not wanted. */
  endRestore(): void {
    const { kept, saved } = this.#components;
    if (saved === null) return;
    this.#components.saved = null;
    saved.dropLeft(this.#parts, kept?.names);
    this.changed();
  }

  stop(): void {
    this.#isStopped = true;
    this.#pace.stop();
  }

  #collect(isLast: boolean): void {
    const now = performance.now();
    const { kept } = this.#components;
    const silent = this.#keptStore.silentBytes(this.#parts) + (kept?.silentBytes(this.#parts) ?? 0);
    const isEverything = isLast || silent <= maxSilentBytes || now - this.#lookedAt >= pauseMs;
    if (isEverything) this.#lookedAt = now;
    else this.#pace.later();
    this.#keptStore.collect(this.#parts, isEverything, this.#omissions);
    kept?.collect(this.#parts, isEverything, this.#omissions);
    this.#logins()?.collect(this.#parts, this.#omissions);
    const page = this.page.takeChanges();
    if (page !== undefined) this.#parts.put(partNames.page, page);
    this.#parts.put(partNames.inputs, encodeInputs(this.inputs.applied));
  }

  #made(changes: PartChanges): Checkpoint {
    this.#n++;
    this.#unconfirmed.push({ n: this.#n, applied: this.inputs.applied });
    this.#outbox.made(this.#n);
    return { ...changes, n: this.#n };
  }

  #acknowledge(applied: AppliedInputs): void {
    const before = this.#confirmed;
    this.#confirmed = applied;
    if (!this.#acks) return;
    const others = numbersIn(applied.above).filter((number) => !isApplied(before, number));
    if (applied.low > before.low || others.length > 0) {
      this.#outbox.connection?.send(encodeAck(applied.low, others));
    }
  }

  /** The last good checkpoint stays, and the session goes on. */
  #tooBig({ bytes, biggest }: TooBig): void {
    this.#pausedUntil = performance.now() + pauseMs;
    this.#pace.later();
    this.#outbox.release();
    if (this.#tooBigFor !== undefined) return;
    const large = biggest.filter(([, size]) => size >= 1024);
    const parts = large.map(([name, size]) => `${describePart(name)}: ${kib(size)}`).join(", ");
    this.#tooBigFor = `STATE_TOO_BIG: what a session keeps has ${kib(bytes)}, more than 4096 KiB (${parts})`;
    this.#log(`${this.#tooBigFor}; the last checkpoint stays`);
  }
}

function describePart(name: string): string {
  if (name.startsWith("s:")) return `page.session.store "${name.slice(2)}"`;
  if (name === loginsPart) return "page.auth";
  return name.startsWith("c:") ? `hooks of ${name.slice(2)}` : "the page";
}

function kib(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KiB`;
}
