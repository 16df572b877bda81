import { type ChildProcess, fork } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { Action, encodeChannel, encodeInput, encodeMessage, encodePing } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { WebSocket } from "ws";
import { Random } from "./testing/random.ts";
import { eventPacket, registerPacket, TestClient } from "./testing/test-client.ts";

const total = 10_000;
const warm = 2_000;
const lanes = 24;
const closeCodes = new Set([1002, 1007, 1008, 1009]);

test("10,000 broken handshakes, frames and packets: each is answered as documented, memory stays", async () => {
  const seed = randomInt(2 ** 31);
  const child = fork(fileURLToPath(new URL("./testing/fuzz-child.ts", import.meta.url)), {
    execArgv: ["--expose-gc", "--max-semi-space-size=4"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  try {
    const [{ url }] = (await once(child, "message")) as [{ url: string }];
    await round(url, seed, warm);
    const before = await memoryOf(child);
    await round(url, seed + 1, total - warm);
    const after = await memoryOf(child);
    // 8,000 more of them may cost what caches cost, not something for each.
    expect(after - before).toBeLessThan(2 * 1024 * 1024);
    expect(child.exitCode).toBeNull();
    using client = await TestClient.register(socketUrl(url));
    expect(await client.click()).toBe(1);
  } catch (error) {
    throw new Error(`seed ${seed}`, { cause: error });
  } finally {
    const exit = once(child, "exit");
    child.send("stop");
    await exit;
  }
}, 300_000);

async function round(url: string, seed: number, count: number): Promise<void> {
  let left = count;
  const lane = async (number: number): Promise<void> => {
    const random = new Random(seed + number * 7_919);
    while (left > 0) {
      const sent = await attempt(url, random);
      left -= sent; // of all lanes: what was left before the attempt is no longer true
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
}

/** One connection; returns how many broken things it sent. */
async function attempt(url: string, random: Random): Promise<number> {
  const kind = random.below(10);
  if (kind < 2) return await brokenHandshake(url, random);
  if (kind < 4) return await brokenFrames(url, random);
  if (kind < 5) return await brokenRegistration(url, random);
  return await brokenPackets(url, random);
}

const handshake = [
  "GET /t/counter/ws HTTP/1.1",
  "Host: 127.0.0.1",
  "Upgrade: websocket",
  "Connection: Upgrade",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
  "",
  "",
].join("\r\n");

/** Whatever comes, it is an HTTP answer that blames the client, or the end. */
async function brokenHandshake(url: string, random: Random): Promise<number> {
  const bytes = random.mutate(new TextEncoder().encode(handshake));
  const answer = await exchange(url, [bytes]);
  if (answer.length > 0)
    expect(answer.subarray(0, 12).toString("latin1")).toMatch(/^HTTP\/1\.1 (101|[24]\d\d|308)/);
  return 1;
}

/** Frames that break RFC 6455 end in a close frame with a code of the list, or are ignored. */
async function brokenFrames(url: string, random: Random): Promise<number> {
  const head = Uint8Array.from([random.below(256), random.below(256), ...random.bytes(12)]);
  const answer = await exchange(url, [new TextEncoder().encode(handshake), head]);
  const text = answer.toString("latin1");
  const frame = answer.subarray(text.indexOf("\r\n\r\n") + 4);
  expect(text).toMatch(/^HTTP\/1\.1 101 /);
  if (frame[0] === 0x88 && (frame[1] ?? 0) >= 2) {
    const code = frame.readUInt16BE(2);
    const isEcho = (head[0] ?? 0) % 16 === 8; // a close frame of ours is answered with its own code
    expect(isEcho || closeCodes.has(code)).toBe(true);
  }
  return 1;
}

async function brokenRegistration(url: string, random: Random): Promise<number> {
  const client = new TestClient(socketUrl(url));
  await once(client.ws, "open");
  client.ws.send(random.mutate(registerPacket()));
  client.ws.send(eventPacket("click"));
  await settle(client);
  return 1;
}

/** After each packet the session either still works or the socket was closed with a code of the list. */
async function brokenPackets(url: string, random: Random): Promise<number> {
  const page = random.below(2) === 0 ? { _flotilla: { ack: 1 } } : {};
  const client = await TestClient.register(socketUrl(url), null, { page });
  let sent = 0;
  while (sent < 10 && client.ws.readyState === WebSocket.OPEN) {
    client.ws.send(random.mutate(random.pick(packets)));
    client.ws.send(eventPacket("click"));
    sent += 1;
    try {
      while ((await client.nextPacket())[0] !== 0); // acknowledgements and pongs may come first
    } catch {
      break; // closed: the code is checked below
    }
  }
  await settle(client);
  return Math.max(1, sent);
}

const packets: readonly [Uint8Array, ...Uint8Array[]] = [
  eventPacket("click", { x: 1.5, y: [1, 2, 3], text: "äöü" }),
  encodeMessage(Action.update, { id: 1, props: { route: "/a", width: 5 } }),
  encodeMessage(Action.invoke, { control_id: 1, call_id: "abc", result: { a: [1] }, error: null }),
  encodeChannel(3, new Uint8Array(20)),
  encodeInput(7, 1, eventPacket("click")),
  encodeInput(8, 1, encodeMessage(Action.update, { id: 1, props: { width: 5 } })),
  encodePing(Uint8Array.of(1, 2, 3, 4)),
  registerPacket("B".repeat(22)),
];

async function settle(client: TestClient): Promise<void> {
  const closed = await Promise.race([
    client.closed,
    new Promise<undefined>((resolve) => setTimeout(resolve, 5, undefined)),
  ]);
  if (closed !== undefined) expect(closeCodes.has(closed.code)).toBe(true);
  client.ws.terminate();
}

/** Sends pieces on a raw socket and returns what came within a moment. */
async function exchange(url: string, pieces: readonly Uint8Array[]): Promise<Buffer> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.on("error", () => {});
  const chunks: Buffer[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  let sent = 0;
  const sendNext = (): void => {
    const piece = pieces[sent++];
    if (piece !== undefined) socket.write(piece);
    if (sent >= pieces.length) setTimeout(resolve, 20);
  };
  socket.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    sendNext();
  });
  socket.on("close", () => resolve());
  const timer = setTimeout(resolve, 2_000);
  sendNext();
  await promise;
  clearTimeout(timer);
  socket.destroy();
  return Buffer.concat(chunks);
}

async function memoryOf(child: ChildProcess): Promise<number> {
  // What was cut off a moment ago is let go of in the next turns.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  child.send("memory");
  const [{ bytes }] = (await once(child, "message")) as [{ bytes: number }];
  return bytes;
}

function socketUrl(url: string): string {
  return `${url.replace("http", "ws")}/t/counter/ws`;
}
