import process from "node:process";
import { RedisServer } from "@flotilla/store/testing";
import { expect, test } from "@jest/globals";
import { AppFolders } from "../support/app-folders.ts";
import { RunningCluster } from "../support/cluster.ts";
import { until } from "../support/until.ts";
import { WireClient } from "../support/wire-client.ts";

const patienceMs = 30_000;
const people = 8;
/** As long as the leases of workers. */
const outageMs = 10_000;
const pauseMs = 500;
/** What nobody has heard by then was said before somebody had subscribed again. */
const hearingMs = 3_000;

/** Everybody hears everybody, and says things with a name and a number of their own. */
const chat = `ft.run((page) => {
  const heard = ft.Text("");
  page.pubsub.subscribe((text) => { heard.value += text + " "; page.update(); });
  page.add(heard, ft.Button("say", { onClick: (e) => page.pubsub.sendAll(e.data) }));
});`;

const heardBy = (client: WireClient): string[] =>
  String(client.find({ c: "Text" }).value)
    .split(" ")
    .slice(0, -1);

interface Room extends AsyncDisposable {
  readonly cluster: RunningCluster;
  readonly clients: WireClient[];
  /** Those who are still there say something; resolves when all of them have heard all of it. */
  say(round: string, withinMs?: number): Promise<void>;
}

async function open(): Promise<Room> {
  await using apps = await AppFolders.open();
  const cluster = await RunningCluster.start(["--gateways", "2", "--workers", "2"], {
    FLOTILLA_WORKER_SESSIONS_PER_PROCESS: "2", // so that they are on both workers
  });
  const { code, stderr } = await cluster.command("deploy", await apps.write("chat", chat));
  if (code !== 0) throw new Error(stderr);
  const clients: WireClient[] = [];
  for (let n = 0; n < people; n++) {
    clients.push(await WireClient.open(cluster.socketUrl("chat", n % 2), { isNumbering: true }));
  }
  const say = async (round: string, withinMs = patienceMs): Promise<void> => {
    const here = clients.filter(({ socket }) => socket.readyState === socket.OPEN);
    const said = here.map((_client, n) => `${round}.${n}`);
    for (const [n, client] of here.entries()) client.event({ c: "Button" }, "click", said[n]);
    const isHeard = (client: WireClient): boolean => {
      const heard = heardBy(client);
      return said.every((text) => heard.includes(text));
    };
    await until(`all of ${round}`, () => here.every(isHeard) || undefined, withinMs);
  };
  const dispose = async (): Promise<void> => {
    for (const client of clients) await client[Symbol.asyncDispose]();
    await cluster[Symbol.asyncDispose]();
  };
  return { cluster, clients, say, [Symbol.asyncDispose]: dispose };
}

/** Nobody hears anything twice, and everybody hears each speaker in order. */
function checkOrder(clients: readonly WireClient[]): void {
  for (const client of clients) {
    const heard = heardBy(client);
    expect(new Set(heard).size).toBe(heard.length);
    const last = new Map<string, number>();
    for (const text of heard) {
      const [round = "", speaker = ""] = text.split(".");
      expect(Number(round)).toBeGreaterThan(last.get(speaker) ?? 0);
      last.set(speaker, Number(round));
    }
  }
}

/** All say something again and again for a while; resolves when all have heard all of it, some of it after that while. */
async function talkOn(room: Room, end: () => Promise<void>): Promise<void> {
  const began = performance.now();
  const said: Promise<void>[] = [];
  for (let round = 2; performance.now() - began < outageMs; round++) {
    said.push(room.say(String(round)));
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  await end();
  await Promise.all(said);
  await room.say("99");
  checkOrder(room.clients);
  expect(room.clients.map((client) => client.replies)).toEqual(room.clients.map(() => 1));
}

test.concurrent("a chat over two workers goes on while Redis does not answer for 10 s, and nothing of it is lost or twice", async () => {
  await using room = await open();
  await room.say("1");
  const { pid } = room.cluster.ready.redis;
  process.kill(pid, "SIGSTOP");
  await talkOn(room, async () => {
    process.kill(pid, "SIGCONT");
  });
}, 120_000);

test.concurrent("a chat over two workers goes on while Redis is away for 10 s and comes back empty, and nothing of it is lost or twice", async () => {
  await using room = await open();
  await room.say("1");
  const { pid, url } = room.cluster.ready.redis;
  process.kill(pid, "SIGKILL");
  await using stack = new AsyncDisposableStack();
  await talkOn(room, async () => {
    stack.use(await RedisServer.start({ port: new URL(url).port }));
  });
}, 120_000);

test("a chat over two workers goes on when a gateway and then a worker are killed", async () => {
  await using room = await open();
  await room.say("1");
  const { gateways, workers } = room.cluster.ready;
  const cut = room.clients.filter((_client, n) => n % 2 === 1).map(({ sessionId }) => sessionId);
  process.kill(gateways[1]?.pid ?? 0, "SIGKILL");
  await until(
    "its sockets to close",
    () =>
      room.clients.every(({ socket }, n) => n % 2 === 0 || socket.readyState === socket.CLOSED) ||
      undefined,
    patienceMs,
  );
  for (const sessionId of cut) {
    room.clients.push(
      await WireClient.open(room.cluster.socketUrl("chat", 0), { sessionId, isNumbering: true }),
    );
  }
  const here = room.clients.filter(({ socket }) => socket.readyState === socket.OPEN);
  expect(here.slice(-cut.length).map(({ sessionId }) => sessionId)).toEqual(cut);
  await room.say("2");
  checkOrder(here);

  process.kill(workers[0]?.pid ?? 0, "SIGKILL");
  await until(
    "the lost ones to be back",
    () => here.some(({ replies }) => replies === 2) || undefined,
    patienceMs,
  );
  // What is said before somebody has subscribed again is not for them: say on until all are there.
  for (let round = 3; ; round++) {
    const isHeard = await room.say(String(round), hearingMs).then(
      () => true,
      () => false,
    );
    if (isHeard) break;
    if (round === 30) throw new Error("they do not hear each other again");
  }
  expect(here.map(({ crashes }) => crashes)).toEqual(here.map(() => []));
}, 400_000);
