// One load generator: a process of its own, told by IPC what to do.
import process from "node:process";
import { Action, encodeMessage } from "../../../packages/protocol/src/index.ts";
import { registerPacket } from "../../../services/gateway/src/testing/test-client.ts";
import { Histogram, type HistogramData } from "./histogram.ts";
import { clientFrame, RawClient } from "./raw-client.ts";

/** What carries the packets. */
export type Entrance = "ws" | "socket.io";

/** Where the sessions are made and how many. */
export interface ConnectOrder {
  readonly type: "connect";
  readonly url: string;
  readonly sessions: number;
  readonly entrance: Entrance;
  /** A Flet client registers first; an echo server knows no registration. */
  readonly registers: boolean;
}

/** A measured phase. Without a rate one event is in flight for each session. */
export interface RunOrder {
  readonly type: "run";
  readonly warmupMs: number;
  readonly measureMs: number;
  readonly ratePerS?: number;
}

/** What a phase measured. */
export interface RunResult {
  readonly done: number;
  readonly sent: number;
  /** Events that nobody had answered when the drain ended; they are in the histogram. */
  readonly unanswered: number;
  readonly closed: number;
  readonly latency: HistogramData;
  /** How late the generator itself was. */
  readonly lateness: HistogramData;
}

const drainMs = 2_000;
const connectWindow = 64;
const click = encodeMessage(Action.event, { target: 12, name: "click", data: null });
const text = (content: string): Buffer => clientFrame(Buffer.from(content), 1);
const announcement = '451-["packet",{"_placeholder":true,"num":0}]';
/** A packet's frames, made once and sent often. */
const framesOf = (packet: Uint8Array, entrance: Entrance): Buffer =>
  entrance === "ws"
    ? clientFrame(packet)
    : Buffer.concat([text(announcement), clientFrame(packet)]);

let clients: RawClient[] = [];
let clickFrames: Buffer = Buffer.alloc(0);
let onAnswer: (client: RawClient) => void = () => {};
let closed = 0;

process.on("message", (order: ConnectOrder | RunOrder | { type: "quit" }) => {
  if (order.type === "quit") process.exit(0);
  const work = order.type === "connect" ? connectAll(order) : run(order);
  void work.then((result) => process.send?.(result));
});

async function connectAll(order: ConnectOrder): Promise<{ ready: number }> {
  const url = new URL(order.url);
  const { entrance } = order;
  clickFrames = framesOf(click, entrance);
  const register = framesOf(registerPacket(), entrance);
  let started = 0;
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const ready = (client: RawClient): void => {
        client.isReady = true;
        clients.push(client);
        resolve();
      };
      const begin = (client: RawClient): void => {
        if (order.registers) client.send(register);
        else ready(client);
      };
      new RawClient(url, {
        onOpen: (client) => {
          if (entrance === "ws") begin(client);
        },
        onText: (client, received) => {
          if (received === "2") client.send(text("3"));
          else if (received.startsWith("0")) client.send(text("40"));
          else if (received.startsWith("40")) begin(client);
        },
        onMessage: (client) => {
          if (client.isReady) onAnswer(client);
          else ready(client);
        },
        onClose: () => {
          closed += 1;
          reject(new Error("generator: a session was refused"));
        },
      });
    });
  const lane = async (): Promise<void> => {
    while (started < order.sessions) {
      started += 1;
      await one();
    }
  };
  await Promise.all(Array.from({ length: Math.min(connectWindow, order.sessions) }, lane));
  return { ready: clients.length };
}

async function run(order: RunOrder): Promise<RunResult> {
  const latency = new Histogram();
  const lateness = new Histogram();
  const begin = now() + 20_000;
  const from = begin + order.warmupMs * 1_000;
  const to = from + order.measureMs * 1_000;
  const isClosedLoop = order.ratePerS === undefined;
  let done = 0;
  let sent = 0;
  let isOver = false;
  const fire = (client: RawClient, intended: number): void => {
    client.pending.push(intended);
    client.send(clickFrames);
    sent += 1;
  };
  onAnswer = (client) => {
    const at = now();
    const intended = client.pending.shift();
    if (intended === undefined) return;
    if (intended >= from && intended < to) latency.add(at - intended);
    if (at >= from && at < to) done += 1;
    if (isClosedLoop && !isOver) fire(client, at);
  };
  if (isClosedLoop) {
    for (const client of clients) fire(client, now());
    await sleep((to - now()) / 1_000);
  } else await openLoop(order.ratePerS ?? 1, begin, to, from, fire, lateness);
  isOver = true;
  const unanswered = await drain(from, to, latency);
  return { done, sent, unanswered, closed, latency: latency.data(), lateness: lateness.data() };
}

/** Poisson arrivals; what counts is when an event was meant to be sent, not when this process got to it. */
function openLoop(
  ratePerS: number,
  begin: number,
  to: number,
  from: number,
  fire: (client: RawClient, intended: number) => void,
  lateness: Histogram,
): Promise<void> {
  const gap = 1e6 / ratePerS;
  clients = clients
    .map((client) => ({ client, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ client }) => client);
  let next = begin;
  let turn = 0;
  return new Promise((resolve) => {
    const tick = (): void => {
      let at = now();
      while (next <= at && next < to) {
        const client = clients[turn++ % clients.length];
        if (client !== undefined) fire(client, next);
        if (next >= from) lateness.add(at - next);
        next -= Math.log(1 - Math.random()) * gap;
        at = now();
      }
      if (next >= to) resolve();
      else if (next - at > 1_500) setTimeout(tick, (next - at) / 1_000 - 1);
      else setImmediate(tick);
    };
    tick();
  });
}

/** Events without an answer must not vanish: they count as answered when the waiting ends. */
async function drain(from: number, to: number, latency: Histogram): Promise<number> {
  const end = now() + drainMs * 1_000;
  while (clients.some(({ pending }) => pending.length > 0) && now() < end) await sleep(20);
  let unanswered = 0;
  const at = now();
  for (const { pending } of clients) {
    for (const intended of pending.splice(0)) {
      if (intended < from || intended >= to) continue;
      latency.add(at - intended);
      unanswered += 1;
    }
  }
  return unanswered;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}

function now(): number {
  return performance.now() * 1_000;
}
