import { readFile } from "node:fs/promises";
import process from "node:process";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { AppFolders } from "../support/app-folders.ts";
import { RunningCluster } from "../support/cluster.ts";
import { countingApp, RoamingVisitor } from "../support/roaming-visitor.ts";
import { until } from "../support/until.ts";

/** `npm run rolling-restart` has 200. */
const visitorCount = Number(process.env.FLOTILLA_TEST_VISITORS ?? 24);
const betweenClicksMs = visitorCount > 50 ? 600 : 150;
const drainMs = 10_000;
const patienceMs = 60_000;

let cluster: RunningCluster;
let visitors: readonly RoamingVisitor[] = [];
let isOver = false;
let clicking: readonly Promise<void>[] = [];

async function clickOn(visitor: RoamingVisitor): Promise<void> {
  while (!isOver) {
    await visitor.click();
    const pause = betweenClicksMs * (0.5 + Math.random());
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

beforeAll(async () => {
  await using apps = await AppFolders.open();
  cluster = await RunningCluster.start(["--restart"], {
    FLOTILLA_GATEWAY_DRAIN: `${drainMs}ms`,
    FLOTILLA_WORKER_DRAIN: "30s",
  });
  const { code, stderr } = await cluster.command("deploy", await apps.write("count", countingApp));
  if (code !== 0) throw new Error(stderr);
  const urls = cluster.ready.gateways.map((_gateway, at) => cluster.socketUrl("count", at));
  const opened: RoamingVisitor[] = [];
  visitors = opened;
  for (let at = 0; at < visitorCount; at++) {
    const visitor = new RoamingVisitor(urls, at);
    opened.push(visitor);
    await visitor.open();
    clicking = [...clicking, clickOn(visitor)];
  }
  for (const loop of clicking) loop.catch(() => {}); // told by the last test
}, 180_000);

afterAll(async () => {
  isOver = true;
  for (const visitor of visitors) await visitor[Symbol.asyncDispose]();
  await cluster[Symbol.asyncDispose]();
}, 60_000);

/** Every visitor has clicked again, and each click was seen in its turn. */
async function allGoOn(): Promise<void> {
  const before = visitors.map(({ clicks }) => clicks);
  for (const [at, visitor] of visitors.entries()) {
    const clicks = before[at] ?? 0;
    await until(
      "another click",
      () => visitor.clicks > clicks + 1 || visitor.errors.length > 0 || undefined,
      patienceMs,
    );
    expect(visitor.errors).toEqual([]);
    expect(visitor.seen.split(" ")[1]).toBe("0");
  }
}

/** Prints how long the clicks took that a restart came into. */
function report(what: string): void {
  for (const kind of ["moved", "reconnected"] as const) {
    const ms = visitors
      .flatMap(({ pauses }) => pauses.filter(({ was }) => was === kind))
      .map((pause) => Math.round(pause.ms))
      .sort((a, b) => a - b);
    if (ms.length === 0) continue;
    const at = (share: number): number | undefined => ms[Math.floor((ms.length - 1) * share)];
    const text = `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${ms.at(-1)} ms`;
    process.stdout.write(
      `${what}: ${ms.length} clicks of ${visitorCount} visitors ${kind}: ${text}\n`,
    );
  }
  for (const { pauses } of visitors) pauses.length = 0;
}

async function sessionsOn(index: number): Promise<number> {
  const text = await (await fetch(`${cluster.ready.workers[index]?.internalUrl}/metrics`)).text();
  const values = [...text.matchAll(/^flotilla_sessions\{.*\} (\d+)$/gm)];
  return values.reduce((sum, [, value]) => sum + Number(value), 0);
}

test("[FM-2] gateways that restart send their clients elsewhere little by little", async () => {
  for (const index of cluster.ready.gateways.keys()) {
    const before = visitors.map(({ closedAt }) => closedAt.length);
    const { url } = await cluster.restart("gateway", index);
    expect(url).toBe(cluster.ready.gateways[index]?.url);
    await allGoOn();
    const times = visitors.flatMap(({ closedAt }, at) => closedAt.slice(before[at]));
    for (const began of times) {
      const bin = times.filter((time) => time >= began && time < began + 1_000);
      expect(bin.length).toBeLessThanOrEqual(Math.max(2, Math.ceil(times.length / 4)));
    }
  }
  expect(new Set(visitors.flatMap(({ closes }) => closes))).toEqual(new Set([4503]));
  report("gateways");
}, 180_000);

test("workers that restart hand their sessions over", async () => {
  for (const visitor of visitors) visitor.closes.length = 0;
  for (const index of cluster.ready.workers.keys()) {
    const { internalUrl } = await cluster.restart("worker", index);
    expect(internalUrl).toBe(cluster.ready.workers[index]?.internalUrl);
    await allGoOn();
  }
  expect(visitors.flatMap(({ closes }) => closes)).toEqual([]);
  report("workers");
}, 180_000);

test("[FM-4] a worker that is told to drain takes no sessions, hands over those it has, and leaves", async () => {
  const counts = await Promise.all([...cluster.ready.workers.keys()].map(sessionsOn));
  const index = counts.indexOf(Math.max(...counts));
  expect(counts[index]).toBeGreaterThan(0);
  const name = `worker-${index + 1}`;
  const before = cluster.restarted.findLast(({ part }) => part === name);
  const pid = before?.pid ?? cluster.ready.workers[index]?.pid;
  const environ = await readFile(`/proc/${pid}/environ`, "utf8");
  const token = /FLOTILLA_INTERNAL_TOKEN=([^\0]+)/.exec(environ)?.[1];
  const headers = { authorization: `Bearer ${token}` };
  const { internalUrl } = cluster.ready.workers[index] ?? { internalUrl: "" };
  const drained = fetch(`${internalUrl}/v1/drain`, { method: "POST", headers });
  const body = JSON.stringify({ team: "local", app: "count", release: "0".repeat(24) });
  const isDraining = async (): Promise<boolean> => {
    const ready = await fetch(`${internalUrl}/readyz`).catch(() => undefined);
    return (await ready?.text())?.includes("draining") === true;
  };
  const isBack = () => cluster.restarted.some(({ part, pid: now }) => part === name && now !== pid);
  await until("it to be draining", async () => (await isDraining()) || isBack() || undefined);
  const start = await fetch(`${internalUrl}/v1/processes`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body,
  }).catch(() => undefined); // it may have left by now
  const answer: unknown = await start?.json();
  if (await isDraining()) expect(answer).toMatchObject({ code: "DRAINING" });
  expect((await drained).status).toBe(204);
  const again = await until(
    `${name} to have left and come back`,
    () => cluster.restarted.findLast(({ part, pid: now }) => part === name && now !== pid),
    patienceMs,
  );
  expect(again.internalUrl).toBe(internalUrl);
  await allGoOn();
  expect(cluster.logs.some((line) => line.includes("stop deadline passed"))).toBe(false);
  report("drain");
}, 120_000);

test("no click was lost, doubled or out of order, in the same sessions all along", async () => {
  isOver = true;
  await Promise.all(clicking);
  expect(visitors.map(({ seen }) => seen)).toEqual(visitors.map(({ clicks }) => `${clicks} 0`));
  expect(visitors.flatMap(({ errors }) => errors)).toEqual([]);
}, 120_000);
