import { type CheckpointParts, FlotillaError, maxCheckpointBytes } from "@flotilla/protocol";
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
import type { RedisClient, Script, ScriptArgument } from "./redis-client.ts";
import type { RedisShards } from "./redis-shards.ts";
import { ownerFields, recordOf, textOf } from "./session-fields.ts";
import * as steps from "./session-scripts.ts";
import { shortenAgent } from "./short-agent.ts";

/** Sessions in Redis: one script for each change, which checks the fence and makes the change in one step. */
export class RedisSessions implements Sessions {
  readonly #redis: RedisClient;
  readonly #shards: RedisShards;

  constructor(redis: RedisClient, shards: RedisShards) {
    this.#redis = redis;
    this.#shards = shards;
  }

  async create(session: NewSession): Promise<SessionRecord> {
    const { id, team, app, owner, connection, secretHash } = session;
    const gateway = connection?.gatewayId ?? "";
    const lists = [...ownerFields(owner), gateway, secretHash ?? "", `${team}/${app}`];
    const fresh = { isMoving: false, recoveries: 0, recoveriesSince: null, deadline: null };
    const record = { ...session, ...fresh, createdAt: this.#redis.clock.now() };
    const made = await this.#shards.call(steps.create, id, [...lists, textOf(record)]);
    if (made === 0) throw new FlotillaError("CONFLICT", "session: the id is taken");
    return record;
  }

  async get(id: string): Promise<SessionRecord | undefined> {
    return await this.#step(steps.read, id, []);
  }

  async attach(id: string, fence: Fence, request: AttachRequest): Promise<AttachOutcome> {
    const { connection, client, replaces } = request;
    const [outcome, flat] = (await this.#shards.call(steps.attach, id, [
      fence.epoch,
      fence.claimId,
      replaces ?? "",
      connection.id,
      connection.gatewayId,
      client.ip,
      shortenAgent(client.userAgent),
    ])) as ["attached" | "busy" | "gone", string[]];
    const record = recordOf(flat ?? []);
    if (outcome === "gone" || record === undefined) return { outcome: "gone" };
    return { outcome, record };
  }

  async detach(id: string, fence: Fence, connectionId: string): Promise<SessionRecord | undefined> {
    return await this.#step(steps.detach, id, [fence.epoch, fence.claimId, connectionId]);
  }

  async renewSecret(
    team: string,
    app: string,
    oldHash: string,
    newHash: string,
  ): Promise<readonly SessionRecord[]> {
    const args = [`${team}/${app}`, oldHash, newHash];
    const changed = await this.#shards.callAll(steps.renewSecret, args);
    return recordsOf(changed.flat() as string[][]);
  }

  async close(id: string, fence: Fence): Promise<SessionRecord | undefined> {
    return await this.#step(steps.close, id, [fence.epoch, fence.claimId]);
  }

  async expire(limit: number): Promise<readonly SessionRecord[]> {
    return recordsOf(await this.#shards.take<string[]>(steps.expire, limit));
  }

  async checkpoint(
    id: string,
    fence: Fence,
    { parts, whole }: Checkpoint,
  ): Promise<CheckpointOutcome> {
    const gone: string[] = [];
    const set: ScriptArgument[] = [];
    for (const [name, part] of Object.entries(parts))
      if (part === null) gone.push(`p:${name}`);
      else set.push(`p:${name}`, bufferOf(part));
    const { epoch, claimId } = fence;
    const limits = [whole ? "1" : "", maxCheckpointBytes];
    const args = [epoch, claimId, ...limits, gone.length, ...gone, ...set];
    return withinLimit(await this.#shards.call(steps.checkpoint, id, args));
  }

  async reassert(record: SessionRecord, parts: CheckpointParts): Promise<"stored" | "gone"> {
    const [, owner] = record.owner === null ? ["", ""] : ownerFields(record.owner);
    const kept = Object.entries(parts).flatMap(([name, part]) => [`p:${name}`, bufferOf(part)]);
    const all = [textOf(record), owner, maxCheckpointBytes, ...kept];
    return withinLimit(await this.#shards.call(steps.reassert, record.id, all));
  }

  async kept(id: string): Promise<KeptState | undefined> {
    const key = `${this.#shards.of(id).slice(0, -"counts".length)}kept:${id}`;
    const found = await this.#redis.run((redis) => redis.hgetallBuffer(key));
    if (found.release === undefined) return undefined;
    const parts = Object.entries(found)
      .filter(([name]) => name.startsWith("p:"))
      .map(([name, part]) => [name.slice("p:".length), new Uint8Array(part)]);
    return { release: found.release.toString(), parts: Object.fromEntries(parts) };
  }

  async suspendOwner(processId: string, cause: SuspendCause): Promise<readonly SessionRecord[]> {
    const found = await this.#shards.callAll(steps.suspendOwner, [processId, cause]);
    return recordsOf(found.flat() as string[][]);
  }

  async suspend(
    id: string,
    fence: Fence,
    cause: SuspendCause = "ended",
  ): Promise<SessionRecord | undefined> {
    return await this.#step(steps.suspend, id, [fence.epoch, fence.claimId, cause]);
  }

  async claim(id: string, fence: Fence, request: ClaimRequest): Promise<SessionRecord | undefined> {
    const { owner, release, claimId, isSuspect, windowMs } = request;
    const [process, rest] = ownerFields(owner);
    const { answer, isSafe } = await this.#redis.callForGood(
      steps.claim,
      [this.#shards.of(id)],
      [
        id,
        fence.epoch,
        fence.claimId,
        claimId,
        rest,
        process,
        release,
        isSuspect ? "1" : "",
        windowMs,
      ],
    );
    const record = recordOf(answer as string[]);
    if (record === undefined || isSafe) return record;
    await this.suspend(id, record, "ended"); // it could be forgotten, and given to somebody else
    throw new FlotillaError("STORE_UNAVAILABLE", "Redis: no replica has the claim");
  }

  async holders(): Promise<readonly string[]> {
    const found = await this.#shards.callAll(steps.allHolders, []);
    return [...new Set(found.flat() as string[])];
  }

  /** Shard by shard: no call takes long. */
  async heldBy(gatewayId: string): Promise<readonly HeldConnection[]> {
    const held: HeldConnection[] = [];
    for (const key of this.#shards.keys) {
      const found = await this.#redis.call(steps.heldBy, [key], [gatewayId]);
      for (const [sessionId = "", epoch, claimId = "", connectionId = ""] of found as string[][])
        held.push({ sessionId, epoch: Number(epoch), claimId, connectionId });
    }
    return held;
  }

  async count(filter: SessionFilter): Promise<number> {
    const counts = await this.#shards.callAll(steps.count, countedOf(filter));
    return counts.reduce((total: number, each) => total + Number(each), 0);
  }

  async #step(
    step: Script,
    id: string,
    args: readonly ScriptArgument[],
  ): Promise<SessionRecord | undefined> {
    return recordOf((await this.#shards.call(step, id, args)) as string[]);
  }
}

function recordsOf(found: readonly (readonly string[])[]): readonly SessionRecord[] {
  return found.map(recordOf).filter((record) => record !== undefined);
}

function bufferOf(part: Uint8Array): Buffer {
  return Buffer.from(part.buffer, part.byteOffset, part.byteLength);
}

/** A step that has a limit answers with the bytes that were too many. */
function withinLimit<T extends string>(answer: unknown): T {
  if (typeof answer === "string") return answer as T;
  throw new FlotillaError("STATE_TOO_BIG", `session: ${answer} bytes of state`);
}

function countedOf(filter: SessionFilter): [what: string, whose: string] {
  if ("app" in filter) return ["app", `${filter.team}/${filter.app}`];
  if ("processId" in filter) return ["process", filter.processId ?? ""];
  if ("gatewayId" in filter) return ["gateway", filter.gatewayId ?? ""];
  return [filter.state ?? "all", ""];
}
