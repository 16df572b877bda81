import {
  type CheckpointParts,
  checkpointBytes,
  FlotillaError,
  maxCheckpointBytes,
} from "@flotilla/protocol";
import type { Clock } from "../clock.ts";
import type {
  AttachOutcome,
  AttachRequest,
  Checkpoint,
  CheckpointOutcome,
  ClaimRequest,
  Fence,
  HeldConnection,
  KeptState,
  NewSession,
  SessionFilter,
  SessionRecord,
  Sessions,
  SuspendCause,
} from "../sessions.ts";
import { AppTotals } from "./app-totals.ts";

interface Kept {
  readonly release: string;
  readonly parts: Map<string, Uint8Array>;
  readonly bytes: number;
  /** What it takes of its app's share. */
  readonly weight: number;
}

/** A part's name, map entry and array, whatever it holds. */
const partOverheadBytes = 200;

/** Sessions in this process's memory. */
export class MemorySessions implements Sessions {
  readonly #clock: Clock;
  readonly #records = new Map<string, SessionRecord>();
  /** Only these can expire; a sweep does not walk the attached ones. */
  readonly #detached = new Set<string>();
  readonly #byProcess = new Map<string, Set<string>>();
  readonly #kept = new Map<string, Kept>();
  readonly #keptByApp: AppTotals;

  constructor(clock: Clock, maxKeptBytesPerApp: number) {
    this.#clock = clock;
    this.#keptByApp = new AppTotals(maxKeptBytesPerApp);
  }

  async create(session: NewSession): Promise<SessionRecord> {
    if (this.#records.has(session.id)) {
      throw new FlotillaError("CONFLICT", "session: the id is taken");
    }
    const fresh = { isMoving: false, recoveries: 0, recoveriesSince: null };
    const record = { ...session, ...fresh, createdAt: this.#clock.now(), deadline: null };
    this.#put(record);
    this.#index(session.id, session.owner.processId);
    return record;
  }

  async get(id: string): Promise<SessionRecord | undefined> {
    return this.#records.get(id);
  }

  async attach(id: string, fence: Fence, request: AttachRequest): Promise<AttachOutcome> {
    const record = this.#fenced(id, fence);
    if (record === undefined) return { outcome: "gone" };
    if ((record.connection?.id ?? null) !== request.replaces) return { outcome: "busy", record };
    const { connection, client } = request;
    const attached = { ...record, state: "attached", connection, client, deadline: null } as const;
    this.#put(attached);
    return { outcome: "attached", record: attached };
  }

  async detach(id: string, fence: Fence, connectionId: string): Promise<SessionRecord | undefined> {
    const record = this.#fenced(id, fence);
    if (record?.connection?.id !== connectionId) return undefined;
    const deadline = this.#clock.now() + record.ttlMs;
    const detached = { ...record, state: "detached", connection: null, deadline } as const;
    this.#put(detached);
    return detached;
  }

  async renewSecret(
    team: string,
    app: string,
    oldHash: string,
    newHash: string,
  ): Promise<readonly SessionRecord[]> {
    const changed: SessionRecord[] = [];
    for (const record of this.#records.values()) {
      if (record.secretHash !== oldHash || record.team !== team || record.app !== app) continue;
      changed.push({ ...record, secretHash: newHash });
    }
    for (const record of changed) this.#put(record);
    return changed;
  }

  async close(id: string, fence: Fence): Promise<SessionRecord | undefined> {
    const record = this.#fenced(id, fence);
    if (record !== undefined) this.#delete(record);
    return record;
  }

  async expire(limit: number): Promise<readonly SessionRecord[]> {
    const now = this.#clock.now();
    const expired: SessionRecord[] = [];
    for (const id of this.#detached) {
      if (expired.length >= limit) break;
      const record = this.#records.get(id);
      if (record?.deadline === null || record === undefined || record.deadline > now) continue;
      expired.push(record);
    }
    for (const record of expired) this.#delete(record);
    return expired;
  }

  async checkpoint(id: string, fence: Fence, checkpoint: Checkpoint): Promise<CheckpointOutcome> {
    const record = this.#fenced(id, fence);
    const known = this.#records.get(id);
    if (known === undefined || known.epoch < fence.epoch) return "unknown";
    if (record === undefined) return "gone";
    this.#keep(record, checkpoint);
    return "stored";
  }

  async reassert(record: SessionRecord, parts: CheckpointParts): Promise<"stored" | "gone"> {
    const { id, epoch, claimId, owner, release } = record;
    const known = this.#records.get(id);
    if (known !== undefined && isLater(known, record)) return "gone";
    if (Object.keys(parts).length > 0) this.#keep(record, { parts, whole: true });
    if (known !== undefined && known.epoch < epoch) {
      this.#unindex(known);
      this.#put({ ...known, epoch, claimId, owner, release, isMoving: false });
    } else if (known === undefined) {
      const deadline = this.#clock.now() + record.ttlMs;
      this.#put({ ...record, state: "detached", connection: null, deadline });
    }
    if (owner !== null) this.#index(id, owner.processId);
    return "stored";
  }

  #keep(record: SessionRecord, checkpoint: Checkpoint): void {
    const { id } = record;
    const before = this.#kept.get(id);
    const kept = checkpoint.whole ? undefined : before;
    const parts = kept?.parts ?? new Map<string, Uint8Array>();
    const changes = Object.entries(checkpoint.parts);
    let bytes = kept?.bytes ?? 0;
    for (const [name, part] of changes)
      bytes += partBytes(name, part) - partBytes(name, parts.get(name));
    if (bytes > maxCheckpointBytes) {
      throw new FlotillaError("STATE_TOO_BIG", `session: ${bytes} bytes of state`);
    }
    let count = parts.size;
    for (const [name, part] of changes)
      count += Number(part !== null && !parts.has(name)) - Number(part === null && parts.has(name));
    const weight = bytes + count * partOverheadBytes;
    this.#keptByApp.change(record, weight - (before?.weight ?? 0));
    for (const [name, part] of changes)
      if (part === null) parts.delete(name);
      else parts.set(name, part);
    this.#kept.set(id, { release: record.release, parts, bytes, weight });
  }

  async kept(id: string): Promise<KeptState | undefined> {
    const kept = this.#kept.get(id);
    return kept && { release: kept.release, parts: Object.fromEntries(kept.parts) };
  }

  async suspendOwner(processId: string, cause: SuspendCause): Promise<readonly SessionRecord[]> {
    const suspended: SessionRecord[] = [];
    for (const id of [...(this.#byProcess.get(processId) ?? [])]) {
      const record = this.#records.get(id);
      if (record !== undefined) suspended.push(this.#disown(record, cause));
    }
    return suspended;
  }

  async suspend(
    id: string,
    fence: Fence,
    cause: SuspendCause = "ended",
  ): Promise<SessionRecord | undefined> {
    const record = this.#fenced(id, fence);
    if (record === undefined || record.owner === null) return undefined;
    return this.#disown(record, cause);
  }

  async claim(id: string, fence: Fence, request: ClaimRequest): Promise<SessionRecord | undefined> {
    const record = this.#fenced(id, fence);
    if (record === undefined || record.owner !== null) return undefined;
    const { owner, release, claimId, isSuspect, windowMs } = request;
    const now = this.#clock.now();
    const { recoveriesSince: since } = record;
    const isInRow = since !== null && now - since < windowMs;
    const counted = {
      recoveries: isInRow ? record.recoveries + 1 : 1,
      recoveriesSince: isInRow ? since : now,
    };
    const claimed = {
      ...record,
      ...(isSuspect && counted),
      owner,
      release,
      claimId,
      isMoving: false,
      epoch: record.epoch + 1,
    };
    this.#put(claimed);
    this.#index(id, owner.processId);
    return claimed;
  }

  async holders(): Promise<readonly string[]> {
    const connections = [...this.#records.values()].map(({ connection }) => connection);
    return [...new Set(connections.flatMap((connection) => connection?.gatewayId ?? []))];
  }

  async heldBy(gatewayId: string): Promise<readonly HeldConnection[]> {
    return [...this.#records.values()].flatMap(({ id, epoch, claimId, connection }) =>
      connection?.gatewayId === gatewayId
        ? [{ sessionId: id, epoch, claimId, connectionId: connection.id }]
        : [],
    );
  }

  async count(filter: SessionFilter): Promise<number> {
    let total = 0;
    for (const record of this.#records.values()) if (matches(record, filter)) total++;
    return total;
  }

  #fenced(id: string, fence: Fence): SessionRecord | undefined {
    const record = this.#records.get(id);
    if (record?.epoch !== fence.epoch || record.claimId !== fence.claimId) return undefined;
    return record;
  }

  #disown(record: SessionRecord, cause: SuspendCause): SessionRecord {
    this.#unindex(record);
    const suspended = { ...record, owner: null, isMoving: record.isMoving || cause === "moved" };
    this.#put(suspended);
    return suspended;
  }

  #put(record: SessionRecord): void {
    this.#records.set(record.id, record);
    if (record.state === "detached") this.#detached.add(record.id);
    else this.#detached.delete(record.id);
  }

  #delete(record: SessionRecord): void {
    this.#records.delete(record.id);
    this.#detached.delete(record.id);
    this.#keptByApp.change(record, -(this.#kept.get(record.id)?.weight ?? 0));
    this.#kept.delete(record.id);
    this.#unindex(record);
  }

  #index(id: string, processId: string): void {
    const ids = this.#byProcess.get(processId) ?? new Set();
    this.#byProcess.set(processId, ids.add(id));
  }

  #unindex({ id, owner }: SessionRecord): void {
    if (owner === null) return;
    const ids = this.#byProcess.get(owner.processId);
    ids?.delete(id);
    if (ids?.size === 0) this.#byProcess.delete(owner.processId);
  }
}

function partBytes(name: string, part: Uint8Array | null | undefined): number {
  return part === null || part === undefined ? 0 : checkpointBytes({ [name]: part });
}

/** Whether what is known is of a later owner, or has been taken from this one. */
function isLater(known: SessionRecord, told: SessionRecord): boolean {
  if (known.epoch !== told.epoch) return known.epoch > told.epoch;
  return known.claimId !== told.claimId || known.owner === null;
}

function matches(record: SessionRecord, filter: SessionFilter): boolean {
  if ("app" in filter) return record.team === filter.team && record.app === filter.app;
  if ("processId" in filter) return record.owner?.processId === filter.processId;
  if ("gatewayId" in filter) return record.connection?.gatewayId === filter.gatewayId;
  return filter.state === undefined || record.state === filter.state;
}
