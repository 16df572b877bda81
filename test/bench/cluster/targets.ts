import { type ChildProcess, fork, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { RunningCluster } from "../../support/cluster.ts";
import { startFlet } from "../flet/server.ts";
import { familyOf } from "../hot-path/process-stats.ts";

/** A server that is measured. */
export interface Target extends AsyncDisposable {
  readonly name: string;
  readonly urls: readonly string[];
  /** It knows no sessions and sends back what it gets. */
  readonly isEcho: boolean;
  /** All processes on the way of an event, and those that keep them running. */
  pids(): readonly number[];
}

/** `ws` alone. */
export async function openEcho(name: string): Promise<Target> {
  const program = fileURLToPath(new URL("../hot-path/echo-server.ts", import.meta.url));
  const child = fork(program, ["ws"]);
  const [{ url, pids }] = (await once(child, "message")) as [{ url: string; pids: number[] }];
  return {
    name,
    urls: [url],
    isEcho: true,
    pids: () => pids,
    [Symbol.asyncDispose]: () => end(child, () => child.disconnect()),
  };
}

/** `ws` behind nginx with one worker process; undefined if there is no nginx. */
export async function openProxiedEcho(): Promise<Target | undefined> {
  if (spawnSync("nginx", ["-v"]).status !== 0) return undefined;
  const echo = await openEcho("echo behind nginx");
  const folder = await mkdtemp(join(tmpdir(), "flotilla-nginx-"));
  const port = await freePort();
  const file = join(folder, "nginx.conf");
  await writeFile(file, nginxConfig(folder, port, new URL(echo.urls[0] ?? "").port));
  const child = spawn("nginx", ["-c", file, "-p", folder, "-e", join(folder, "error.log")]);
  await listening(port);
  return {
    ...echo,
    urls: [`ws://127.0.0.1:${port}/`],
    pids: () => [...echo.pids(), ...familyOf(child.pid ?? 0)],
    async [Symbol.asyncDispose]() {
      await end(child, () => child.kill("SIGTERM"));
      await echo[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

/** Gateways, two workers, control and Redis as processes; the sessions of one load need an app process on each worker. */
export async function openCluster(name: string, sessions: number, gateways = 2): Promise<Target> {
  const cluster = await startCounters(sessions, {}, ["--gateways", String(gateways)]);
  return {
    name,
    urls: cluster.ready.gateways.map((_gateway, at) => cluster.socketUrl("counter", at)),
    isEcho: false,
    pids: () => familyOf(cluster.child.pid ?? 0),
    [Symbol.asyncDispose]: () => cluster[Symbol.asyncDispose](),
  };
}

/** A cluster with the app `counter`, which so many sessions from one address may use; they expire after a second. */
export async function startCounters(
  sessions: number,
  env: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Promise<RunningCluster> {
  await using stack = new AsyncDisposableStack();
  const running = RunningCluster.start(args, {
    ...env,
    FLOTILLA_GATEWAY_SESSION_TTL: "1s",
    FLOTILLA_GATEWAY_CONNECTIONS_PER_ADDRESS: "100000",
    FLOTILLA_GATEWAY_REGISTRATIONS_PER_MINUTE: "1000000",
    FLOTILLA_GATEWAY_MESSAGES_PER_SECOND: "1000000",
    FLOTILLA_GATEWAY_MESSAGE_BURST: "1000000",
    FLOTILLA_WORKER_SESSIONS_PER_PROCESS: String(Math.ceil(0.8 * sessions)),
  });
  const cluster = stack.use(await running);
  const folder = fileURLToPath(new URL("../flet/counter/", import.meta.url));
  const deployed = await cluster.command("deploy", folder, "--app", "counter", "--json");
  if (deployed.code !== 0) throw new Error(deployed.stderr);
  stack.move(); // it is the caller's
  return cluster;
}

/** The same counter on Flet's own server. */
export async function openFlet(python: string): Promise<Target> {
  const server = await startFlet(python, "counter");
  return {
    name: "Flet",
    urls: [server.url],
    isEcho: false,
    pids: () => server.pids(),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

async function end(child: ChildProcess, ask: () => void): Promise<void> {
  const exit = once(child, "exit");
  ask();
  await exit;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const socket = connect(port, "127.0.0.1");
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    });
    socket.destroy();
    if (isOpen) return;
    await sleep(20);
  }
  throw new Error("nginx does not listen");
}

function nginxConfig(folder: string, port: number, upstream: string): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join("\n");
  return `daemon off; pid ${folder}/pid; worker_processes 1; worker_rlimit_nofile 20000;
events { worker_connections 20000; }
http {
  access_log off; ${temporary}
  upstream echo { server 127.0.0.1:${upstream}; keepalive 64; }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://echo; proxy_http_version 1.1; proxy_read_timeout 1h;
      proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade; proxy_set_header Host $host;
    }
  }
}
`;
}
