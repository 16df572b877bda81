import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { LinkTally } from "@flotilla/protocol";
import { PeerClient } from "@flotilla/service-kit";
import { createMemoryStore, type SessionOwner, type Store } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import { AppRoutes } from "./app-route.ts";
import { LinkPool } from "./link-pool.ts";

const owner: SessionOwner = {
  workerId: "worker-there-0123456789ab",
  processId: "p1",
  socketPath: "/nowhere",
};

/** A pool that asks the nodes of a store; nobody can be asked about processes. */
function openPool(store: Store, isJudging: () => boolean): { pool: LinkPool; buried: string[] } {
  const buried: string[] = [];
  const hooks = {
    onLost: () => {},
    onSilent: () => {},
    ask: () => Promise.resolve(undefined),
    onViolation: () => {},
    tally: new LinkTally(),
    onBuried: async ({ processId }: SessionOwner) => void buried.push(processId),
    isDead: () => Promise.resolve(undefined),
    isLost: () => false,
    isJudging,
  };
  const peers = new PeerClient("key");
  const routes = new AppRoutes({ gatewayId: "g1", machineName: "here", nodes: store.nodes, peers });
  const pool = new LinkPool("g1", hooks, routes, { withinMs: 60, pauseMs: 5 });
  return { pool, buried };
}

async function register(store: Store, port: number): Promise<void> {
  const internalUrl = `http://127.0.0.1:${port}`;
  const node = {
    kind: "worker",
    id: owner.workerId,
    internalUrl,
    state: "ready",
    load: 0,
  } as const;
  await store.nodes.register(node, 60_000);
}

test("a worker without a lease is not gone while leases say nothing, as after an outage of the store", async () => {
  const { pool, buried } = openPool(createMemoryStore(), () => false);
  expect(await pool.bury(owner)).toBe(false);
  expect(buried).toEqual([]);
});

test("a worker that has not registered again when leases count is gone", async () => {
  let asked = 0;
  const { pool, buried } = openPool(createMemoryStore(), () => ++asked > 2);
  expect(await pool.bury(owner)).toBe(true);
  expect(buried).toEqual(["p1"]);
});

test("a worker that registers again meanwhile keeps its processes, unless its machine refuses", async () => {
  const store = createMemoryStore();
  const { pool, buried } = openPool(store, () => false);
  const server = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const burial = pool.bury(owner);
  await register(store, port);
  expect(await burial).toBe(false);
  server.close();
  await once(server, "close");
  expect(await pool.bury(owner)).toBe(true);
  expect(buried).toEqual(["p1"]);
});
