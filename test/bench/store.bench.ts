// What a session costs in Redis, and how late sessions end: `npm run bench -- store [SESSIONS]` (default 20000).
import { randomBytes } from "node:crypto";
import process from "node:process";
import type { NewSession, SessionRecord } from "@flotilla/store";
import { createRedisStore } from "@flotilla/store/redis";
import { RedisServer } from "@flotilla/store/testing";

const count = Number(process.argv[2] ?? 20_000);
const atOnce = 64;
const sweepMs = 1_000;
const sweepLimit = 500;
const dueWithinMs = 10_000;

interface Usage {
  readonly commands: number;
  readonly cpuMicros: number;
  readonly bytes: number;
}

const server = await RedisServer.start();
const store = createRedisStore({ url: server.url, commandTimeoutMs: 10_000 });
await store.start();
const { sessions } = store;

async function usage(): Promise<Usage> {
  const info = await server.command(["info", "everything"]);
  const value = (name: string): number =>
    Number(new RegExp(`^${name}:([\\d.]+)`, "m").exec(info)?.[1]);
  const cpu = value("used_cpu_user_main_thread") + value("used_cpu_sys_main_thread");
  return {
    commands: value("total_commands_processed"),
    cpuMicros: cpu * 1e6,
    bytes: value("used_memory"),
  };
}

const own = {
  workerId: "worker-1",
  processId: "0123456789ab",
  socketPath: "/run/flotilla/worker-1/0123456789ab/app.sock",
};

function session(n: number): NewSession {
  return {
    id: randomBytes(16).toString("base64url"),
    team: "team",
    app: "app",
    release: "0123456789abcdef01234567",
    state: "attached",
    owner: own,
    epoch: 1,
    claimId: "0123456789ab",
    connection: { gatewayId: "g-0123456789ab", id: `connection-${n}` },
    client: {
      ip: "192.0.2.1",
      userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0",
    },
    secretHash: randomBytes(32).toString("base64url"),
    ttlMs: Math.ceil(Math.random() * dueWithinMs) + dueWithinMs,
  };
}

/** Runs a step for each item, some at a time; prints what one of them takes. */
async function measure<T, R>(
  name: string,
  items: readonly T[],
  step: (item: T) => Promise<R>,
): Promise<R[]> {
  const before = await usage();
  const began = performance.now();
  const results: R[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) results[at] = await step(items[at] as T);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const ms = performance.now() - began;
  const after = await usage();
  const each = (part: number): string => (part / items.length).toFixed(1);
  process.stdout.write(
    `| ${name} | ${each(after.commands - before.commands)} | ${each(after.cpuMicros - before.cpuMicros)} | ${each(after.bytes - before.bytes)} | ${((items.length / ms) * 1_000).toFixed(0)} |\n`,
  );
  return results;
}

const keysBefore = Number(await server.command(["dbsize"]));
process.stdout.write(
  `${count} sessions\n\n| step | commands | Redis CPU µs | bytes kept | per s |\n| --- | --- | --- | --- | --- |\n`,
);
const wanted = Array.from({ length: count }, (_, n) => session(n));
const made = await measure("create", wanted, (one) => sessions.create(one));
const leave = (record: SessionRecord) =>
  sessions.detach(record.id, record, record.connection?.id ?? "");
await measure("detach", made, leave);
const again = { gatewayId: "g-0123456789ab", id: "again" };
const back = async (record: SessionRecord): Promise<SessionRecord> => {
  const { client } = record;
  const got = await sessions.attach(record.id, record, {
    connection: again,
    client,
    replaces: null,
  });
  if (got.outcome !== "attached") throw new Error(got.outcome);
  return got.record;
};
const attached = await measure("attach", made, back);
const parts = { m: new Uint8Array(200), "s:count": new Uint8Array(20) };
await measure("checkpoint", attached, (record) =>
  sessions.checkpoint(record.id, record, { parts, whole: false }),
);
const left = (await measure("detach", attached, leave)).filter((record) => record !== undefined);

// All of them end within some seconds; two sweepers share them.
const due = new Map(left.map(({ id, deadline }) => [id, deadline ?? 0]));
const first = Math.min(...due.values());
await new Promise((resolve) => setTimeout(resolve, Math.max(0, first - Date.now() - sweepMs)));
const lateness: number[] = [];
let twice = 0;
const before = await usage();
const sweep = async (): Promise<void> => {
  for (;;) {
    const ended = await sessions.expire(sweepLimit);
    const now = Date.now();
    for (const { id } of ended) {
      const deadline = due.get(id);
      if (deadline === undefined) twice += 1;
      else lateness.push(now - deadline);
      due.delete(id);
    }
    if (ended.length < sweepLimit) return;
  }
};
for (const end = performance.now() + 3 * dueWithinMs; due.size > 0 && performance.now() < end; ) {
  await Promise.all([sweep(), sweep()]);
  await new Promise((resolve) => setTimeout(resolve, sweepMs));
}
const after = await usage();
lateness.sort((a, b) => a - b);
const at = (part: number): number => lateness[Math.floor((lateness.length - 1) * part)] ?? 0;
const cpu = ((after.cpuMicros - before.cpuMicros) / lateness.length).toFixed(1);
process.stdout.write(
  `\nexpired ${lateness.length}, never ${due.size}, twice ${twice}; late by p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(1)} ms = p99 ${(at(0.99) / sweepMs).toFixed(2)} × the sweep period; ${cpu} µs of Redis CPU each, idle sweeps included\n`,
);
process.stdout.write(
  `keys before ${keysBefore}, after ${(await server.command(["dbsize"])).trim()}\n`,
);
await store.stop();
await server[Symbol.asyncDispose]();
