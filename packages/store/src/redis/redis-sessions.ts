import { FlotillaError, maxCheckpointBytes } from "@flotilla/protocol";
import type {
  AttachOutcome,
  AttachRequest,
  Checkpoint,
  ClaimRequest,
  Fence,
  KeptState,
  NewSession,
  SessionFilter,
  SessionRecord,
  Sessions,
  SuspendCause,
} from "../sessions.ts";
import type { RedisClient, Script, ScriptArgument } from "./redis-client.ts";
import { fieldsOf, recordOf } from "./session-fields.ts";
import * as steps from "./session-scripts.ts";

/** Sessions are spread over so many slots; all that one step changes lies in one of them. */
const shardCount = 16;

/** Sessions in Redis: one script for each change, which checks the fence and makes the change in one step. */
export class RedisSessions implements Sessions {
  readonly #redis: RedisClient;
  readonly #shards: readonly string[];
  /** Where the next sweep begins: no shard waits behind the others. */
  #sweepFrom = 0;

  constructor(redis: RedisClient) {
    this.#redis = redis;
    this.#shards = Array.from({ length: shardCount }, (_, n) => `${redis.prefix}:{s${n}}:ids`);
  }

  async create(session: NewSession): Promise<SessionRecord> {
    const fields = Object.entries(fieldsOf(session)).flat();
    const record = await this.#step(steps.create, session.id, fields);
    if (record === undefined) throw new FlotillaError("CONFLICT", "session: the id is taken");
    return record;
  }

  async get(id: string): Promise<SessionRecord | undefined> {
    return await this.#step(steps.read, id, []);
  }

  async attach(id: string, fence: Fence, request: AttachRequest): Promise<AttachOutcome> {
    const { connection, client, replaces } = request;
    const [outcome, flat] = (await this.#call(steps.attach, id, [
      fence.epoch,
      fence.claimId,
      replaces ?? "",
      connection.id,
      connection.gatewayId,
      JSON.stringify(client),
    ])) as ["attached" | "busy" | "gone", string[]];
    const record = recordOf(flat ?? []);
    if (outcome === "gone" || record === undefined) return { outcome: "gone" };
    return { outcome, record };
  }

  async detach(id: string, fence: Fence, connectionId: string): Promise<SessionRecord | undefined> {
    return await this.#step(steps.detach, id, [fence.epoch, fence.claimId, connectionId]);
  }

  async renewSecret(team: string, app: string, oldHash: string, newHash: string): Promise<void> {
    const args = [`${team}/${app}`, oldHash, newHash];
    await Promise.all(this.#shards.map((key) => this.#redis.call(steps.renewSecret, [key], args)));
  }

  async close(id: string, fence: Fence): Promise<SessionRecord | undefined> {
    return await this.#step(steps.close, id, [fence.epoch, fence.claimId]);
  }

  async expire(limit: number): Promise<readonly SessionRecord[]> {
    const expired: SessionRecord[] = [];
    const first = this.#sweepFrom;
    this.#sweepFrom = (first + 1) % shardCount;
    for (let turn = 0; turn < shardCount && expired.length < limit; turn++) {
      const key = this.#shards[(first + turn) % shardCount] ?? "";
      expired.push(...(await this.#many(steps.expire, key, [limit - expired.length])));
    }
    return expired;
  }

  async checkpoint(
    id: string,
    fence: Fence,
    { parts, whole }: Checkpoint,
  ): Promise<"stored" | "gone"> {
    const gone: string[] = [];
    const set: ScriptArgument[] = [];
    for (const [name, part] of Object.entries(parts))
      if (part === null) gone.push(`p:${name}`);
      else set.push(`p:${name}`, Buffer.from(part.buffer, part.byteOffset, part.byteLength));
    const { epoch, claimId } = fence;
    const limits = [whole ? "1" : "", maxCheckpointBytes];
    const args = [epoch, claimId, ...limits, gone.length, ...gone, ...set];
    const outcome = await this.#call(steps.checkpoint, id, args);
    if (outcome === "stored" || outcome === "gone") return outcome;
    throw new FlotillaError("STATE_TOO_BIG", `session: ${outcome} bytes of state`);
  }

  async kept(id: string): Promise<KeptState | undefined> {
    const key = `${this.#shardOf(id).slice(0, -"ids".length)}kept:${id}`;
    const found = await this.#redis.run((redis) => redis.hgetallBuffer(key));
    const { release, ...named } = found;
    if (release === undefined) return undefined;
    const parts = Object.entries(named).map(([name, part]) => [
      name.slice("p:".length),
      new Uint8Array(part),
    ]);
    return { release: release.toString(), parts: Object.fromEntries(parts) };
  }

  async suspendOwner(processId: string, cause: SuspendCause): Promise<readonly SessionRecord[]> {
    const found = await Promise.all(
      this.#shards.map((key) => this.#many(steps.suspendOwner, key, [processId, cause])),
    );
    return found.flat();
  }

  async suspend(id: string, fence: Fence): Promise<SessionRecord | undefined> {
    return await this.#step(steps.suspend, id, [fence.epoch, fence.claimId]);
  }

  async claim(id: string, fence: Fence, request: ClaimRequest): Promise<SessionRecord | undefined> {
    const { owner, release, claimId, isSuspect, windowMs } = request;
    return await this.#step(steps.claim, id, [
      fence.epoch,
      fence.claimId,
      claimId,
      JSON.stringify(owner),
      owner.processId,
      release,
      isSuspect ? "1" : "",
      windowMs,
    ]);
  }

  async count(filter: SessionFilter): Promise<number> {
    const args = Object.entries(filter).flatMap(([name, value]) =>
      value === undefined ? [] : [name, value],
    );
    const counts = await Promise.all(
      this.#shards.map((key) => this.#redis.call(steps.count, [key], args)),
    );
    return counts.reduce((total: number, each) => total + Number(each), 0);
  }

  async #step(
    step: Script,
    id: string,
    args: readonly ScriptArgument[],
  ): Promise<SessionRecord | undefined> {
    return recordOf((await this.#call(step, id, args)) as string[]);
  }

  async #many(
    step: Script,
    key: string,
    args: readonly ScriptArgument[],
  ): Promise<readonly SessionRecord[]> {
    const found = (await this.#redis.call(step, [key], args)) as string[][];
    return found.map(recordOf).filter((record) => record !== undefined);
  }

  async #call(step: Script, id: string, args: readonly ScriptArgument[]): Promise<unknown> {
    return await this.#redis.call(step, [this.#shardOf(id)], [id, ...args]);
  }

  #shardOf(id: string): string {
    let sum = 0;
    for (let at = 0; at < id.length; at++) sum = (sum * 31 + id.charCodeAt(at)) % 65_521;
    return this.#shards[sum % shardCount] ?? "";
  }
}
