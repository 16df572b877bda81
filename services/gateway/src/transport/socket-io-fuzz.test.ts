import { fork } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { type ClientOptions, WebSocket } from "ws";
import { Random } from "../testing/random.ts";
import { RawPoller } from "../testing/raw-poller.ts";
import { SocketIoClient } from "../testing/socket-io-client.ts";
import { eventPacket, registerPacket } from "../testing/test-client.ts";

const announcement = '451-["packet",{"_placeholder":true,"num":0}]';
const base64 = (packet: Uint8Array): string => `b${Buffer.from(packet).toString("base64")}`;
const registration = base64(registerPacket());
const lines: readonly [string, ...string[]] = [
  announcement,
  registration,
  base64(eventPacket("click")),
  base64(eventPacket("big", 100_000)),
  base64(eventPacket("end")),
  "40",
  "41",
  "3",
  "2",
  "2probe",
  "5",
  "6",
  "1",
  "0",
  "4",
  "bAAAA",
  "43[]",
  "42/x,[1]",
  '42["packet"]',
  '42["close",1000]',
  '42["error",1]',
  '42["disconnect"]',
  '40{"a":1}',
  '452-["packet",{"_placeholder":true,"num":1}]',
  '461-0[{"_placeholder":true,"num":0}]',
];

test("broken Socket.IO in any order, by polls and upgrades, ends clients and nothing else", async () => {
  const seed = randomInt(2 ** 31);
  const child = fork(fileURLToPath(new URL("../testing/fuzz-child.ts", import.meta.url)), {
    execArgv: ["--expose-gc", "--max-semi-space-size=4"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  try {
    const [{ url }] = (await once(child, "message")) as [{ url: string }];
    const app = `${url}/t/counter`;
    await Promise.all(
      [0, 1, 2, 3].map(async (lane) => {
        const random = new Random(seed + lane * 7_919);
        for (let i = 0; i < 60; i++) await (lane < 2 ? polls(app, random) : upgrade(app, random));
      }),
    );
    expect([child.exitCode, child.signalCode]).toEqual([null, null]);
    using client = await SocketIoClient.register(app);
    expect(await client.click()).toBe(1);
  } catch (error) {
    throw new Error(`seed ${seed}`, { cause: error });
  } finally {
    if (child.exitCode === null) {
      const exit = once(child, "exit");
      child.send("stop");
      await exit;
    }
  }
}, 240_000);

function line(random: Random): string {
  const chosen = random.pick(lines);
  if (random.below(4) > 0) return chosen;
  return Buffer.from(random.mutate(Buffer.from(chosen))).toString("latin1");
}

async function polls(app: string, random: Random): Promise<void> {
  const poller = random.below(3) === 0 ? await opened(app) : await registered(app);
  // A poll is open meanwhile, sometimes two.
  const open = [poller.poll(), ...(random.below(8) === 0 ? [poller.poll()] : [])];
  for (let i = 0; i < 4; i++) {
    const count = 1 + random.below(4);
    const { status } = await poller.post(...Array.from({ length: count }, () => line(random)));
    expect([200, 400, 413]).toContain(status);
    if (status !== 200) break;
  }
  await poller.post("1"); // so that the polls end
  await Promise.allSettled(open);
}

async function upgrade(app: string, random: Random): Promise<void> {
  const poller = await registered(app);
  const poll = poller.poll();
  const ws = new WebSocket(
    `${poller.url.replace("http", "ws")}?EIO=4&transport=websocket&sid=${poller.sid}`,
    { closeTimeout: 500 } as ClientOptions, // the types lag behind
  );
  ws.on("error", () => {}); // the close that follows is what counts
  const closed = once(ws, "close");
  ws.on("open", () => {
    ws.send(random.below(4) > 0 ? "2probe" : line(random));
    ws.send(random.below(4) > 0 ? "5" : line(random));
    for (let i = 0; i < 5; i++) {
      const text = line(random);
      ws.send(text.startsWith("b") ? Buffer.from(text.slice(1), "base64") : text);
    }
    ws.close();
  });
  await closed;
  await poller.post("1");
  await Promise.allSettled([poll]);
}

/** Shaken hands, no more. */
async function opened(app: string): Promise<RawPoller> {
  const poller = new RawPoller(app);
  const { text } = await poller.request("GET", "EIO=4&transport=polling");
  poller.sid = (JSON.parse(text.slice(1)) as { sid: string }).sid;
  return poller;
}

async function registered(app: string): Promise<RawPoller> {
  const poller = await RawPoller.open(app);
  await poller.post(announcement, registration);
  return poller;
}
