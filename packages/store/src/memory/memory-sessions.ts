import { FlotillaError } from "@flotilla/protocol";
import type { Clock } from "../clock.ts";
import type {
  AttachOutcome,
  AttachRequest,
  Fence,
  NewSession,
  SessionFilter,
  SessionRecord,
  Sessions,
} from "../sessions.ts";

/** Sessions in this process's memory. */
export class MemorySessions implements Sessions {
  readonly #clock: Clock;
  readonly #records = new Map<string, SessionRecord>();
  /** Only these can expire; a sweep does not walk the attached ones. */
  readonly #detached = new Set<string>();
  readonly #byProcess = new Map<string, Set<string>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async create(session: NewSession): Promise<SessionRecord> {
    if (this.#records.has(session.id)) {
      throw new FlotillaError("CONFLICT", "session: the id is taken");
    }
    const record = { ...session, createdAt: this.#clock.now(), deadline: null };
    this.#put(record);
    const { processId } = session.owner;
    const ids = this.#byProcess.get(processId) ?? new Set();
    this.#byProcess.set(processId, ids.add(session.id));
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

  async renewSecret(team: string, app: string, oldHash: string, newHash: string): Promise<void> {
    for (const [id, record] of this.#records) {
      if (record.secretHash !== oldHash || record.team !== team || record.app !== app) continue;
      this.#records.set(id, { ...record, secretHash: newHash });
    }
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

  async releaseOwner(processId: string): Promise<readonly SessionRecord[]> {
    const released: SessionRecord[] = [];
    for (const id of [...(this.#byProcess.get(processId) ?? [])]) {
      const record = this.#records.get(id);
      if (record === undefined) continue;
      this.#delete(record);
      released.push(record);
    }
    return released;
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

  #put(record: SessionRecord): void {
    this.#records.set(record.id, record);
    if (record.state === "detached") this.#detached.add(record.id);
    else this.#detached.delete(record.id);
  }

  #delete(record: SessionRecord): void {
    this.#records.delete(record.id);
    this.#detached.delete(record.id);
    const { processId } = record.owner;
    const ids = this.#byProcess.get(processId);
    ids?.delete(record.id);
    if (ids?.size === 0) this.#byProcess.delete(processId);
  }
}

function matches(record: SessionRecord, filter: SessionFilter): boolean {
  return (
    (filter.team === undefined || record.team === filter.team) &&
    (filter.app === undefined || record.app === filter.app) &&
    (filter.processId === undefined || record.owner.processId === filter.processId) &&
    (filter.gatewayId === undefined || record.connection?.gatewayId === filter.gatewayId) &&
    (filter.state === undefined || record.state === filter.state)
  );
}
