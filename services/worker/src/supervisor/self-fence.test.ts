import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { PeerClient, reachRoutes, silentLogger } from "@flotilla/service-kit";
import { createMemoryStore, type NodeKind } from "@flotilla/store";
import { afterEach, expect, test } from "@jest/globals";
import express from "express";
import { SelfFence } from "./self-fence.ts";

const leaseMs = 2_000;
const key = "the key of the services";
const open: Server[] = [];

/** `waits`: nothing runs beyond the lease. */
type Outcome = "ends it" | "goes on" | "waits";

/** A node that reaches the store, or only just again, does not, says that once and then nothing, never answers, or has ended. */
type Peer = "reaches" | "again" | "away" | "fading" | "silent" | "ended";

afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(peer: Peer): Promise<string> {
  let looks = 0;
  const look = async () => {
    looks += 1;
    if (peer === "away" || (peer === "fading" && looks === 1)) throw new Error("away");
    if (peer === "silent" || peer === "fading") await new Promise(() => {});
  };
  const steadyMs = () => (peer === "reaches" ? leaseMs * 0.6 : leaseMs * 0.59);
  const server = createServer(
    express().use(reachRoutes(key, { look, withinMs: leaseMs, steadyMs })),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  if (peer === "ended") {
    server.close();
    await once(server, "close");
  } else open.push(server);
  return `http://127.0.0.1:${port}`;
}

/** What a worker among these peers does last with what it runs, at parts of its lease after the last renewal. */
async function outcomeOf(peers: readonly Peer[], ...parts: readonly number[]): Promise<Outcome> {
  const { nodes } = createMemoryStore();
  const add = async (id: string, kind: NodeKind, internalUrl: string) =>
    await nodes.register({ kind, id, internalUrl, state: "ready", load: 0 }, leaseMs);
  await add("w1", "worker", "http://nobody.test");
  for (const [n, peer] of peers.entries())
    await add(`n${n}`, n % 2 === 0 ? "gateway" : "worker", await listen(peer));
  let now = 0;
  let outcome: Outcome = "waits";
  const self = new SelfFence({
    workerId: "w1",
    nodes,
    peers: new PeerClient(key),
    leaseMs,
    renew: () => Promise.reject(new Error("away")),
    isRunning: () => true,
    fence: () => {
      outcome = "ends it";
    },
    goOn: () => {
      outcome = "goes on";
    },
    logger: silentLogger(),
    time: () => now,
  });
  await self.renewed(0);
  for (const part of parts) {
    now = leaseMs * part;
    outcome = "waits";
    await self.check();
  }
  return outcome;
}

test.each<[readonly Peer[], number, Outcome]>([
  [["reaches"], 0.5, "waits"],
  [["reaches"], 0.6, "ends it"],
  [["away", "away", "away", "reaches"], 0.6, "ends it"],
  [["away", "away", "away"], 5, "goes on"],
  [["again"], 1.1, "goes on"],
  [["away", "again", "again"], 1.1, "goes on"],
  [["away", "again", "reaches"], 1.1, "ends it"],
  [["ended", "ended"], 5, "goes on"],
  [["away", "silent"], 5, "goes on"],
  [["silent", "away", "silent"], 0.6, "waits"],
  [["silent", "away", "silent"], 0.7, "ends it"],
  [["silent"], 0.7, "ends it"],
  [[], 5, "goes on"],
])("among peers of which %j, after %d leases, it %s", async (peers, part, outcome) => {
  expect(await outcomeOf(peers, part)).toBe(outcome);
});

test.each<[readonly Peer[], readonly number[], Outcome]>([
  [["fading", "fading", "silent"], [0.5, 0.7], "goes on"],
  [["fading", "fading", "silent"], [0.5, 1.0], "goes on"],
  [["fading", "fading", "silent"], [0.5, 1.2], "ends it"],
  [["fading", "fading", "reaches"], [0.5, 0.6], "ends it"],
])(
  "the word of peers of which %j, asked after %j leases, holds for a while: it %s",
  async (peers, parts, outcome) => {
    expect(await outcomeOf(peers, ...parts)).toBe(outcome);
  },
);
