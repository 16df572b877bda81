import { once } from "node:events";
import process from "node:process";
import { Action, encodeMessage } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { WebSocket } from "ws";
import { AppFolders, program } from "../support/app-folders.ts";
import { RunningCluster } from "../support/cluster.ts";
import { appProcessesOf } from "../support/process-tree.ts";
import { ServedHost } from "../support/served-host.ts";
import { until } from "../support/until.ts";
import { WireClient } from "../support/wire-client.ts";

const patienceMs = 30_000;
const deadlineMs = 180_000;

/** Shows a name that its process has made up. */
const app = program(`const name = Math.random().toString(36);
ft.run((page) => { page.add(ft.Text(name)); });`);

async function write(apps: AppFolders, name: string, settings: object): Promise<string> {
  const all = { typecheck: "off", session: { ttl: "1s" }, ...settings };
  return await apps.write(name, { "main.ts": app, "flotilla.json": JSON.stringify(all) });
}

const processOf = (client: WireClient): unknown => client.find({ c: "Text" }).value;

/** A socket that has registered and waits; `code` is how it was closed. */
async function queue(url: string): Promise<{ socket: WebSocket; code: Promise<number> }> {
  const socket = new WebSocket(url);
  const code = once(socket, "close").then(([closed]) => Number(closed));
  await once(socket, "open");
  const page_name = new URL(url).pathname.slice(1, -3);
  const page = { route: "/" };
  socket.send(encodeMessage(Action.register, { session_id: null, page_name, page }));
  return { socket, code };
}

test(
  "an embedded host gives each session a fresh process of its own, and nobody else one when there are enough",
  async () => {
    await using apps = await AppFolders.open();
    await using host = await ServedHost.start(["--no-samples"], {
      FLOTILLA_GATEWAY_QUEUE: "1s",
      FLOTILLA_GATEWAY_QUEUE_LENGTH: "1",
    });
    const settings = { process: { sessions: 1, max: 2 } };
    expect((await host.command("deploy", await write(apps, "solo", settings))).code).toBe(0);
    const url = host.socketUrl("local", "solo");
    const one = await WireClient.open(url);
    await using two = await WireClient.open(url);
    const [first, second] = [processOf(one), processOf(two)];
    expect(first).not.toBe(second);

    const waiting = await queue(url);
    const page = `${host.ready.url}/local/solo/`;
    const crowded = await until(
      "the page is refused",
      async () => {
        const answer = await fetch(page, { headers: { accept: "application/json" } });
        return answer.status === 503 ? answer : undefined;
      },
      patienceMs,
    );
    expect(crowded.headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
    expect(await crowded.json()).toMatchObject({ status: 503, code: "NO_CAPACITY" });
    expect(await waiting.code).toBe(1013);

    await one[Symbol.asyncDispose]();
    const third = await until(
      "a seat for the next visitor",
      async () => {
        const next = await queue(url);
        const told = await Promise.race([once(next.socket, "message"), next.code]);
        next.socket.terminate();
        return typeof told === "number" ? undefined : told;
      },
      patienceMs,
    );
    expect(third).toBeDefined();
    expect(processOf(two)).toBe(second);
  },
  deadlineMs,
);

test(
  "over a cluster an app has no more processes than it may, and visitors of all gateways wait for them",
  async () => {
    await using apps = await AppFolders.open();
    await using cluster = await RunningCluster.start();
    const settings = { process: { sessions: 1, max: 3 } };
    const deployed = await cluster.command("deploy", await write(apps, "solo", settings));
    expect(deployed.code).toBe(0);
    const urls = [0, 1].map((gateway) => cluster.socketUrl("solo", gateway));
    const seated = await Promise.all(
      [0, 1, 0].map((gateway) => WireClient.open(urls[gateway] ?? "", { isNumbering: true })),
    );
    expect(new Set(seated.map(processOf)).size).toBe(3);
    const opening = WireClient.open(urls[1] ?? "", { isNumbering: true });
    await seated[0]?.[Symbol.asyncDispose]();
    await using fourth = await opening;
    expect(seated.map(processOf)).not.toContain(processOf(fourth));
    for (const client of seated.slice(1)) await client[Symbol.asyncDispose]();
  },
  deadlineMs,
);

test(
  "FM-6: a process that is stopped is ended in time, and the next one takes its visitors",
  async () => {
    await using apps = await AppFolders.open();
    await using host = await ServedHost.start(["--no-samples"], {
      FLOTILLA_WORKER_EVENT_TIMEOUT: "3s",
    });
    expect((await host.command("deploy", await write(apps, "hanger", {}))).code).toBe(0);
    const url = host.socketUrl("local", "hanger");
    await using visitor = await WireClient.open(url, { isNumbering: true });
    const stopped = String(processOf(visitor));
    for (const pid of await appProcessesOf(host.child.pid ?? 0)) process.kill(pid, "SIGSTOP");
    await until(
      "another process",
      () => String(processOf(visitor)) !== stopped || undefined,
      patienceMs,
    );
  },
  deadlineMs,
);
