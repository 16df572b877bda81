import { once } from "node:events";
import { createServer } from "node:http";
import { addressOf, PeerClient } from "@flotilla/service-kit";
import { createMemoryStore } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import { token } from "../testing/open-gateway.ts";
import { WorkerStandIn } from "../testing/worker-stand-in.ts";
import { WorkerClient } from "./worker-client.ts";

/** A machine that takes every request and answers none, with nothing to do and a lease that ends soon. */
async function openSilentWorker(store: ReturnType<typeof createMemoryStore>) {
  const server = createServer(() => {}).listen(0, "127.0.0.1");
  await once(server, "listening");
  const node = { kind: "worker", id: "w0", state: "ready", load: -1 } as const;
  await store.nodes.register({ ...node, internalUrl: addressOf(server) }, 500);
  const dispose = async (): Promise<void> => {
    server.close();
    server.closeAllConnections();
  };
  return Object.assign(server, { [Symbol.asyncDispose]: dispose });
}

test("a start does not wait for a worker that has lost its lease meanwhile: the next one is asked", async () => {
  const store = createMemoryStore();
  await using _silent = await openSilentWorker(store);
  await using worker = await WorkerStandIn.start(store, token);
  const client = new WorkerClient(store.nodes, new PeerClient(token));
  await client.startProcess("t", "counter", "r1");
  expect(worker.requests).toBe(1);
}, 30_000);

test("a worker that has lost its lease meanwhile is not waited for to say what became of a process", async () => {
  const store = createMemoryStore();
  await using _silent = await openSilentWorker(store);
  const client = new WorkerClient(store.nodes, new PeerClient(token));
  const began = performance.now();
  const owner = { workerId: "w0", processId: "p1", socketPath: "" };
  expect(await client.isDead(owner)).toBeUndefined();
  expect(performance.now() - began).toBeLessThan(15_000); // of the 20 s that one with a lease has
}, 30_000);
