import { once } from "node:events";
import process from "node:process";
import { Action, encodeMessage } from "@flotilla/protocol";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { WebSocket } from "ws";
import { AppFolders } from "../support/app-folders.ts";
import { RunningCluster } from "../support/cluster.ts";
import { descendantsOf, isRunning } from "../support/process-tree.ts";
import { until } from "../support/until.ts";
import { WireClient } from "../support/wire-client.ts";

const patienceMs = 20_000;

const room = `ft.run((page) => {
  const heard = ft.Text("");
  const count = ft.Text("0");
  page.pubsub.subscribe((message) => { heard.value += message; page.update(); });
  page.add(
    heard,
    count,
    ft.Button("add", { onClick: () => { count.value = String(Number(count.value) + 1); } }),
    ft.Button("sign", { onClick: () => { heard.value = page.getUploadUrl("file.txt", 60); } }),
    ft.Button("say", { onClick: () => page.pubsub.sendAll(count.value) }),
  );
});`;

let cluster: RunningCluster;

beforeAll(async () => {
  await using apps = await AppFolders.open();
  cluster = await RunningCluster.start([], {
    // Few seats a process, so that some visitors are enough for both workers.
    FLOTILLA_WORKER_SESSIONS_PER_PROCESS: "2",
    // As if they were machines of their own: every link goes through a worker.
    FLOTILLA_GATEWAY_MACHINE: "one",
    FLOTILLA_WORKER_MACHINE: "two",
  });
  const { code, stderr } = await cluster.command("deploy", await apps.write("room", room));
  if (code !== 0) throw new Error(stderr);
}, 120_000);

afterAll(async () => {
  await cluster[Symbol.asyncDispose]();
});

const countOf = (client: WireClient): unknown => client.find({ c: "Text", n: 1 }).value;
const heardOf = (client: WireClient): unknown => client.find({ c: "Text" }).value;

function registration(page_name: string): Uint8Array {
  return encodeMessage(Action.register, { session_id: null, page_name, page: { route: "/" } });
}

async function click(client: WireClient, n: number): Promise<void> {
  const before = Number(countOf(client));
  client.event({ c: "Button", n }, "click");
  if (n !== 0) return;
  await until("the count", () => Number(countOf(client)) === before + 1 || undefined, patienceMs);
}

test("the ready line names every process, and each of them runs", async () => {
  const { gateways, workers, control, redis } = cluster.ready;
  expect([gateways.length, workers.length]).toEqual([2, 2]);
  const pids = [...gateways, ...workers, control, redis].map(({ pid }) => pid);
  expect(new Set(pids).size).toBe(6);
  expect(await Promise.all(pids.map(isRunning))).toEqual(pids.map(() => true));
  for (const { url, internalUrl } of gateways) {
    expect((await fetch(`${url}/local/room/`)).status).toBe(200);
    expect((await fetch(`${internalUrl}/readyz`)).status).toBe(200);
  }
  for (const { internalUrl } of workers) {
    expect((await fetch(`${internalUrl}/readyz`)).status).toBe(200);
  }
  expect((await fetch(`${control.url}/api/v1/openapi.json`)).status).toBe(200);
  expect((await fetch(`${gateways[1]?.url}/api/v1/openapi.json`)).status).toBe(200);
});

test("links to other machines go through their workers", async () => {
  await using client = await WireClient.open(cluster.socketUrl("room", 0));
  await click(client, 0);
  const relayed = await Promise.all(
    cluster.ready.workers.map(async ({ internalUrl }) => {
      const text = await (await fetch(`${internalUrl}/metrics`)).text();
      return Number(/^flotilla_link_relays(?:\{.*?\})? (\d+)/m.exec(text)?.[1]);
    }),
  );
  expect(Math.max(...relayed)).toBeGreaterThan(0);
});

test("files reach an app on another machine", async () => {
  await using client = await WireClient.open(cluster.socketUrl("room", 0));
  await click(client, 1);
  const url = await until("the address", () => heardOf(client) || undefined, patienceMs);
  const sent = await fetch(new URL(String(url), cluster.ready.gateways[0]?.url), {
    method: "PUT",
    body: "what it holds",
  });
  expect(sent.status).toBe(200);
});

test("a session that began at one gateway goes on at another", async () => {
  const first = await WireClient.open(cluster.socketUrl("room", 0));
  await click(first, 0);
  await first[Symbol.asyncDispose]();
  await using again = await WireClient.open(cluster.socketUrl("room", 1), {
    sessionId: first.sessionId,
  });
  expect([again.sessionId, countOf(again)]).toEqual([first.sessionId, "1"]);
  await click(again, 0);
});

test("what one session publishes reaches the sessions of all processes and workers", async () => {
  const clients: WireClient[] = [];
  for (let n = 0; n < 6; n++) clients.push(await WireClient.open(cluster.socketUrl("room", n % 2)));
  const [speaker] = clients;
  if (speaker === undefined) throw new Error("nobody is there");
  await click(speaker, 0);
  await click(speaker, 2);
  await until(
    "all have heard",
    () => clients.every((client) => heardOf(client) === "1") || undefined,
    patienceMs,
  );
  const processes = await Promise.all(
    cluster.ready.workers.map(async ({ pid }) => (await descendantsOf(pid)).length),
  );
  expect(Math.min(...processes)).toBeGreaterThan(0);
  for (const client of clients) await client[Symbol.asyncDispose]();
});

test("a gateway that is killed takes no session along", async () => {
  await using client = await WireClient.open(cluster.socketUrl("room", 0));
  await click(client, 0);
  const lost = once(client.socket, "close");
  process.kill(cluster.ready.gateways[0]?.pid ?? 0, "SIGKILL");
  await lost;
  await using again = await WireClient.open(cluster.socketUrl("room", 1), {
    sessionId: client.sessionId,
  });
  expect([again.sessionId, countOf(again)]).toEqual([client.sessionId, "1"]);
  await click(again, 0);
});

test("sessions do not notice that Redis is gone; new ones fail soon and say so", async () => {
  await using client = await WireClient.open(cluster.socketUrl("room", 1));
  process.kill(cluster.ready.redis.pid, "SIGKILL");
  for (let n = 0; n < 3; n++) await click(client, 0);
  const refused = new WebSocket(cluster.socketUrl("room", 1));
  await once(refused, "open");
  refused.send(registration("local/room"));
  const [code, reason] = (await once(refused, "close")) as [number, Buffer];
  expect([code, reason.toString()]).toEqual([1013, expect.stringContaining("Redis")]);
  await click(client, 0);
});

test("a signal ends all of it, and nothing stays behind", async () => {
  const { child } = cluster;
  const started = await descendantsOf(child.pid ?? 0);
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  expect(await exit).toEqual([0, null]);
  expect((await Promise.all(started.map(isRunning))).includes(true)).toBe(false);
}, 60_000);
