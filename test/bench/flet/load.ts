// Many sessions of one app that click and wait for the patch: a process of its own, told by IPC what to do.
import process from "node:process";
import { Action, decodeMessage, encodeMessage } from "../../../packages/protocol/src/index.ts";
import { desktopPage } from "../../support/wire-client.ts";
import { clientFrame, RawClient } from "../hot-path/raw-client.ts";

/** Opens sessions, then clicks for a while; `sessions: 0` only clicks with those that are there. */
export interface LoadOrder {
  /** Where the sessions are opened, in turns. */
  readonly urls: readonly string[];
  /** The server knows no sessions: it sends back what it gets. */
  readonly isEcho?: boolean;
  readonly sessions: number;
  readonly clickMs: number;
}

/** What came of an order. */
export interface LoadResult {
  readonly openMs: number;
  readonly clicks: number;
  readonly clickSeconds: number;
  readonly p50Us: number;
  readonly p99Us: number;
}

interface Session {
  readonly client: RawClient;
  readonly click: Buffer;
  sentAt: number;
}

const opensAtOnce = 64;
const register = clientFrame(
  encodeMessage(Action.register, {
    session_id: null,
    page_name: "",
    page: { ...desktopPage, route: "/" },
  }),
);
const sessions: Session[] = [];
const latencies: number[] = [];
let isClicking = false;
let clicks = 0;

process.on("message", (order: LoadOrder) => {
  void run(order).then((result) => process.send?.(result));
});

async function run(order: LoadOrder): Promise<LoadResult> {
  const opening = performance.now();
  let started = 0;
  const lane = async () => {
    while (started < order.sessions) {
      const url = new URL(order.urls[started % order.urls.length] ?? "");
      started += 1;
      sessions.push(await (order.isEcho === true ? openEcho(url) : open(url)));
    }
  };
  await Promise.all(Array.from({ length: Math.min(opensAtOnce, order.sessions) }, lane));
  const openMs = performance.now() - opening;

  latencies.length = 0;
  clicks = 0;
  isClicking = true;
  const from = performance.now();
  for (const session of sessions) click(session);
  await new Promise((resolve) => setTimeout(resolve, order.clickMs));
  isClicking = false;
  const clickSeconds = (performance.now() - from) / 1000;
  const done = clicks;
  await new Promise((resolve) => setTimeout(resolve, 300)); // what is in flight comes in
  latencies.sort((a, b) => a - b);
  const percentile = (share: number) =>
    Math.round((latencies[Math.floor(latencies.length * share)] ?? 0) * 1000);
  return { openMs, clicks: done, clickSeconds, p50Us: percentile(0.5), p99Us: percentile(0.99) };
}

/** Registers and waits until the button is there. */
function open(url: URL): Promise<Session> {
  return new Promise((resolve, reject) => {
    let session: Session | undefined;
    new RawClient(url, {
      onOpen: (client) => client.send(register),
      onMessage: (client, bytes) => {
        if (session !== undefined) {
          answered(session);
          return;
        }
        const target = buttonId(decodeMessage(new Uint8Array(bytes), { maxDepth: 256 }));
        if (target === undefined) return;
        session = { client, click: clickFrame(target), sentAt: 0 };
        resolve(session);
      },
      onClose: () => reject(new Error("a session was refused")),
    });
  });
}

/** What is sent to an echo is as long as a click. */
function openEcho(url: URL): Promise<Session> {
  return new Promise((resolve, reject) => {
    let session: Session | undefined;
    new RawClient(url, {
      onOpen: (client) => {
        session = { client, click: clickFrame(12), sentAt: 0 };
        resolve(session);
      },
      onMessage: () => session && answered(session),
      onClose: () => reject(new Error("a connection was refused")),
    });
  });
}

function clickFrame(target: number): Buffer {
  return clientFrame(encodeMessage(Action.event, { target, name: "click", data: null }));
}

function click(session: Session): void {
  session.sentAt = performance.now();
  session.client.send(session.click);
}

function answered(session: Session): void {
  latencies.push(performance.now() - session.sentAt);
  clicks += 1;
  if (isClicking) click(session);
}

function buttonId(value: unknown): number | undefined {
  if (Array.isArray(value)) {
    for (const item of value) {
      const id = buttonId(item);
      if (id !== undefined) return id;
    }
  } else if (typeof value === "object" && value !== null) {
    const control = value as { _c?: unknown; _i?: unknown };
    if (control._c === "IconButton" && typeof control._i === "number") return control._i;
    return buttonId(Object.values(value));
  }
  return undefined;
}
