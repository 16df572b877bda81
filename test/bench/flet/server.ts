import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { ServedHost } from "../../support/served-host.ts";
import { familyOf } from "../hot-path/process-stats.ts";

/** A running server of one app. */
export interface AppServer extends AsyncDisposable {
  readonly url: string;
  /** Milliseconds from the start of the program until it answered. */
  readonly startMs: number;
  /** All processes that serve it, now. */
  pids(): number[];
  /** Those of them that run the app's own code. */
  appPids(): number[];
}

/** Flet's own server, as `ft.run` starts it. */
export async function startFlet(python: string, app: string): Promise<AppServer> {
  const port = await freePort();
  const from = performance.now();
  const child = spawn(python, [fileURLToPath(new URL(`${app}/main.py`, import.meta.url))], {
    stdio: "ignore",
    env: {
      PATH: process.env.PATH,
      FLET_FORCE_WEB_SERVER: "1",
      FLET_WEB_NO_CDN: "true",
      FLET_SERVER_IP: "127.0.0.1",
      FLET_SERVER_PORT: String(port),
    },
  });
  await answers(`http://127.0.0.1:${port}/`, child);
  return {
    url: `ws://127.0.0.1:${port}/ws`,
    startMs: performance.now() - from,
    pids: () => familyOf(child.pid ?? 0),
    appPids: () => familyOf(child.pid ?? 0),
    async [Symbol.asyncDispose]() {
      const exit = once(child, "exit");
      child.kill("SIGKILL");
      await exit;
    },
  };
}

/** The embedded host with the app deployed to it; one app process takes all sessions, as Flet's server does. */
export async function startFlotilla(app: string, sessions: number): Promise<AppServer> {
  const from = performance.now();
  await using stack = new AsyncDisposableStack();
  const starting = ServedHost.start(["--no-samples"], {
    FLOTILLA_GATEWAY_CONNECTIONS_PER_ADDRESS: String(2 * sessions),
    FLOTILLA_GATEWAY_REGISTRATIONS_PER_MINUTE: String(100 * sessions),
    FLOTILLA_WORKER_SESSIONS_PER_PROCESS: String(4 * sessions),
    FLOTILLA_WORKER_MEMORY_BYTES: String(4 * 2 ** 30),
  });
  const host = stack.use(await starting);
  const startMs = performance.now() - from;
  const folder = fileURLToPath(new URL(`${app}/`, import.meta.url));
  const deployed = await host.command("deploy", folder, "--app", app, "--json");
  if (deployed.code !== 0) throw new Error(deployed.stderr);
  stack.move(); // it is the caller's
  return {
    url: host.socketUrl("local", app),
    startMs,
    pids: () => familyOf(host.child.pid ?? 0),
    appPids: () => familyOf(host.child.pid ?? 0).filter(isAppProcess),
    [Symbol.asyncDispose]: () => host[Symbol.asyncDispose](),
  };
}

/** Node.js with the runtime as its program; the jail around it is none. */
function isAppProcess(pid: number): boolean {
  const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").filter(Boolean);
  return words[0]?.endsWith("/node") === true && words.at(-1)?.endsWith("/main.mjs") === true;
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server of ${url} ended`);
    try {
      await (await fetch(url)).arrayBuffer();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 5)); // not listening yet
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
