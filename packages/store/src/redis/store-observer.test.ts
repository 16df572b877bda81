import process from "node:process";
import { expect, test } from "@jest/globals";
import { fence, session } from "../contract/session-fixtures.ts";
import type { Store } from "../store.ts";
import { RedisServer } from "../testing/index.ts";
import { createRedisStore } from "./redis-store.ts";
import type { ConnectionRole, StoreErrorKind, StoreObserver, StoreOp } from "./store-observer.ts";

/** Keeps what it is told. */
class Notes implements StoreObserver {
  readonly ops: StoreOp[] = [];
  readonly errors = new Set<StoreErrorKind>();
  readonly states: string[] = [];

  command(op: StoreOp, seconds: number, error?: StoreErrorKind): void {
    expect(seconds).toBeGreaterThanOrEqual(0);
    this.ops.push(op);
    if (error !== undefined) this.errors.add(error);
  }

  state(role: ConnectionRole, isUp: boolean): void {
    const state = `${role} ${isUp ? "up" : "down"}`;
    if (!this.states.includes(state)) this.states.push(state);
  }
}

async function open(url: string): Promise<{ store: Store; notes: Notes } & AsyncDisposable> {
  const notes = new Notes();
  const store = createRedisStore({ url, commandTimeoutMs: 500, observer: notes });
  await store.start();
  return { store, notes, [Symbol.asyncDispose]: () => store.stop() };
}

test("each step is told by what it is for, both connections by their state", async () => {
  await using server = await RedisServer.start();
  await using opened = await open(server.url);
  const { store, notes } = opened;
  await store.sessions.create(session("a"));
  await store.processes.renew(["p"], 1_000);
  await store.nodes.list("worker");
  expect(notes.ops).toEqual(["presence", "route", "lease"]);
  expect(notes.errors.size).toBe(0);
  expect(notes.states.toSorted()).toEqual(["commands up", "subscriptions up"]);
});

test("an answer that is no is no fault of Redis", async () => {
  await using server = await RedisServer.start();
  await using opened = await open(server.url);
  const { sessions } = opened.store;
  await sessions.create(session("a"));
  await expect(sessions.create(session("a"))).rejects.toMatchObject({ code: "CONFLICT" });
  expect(opened.notes.errors.size).toBe(0);
});

test("a Redis that is silent, full, read-only or gone is told apart", async () => {
  await using full = await RedisServer.start({
    maxmemory: "3mb",
    "maxmemory-policy": "noeviction",
  });
  await using crowded = await open(full.url);
  const parts = { m: new Uint8Array(1_000_000) };
  const fill = async (): Promise<void> => {
    for (let n = 0; n < 50; n++) {
      await crowded.store.sessions.create(session(`s${n}`));
      await crowded.store.sessions.checkpoint(`s${n}`, fence, { parts, whole: true });
    }
  };
  await expect(fill()).rejects.toThrow();
  expect([...crowded.notes.errors]).toEqual(["oom"]);

  const server = await RedisServer.start();
  await using opened = await open(server.url);
  const { store, notes } = opened;
  process.kill(server.pid, "SIGSTOP");
  await expect(store.sessions.get("a")).rejects.toThrow();
  process.kill(server.pid, "SIGCONT");
  expect([...notes.errors]).toEqual(["timeout"]);
  await server.command(["REPLICAOF", "127.0.0.1", "1"]);
  await expect(store.sessions.create(session("b"))).rejects.toThrow();
  expect([...notes.errors]).toEqual(["timeout", "readonly"]);
  await server[Symbol.asyncDispose]();
  for (let n = 0; n < 20 && !notes.errors.has("connection"); n++)
    await expect(store.sessions.get("a")).rejects.toThrow();
  expect(notes.errors).toContain("connection");
  expect(notes.states).toContain("commands down");
});
