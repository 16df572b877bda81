import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { AppFolders, program } from "../support/app-folders.ts";
import { ServedHost } from "../support/served-host.ts";
import { until } from "../support/until.ts";
import { WireClient } from "../support/wire-client.ts";

let host: ServedHost;

const life = `ft.run((page) => {
  const tell = (what: string) => console.log("life", page.sessionId, what);
  const who = ft.Text("");
  const count = ft.Text("0");
  const look = () => { who.value = page.clientIp + " " + page.clientUserAgent; };
  look();
  tell("main");
  page.onConnect = () => { look(); tell("connect"); };
  page.onDisconnect = () => tell("disconnect");
  page.onClose = (e) => tell("close " + String(e.data));
  page.add(who, count, ft.Button("add", { onClick: () => { count.value = String(Number(count.value) + 1); } }));
});`;

beforeAll(async () => {
  await using apps = await AppFolders.open();
  host = await ServedHost.start(["--no-samples"], {
    FLOTILLA_GATEWAY_TRUSTED_PROXIES: "127.0.0.1",
  });
  const short = await apps.write("short", {
    "main.ts": program(life),
    "flotilla.json": '{"session":{"ttl":"2s"},"typecheck":"off"}',
  });
  const long = await apps.write("long", life);
  const deploys = await Promise.all([
    host.command("deploy", short),
    host.command("deploy", long),
    host.command("deploy", long, "--app", "other"),
    host.command("deploy", long, "--team", "samples"),
  ]);
  for (const { code, stderr } of deploys) if (code !== 0) throw new Error(stderr);
}, 120_000);

afterAll(async () => {
  await host[Symbol.asyncDispose]();
});

const address = (app: string, team = "local"): string => host.socketUrl(team, app);
const countOf = (client: WireClient): unknown => client.find({ c: "Text", n: 1 }).value;

/** A visitor who has pressed the button, so that its session can be told from a new one. */
async function used(app: string, headers: Record<string, string> = {}): Promise<WireClient> {
  const client = await WireClient.open(address(app), { headers });
  client.event({ c: "Button" }, "click");
  await until("the count", () => (countOf(client) === "1" ? true : undefined));
  return client;
}

async function told(app: string, sessionId: string): Promise<string[]> {
  const { stdout } = await host.command("logs", app);
  return stdout
    .split("\n")
    .filter((line) => line.includes(sessionId))
    .map((line) => line.split(" ").slice(2).join(" "));
}

test("a session is found again by its id, with what it held, and hears of both", async () => {
  const first = await used("long");
  await first[Symbol.asyncDispose]();
  for (const userAgent of ["Other/1.0", "Other/2.0"]) {
    await using again = await WireClient.open(address("long"), {
      sessionId: first.sessionId,
      headers: { "user-agent": userAgent, "x-forwarded-for": "198.51.100.77" },
    });
    expect([again.sessionId, countOf(again)]).toEqual([first.sessionId, "1"]);
    expect(again.find({ c: "Text" }).value).toBe(`198.51.100.77 ${userAgent}`);
  }
  await until("what it heard", async () =>
    (await told("long", first.sessionId)).length === 6 ? true : undefined,
  );
  expect(await told("long", first.sessionId)).toEqual([
    "main",
    "disconnect",
    "connect",
    "disconnect",
    "connect",
    "disconnect",
  ]);
}, 120_000);

test("an id that leads nowhere is a new session, never an error", async () => {
  const mine = await used("long");
  await mine[Symbol.asyncDispose]();
  const ids = [
    "",
    " ",
    "x",
    "../../etc/passwd",
    "a".repeat(16),
    "ünïcödé-sessiön-id",
    "\u0000\u0001",
    "__proto__",
    mine.sessionId.toUpperCase(),
    `${mine.sessionId} `,
    "0".repeat(60_000),
  ];
  const clients = await Promise.all(
    ids.map((sessionId) => WireClient.open(address("long"), { sessionId })),
  );
  clients.push(await WireClient.open(address("other"), { sessionId: mine.sessionId }));
  clients.push(await WireClient.open(address("long", "samples"), { sessionId: mine.sessionId }));
  expect(clients.map((client) => [client.registerError, countOf(client)])).toEqual(
    clients.map(() => ["", "0"]),
  );
  const sessionIds = clients.map((client) => client.sessionId);
  expect(new Set([...sessionIds, mine.sessionId]).size).toBe(clients.length + 1);
  for (const id of sessionIds) expect(id).toMatch(/^[\w-]{16,}$/);
  for (const client of clients) await client[Symbol.asyncDispose]();
  await using back = await WireClient.open(address("long"), { sessionId: mine.sessionId });
  expect(countOf(back)).toBe("1");
}, 120_000);

test("a session that began with a cookie is worth nothing without it", async () => {
  const { url } = host.ready;
  const cookieOf = async (): Promise<string> => {
    const page = await fetch(`${url}/local/long/`);
    expect(page.headers.get("set-cookie")).toMatch(/HttpOnly; SameSite=Lax/);
    return page.headers.get("set-cookie")?.split(";")[0] ?? "";
  };
  const headers = { origin: url, cookie: await cookieOf() };
  const mine = await used("long", headers);
  await mine[Symbol.asyncDispose]();
  const thieves: Record<string, string>[] = [
    {},
    { origin: url },
    { origin: url, cookie: await cookieOf() },
    { origin: url, cookie: "flotilla_local_long=" },
  ];
  for (const stolen of thieves) {
    await using thief = await WireClient.open(address("long"), {
      sessionId: mine.sessionId,
      headers: stolen,
    });
    expect([thief.sessionId === mine.sessionId, countOf(thief)]).toEqual([false, "0"]);
  }
  await using back = await WireClient.open(address("long"), { sessionId: mine.sessionId, headers });
  expect([back.sessionId, countOf(back)]).toEqual([mine.sessionId, "1"]);
}, 120_000);

test("a second living client of a session gets one of its own", async () => {
  await using first = await used("long");
  const copies = await Promise.all(
    [1, 2, 3].map(() => WireClient.open(address("long"), { sessionId: first.sessionId })),
  );
  expect(new Set([first, ...copies].map(({ sessionId }) => sessionId)).size).toBe(4);
  expect(copies.map(countOf)).toEqual(["0", "0", "0"]);
  first.event({ c: "Button" }, "click");
  await until("the count", () => (countOf(first) === "2" ? true : undefined));
  for (const copy of copies) await copy[Symbol.asyncDispose]();
}, 120_000);

test("a session is taken over from a socket that was cut, and from one that no longer answers", async () => {
  const cut = await used("long");
  cut.socket.terminate();
  await using back = await WireClient.open(address("long"), { sessionId: cut.sessionId });
  expect([back.sessionId, countOf(back)]).toEqual([cut.sessionId, "1"]);

  await using cable = await Cable.open(host.ready.url);
  const silent = await WireClient.open(`${cable.url}/local/long/ws`);
  silent.event({ c: "Button" }, "click");
  await until("the count", () => (countOf(silent) === "1" ? true : undefined));
  cable.pull();
  await using again = await WireClient.open(address("long"), { sessionId: silent.sessionId });
  expect([again.sessionId, countOf(again)]).toEqual([silent.sessionId, "1"]);
  silent.socket.terminate();
}, 120_000);

test("a session whose time has passed is closed once, with the reason, and is gone", async () => {
  const client = await used("short");
  await client[Symbol.asyncDispose]();
  await until(
    "its end",
    async () =>
      ((await told("short", client.sessionId)).at(-1) ?? "").startsWith("close") || undefined,
  );
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await told("short", client.sessionId)).toEqual(["main", "disconnect", "close expired"]);
  await using late = await WireClient.open(address("short"), { sessionId: client.sessionId });
  expect([late.sessionId === client.sessionId, countOf(late)]).toEqual([false, "0"]);
}, 120_000);

test("forwarded addresses count only if a proxy that is trusted sent them", async () => {
  const headers = {
    "x-forwarded-for": "203.0.113.9, 198.51.100.7",
    forwarded: "for=192.0.2.1",
    "user-agent": "Forger",
  };
  await using trusted = await WireClient.open(address("long"), { headers });
  expect(trusted.find({ c: "Text" }).value).toBe("198.51.100.7 Forger");
  await using bad = await WireClient.open(address("long"), {
    headers: { ...headers, "x-forwarded-for": "<script>" },
  });
  expect(bad.find({ c: "Text" }).value).toBe("127.0.0.1 Forger");
});

/** A connection to the host that can be made to lose everything without a word, as a pulled cable does. */
class Cable implements AsyncDisposable {
  readonly #sockets: Socket[] = [];
  readonly #server: Server;
  #isPulled = false;

  private constructor(server: Server) {
    this.#server = server;
  }

  get url(): string {
    const address = this.#server.address();
    return `ws://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  }

  static async open(target: string): Promise<Cable> {
    const { hostname, port } = new URL(target);
    const cable = new Cable(
      createServer((near) => {
        const far = connect(Number(port), hostname);
        cable.#sockets.push(near, far);
        for (const [from, to] of [
          [near, far],
          [far, near],
        ] as const) {
          from.on("error", () => to.destroy());
          from.on("data", (bytes) => {
            if (!cable.#isPulled) to.write(bytes);
          });
          from.on("close", () => {
            if (!cable.#isPulled) to.destroy();
          });
        }
      }),
    );
    cable.#server.listen(0, "127.0.0.1");
    await once(cable.#server, "listening");
    return cable;
  }

  pull(): void {
    this.#isPulled = true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }
}
