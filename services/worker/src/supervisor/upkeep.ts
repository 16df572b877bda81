import type { Logger } from "@flotilla/service-kit";
import type { AppProcess } from "../process/app-process.ts";
import type { ProcessPlan } from "./process-plan.ts";
import type { ProcessRegister, RegisteredProcess } from "./process-register.ts";

/** The part of an app process that looking after it needs. */
type KeptProcess = Pick<AppProcess, "vitals" | "drain" | "handOver"> & RegisteredProcess;

/** A process and what is to become of it. */
export interface Tenant<P extends KeptProcess = KeptProcess> {
  readonly process: P;
  readonly plan: ProcessPlan;
  readonly startedAt: number;
  idleSince: number | undefined;
  isRetiring: boolean;
}

/** What looking after processes needs. */
export interface UpkeepParts {
  readonly register: ProcessRegister;
  /** How long a process whose only session has ended may take to end. */
  readonly stopMs: number;
  /** Its sessions go on in another process, if there is one. */
  readonly handsOver: boolean;
  /** It is of a release that is not live (any more). */
  readonly isOutdated: (process: KeptProcess) => boolean;
  readonly logger: Logger;
}

/** How long a process of a release that is not live waits for sessions that come back to it. */
const outdatedIdleMs = 10_000;
/** Sessions of a process that takes no more of them may go on. */
const recycleMs = 86_400_000;

/** Ends processes that nobody uses, those that were for one session, and those that have become too old or too large. */
export class Upkeep {
  readonly #parts: UpkeepParts;

  constructor(parts: UpkeepParts) {
    this.#parts = parts;
  }

  /** A process has told how many sessions it has. */
  sessions(tenant: Tenant, count: number): void {
    tenant.idleSince = count === 0 ? performance.now() : undefined;
    if (!tenant.plan.isSingle) return;
    const { register, stopMs, logger } = this.#parts;
    if (count === 0) tenant.process.drain(stopMs);
    else
      register.take(tenant.process).catch((err: unknown) => {
        logger.warn({ err, process: tenant.process.id }, "process for one session not taken");
      });
  }

  /** Looks at all processes; rejects if the store does not answer. */
  async check(tenants: Iterable<Tenant>): Promise<void> {
    const now = performance.now();
    for (const tenant of tenants) {
      const { process, plan, idleSince, startedAt, isRetiring } = tenant;
      if (process.state !== "ready" || isRetiring) continue;
      const isOutdated = this.#parts.isOutdated(process);
      const idleMs = isOutdated ? Math.min(outdatedIdleMs, plan.idleMs) : plan.idleMs;
      const isEmpty = idleSince !== undefined && process.sessions === 0; // the store may miss the seat of one that is here
      const isIdle = isEmpty && now - idleSince >= idleMs;
      const isOld = now - startedAt >= plan.lifetimeMs || process.vitals.rss >= plan.recycleBytes;
      if (isOld) await this.#recycle(tenant);
      else if (isIdle) await this.#retire(tenant);
    }
  }

  async #recycle(tenant: Tenant): Promise<void> {
    const { process } = tenant;
    const { team, app } = process.order;
    tenant.isRetiring = true;
    try {
      await this.#parts.register.put(process, "draining");
      this.#letGo(process);
    } finally {
      tenant.isRetiring = process.state !== "ready"; // a store that was away is asked again
    }
    const fields = { process: process.id, team, app, rss: process.vitals.rss };
    this.#parts.logger.info(fields, "app process recycled: it takes no more sessions");
  }

  /** A gateway may take a seat at this very moment: the store decides. It may miss a seat, too: a session that has come meanwhile moves. */
  async #retire(tenant: Tenant): Promise<void> {
    const { register } = this.#parts;
    const { process, plan } = tenant;
    tenant.isRetiring = true;
    try {
      // What an app wants to keep are processes of its live release.
      const keep = this.#parts.isOutdated(process) ? { min: 0, spare: 0 } : plan.keep;
      if (await register.retire(process, keep)) this.#letGo(process);
      else if (tenant.idleSince !== undefined) tenant.idleSince = performance.now();
    } finally {
      tenant.isRetiring = process.state !== "ready";
    }
  }

  /** Without sessions it ends at once. */
  #letGo(process: KeptProcess): void {
    if (this.#parts.handsOver) process.handOver("same", recycleMs);
    else process.drain(recycleMs);
  }
}
