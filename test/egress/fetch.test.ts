import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { AppFolders } from "../support/app-folders.ts";
import { ServedHost } from "../support/served-host.ts";
import { WireClient } from "../support/wire-client.ts";
import { hasBubblewrap, isRoot } from "../worker/world.ts";

/** Fetches what it is told to and shows what came of it. */
const program = `
function main(page: ft.Page) {
  const out = ft.Text("");
  const input = ft.TextField();
  const go = async () => {
    const { n, url, init } = JSON.parse(input.value ?? "");
    try {
      if (init.thread) {
        const module = new URL("./thread.ts", import.meta.url);
        out.value = JSON.stringify({ n, ...await page.runThread(module, url) });
        return;
      }
      const response = await fetch(url, init);
      const text = await response.text();
      out.value = JSON.stringify({ n, status: response.status, url: response.url, length: text.length, text: text.slice(0, 100) });
    } catch (error) {
      out.value = JSON.stringify({ n, error: error.message, code: error.cause?.code });
    }
  };
  page.add(out, input, ft.Button("go", { onClick: go }));
}
ft.run(main);
`;

/** The same on a thread. */
const thread = `
export async function run(url) {
  try {
    const [one, two] = await Promise.all([fetch(url), fetch(url)]);
    return { status: one.status, length: (await two.text()).length };
  } catch (error) {
    return { error: error.message, code: error.cause?.code };
  }
}
`;

const settings = '{ "typecheck": "off" }';
const tiers = hasBubblewrap && isRoot ? (["full", "jail", "landlock"] as const) : [];

let open: Server;
let closed: Server;
const reached: string[] = [];

beforeAll(async () => {
  [open, closed] = await Promise.all([listen(), listen()]);
});

afterAll(async () => {
  for (const server of [open, closed]) {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  }
});

async function listen(): Promise<Server> {
  const server = createServer((request, response) => {
    reached.push(`${portOf(server)}${request.url}`);
    if (request.url === "/away") {
      response.writeHead(302, { location: `http://127.0.0.1:${portOf(closed)}/` }).end();
    } else if (request.url === "/big") {
      response.end("x".repeat(2 * 2 ** 20));
    } else {
      response.setHeader("x-method", request.method ?? "");
      request.pipe(response);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** A host of one tier with the fetching app, and a session of it. */
class World implements AsyncDisposable {
  readonly #host: ServedHost;
  readonly #folders: AppFolders;
  readonly #client: WireClient;
  readonly tier: string;
  #n = 0;

  private constructor(host: ServedHost, folders: AppFolders, client: WireClient) {
    this.#host = host;
    this.#folders = folders;
    this.#client = client;
    this.tier = host.ready.tier;
  }

  static async open(tier: string, more: Record<string, unknown> = {}): Promise<World> {
    const args = ["--no-samples", "--max-tier", tier, "--min-tier", tier];
    const host = await ServedHost.start(args, {
      FLOTILLA_WORKER_EGRESS_ALLOW: `127.0.0.1:${portOf(open)}`,
    });
    const folders = await AppFolders.open();
    const text = JSON.stringify({ ...JSON.parse(settings), ...more });
    const main = `import * as ft from "@flotilla/sdk";\n${program}`;
    const folder = await folders.write("fetching", {
      "main.ts": main,
      "thread.ts": thread,
      "flotilla.json": text,
    });
    const { code, stderr } = await host.command("deploy", folder, "--json");
    if (code !== 0) throw new Error(`not deployed: ${stderr}`);
    const client = await WireClient.open(host.socketUrl("local", "fetching"), { quietMs: 50 });
    return new World(host, folders, client);
  }

  async fetch(url: string, init: object = {}): Promise<Record<string, unknown>> {
    this.#n += 1;
    this.#client.update({ c: "TextField" }, { value: JSON.stringify({ n: this.#n, url, init }) });
    this.#client.event({ c: "Button", content: "go" }, "click");
    const end = performance.now() + 20_000;
    for (;;) {
      await this.#client.settle();
      const shown = String(this.#client.find({ c: "Text" }).value ?? "");
      const { n, ...answer } = shown === "" ? { n: 0 } : JSON.parse(shown);
      if (n === this.#n) return answer;
      if (performance.now() > end) throw new Error(`no answer: ${shown}`);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client[Symbol.asyncDispose]();
    await this.#host[Symbol.asyncDispose]();
    await this.#folders[Symbol.asyncDispose]();
  }
}

const refused = (text: string): object => ({
  code: "EGRESS_REFUSED",
  error: expect.stringContaining(text),
});

describe.each(tiers)("in the tier %s", (tier) => {
  test("fetch reaches what is allowed, by way of the worker, and nothing else of this machine", async () => {
    await using world = await World.open(tier);
    expect(world.tier).toBe(tier);
    const base = `http://127.0.0.1:${portOf(open)}`;
    expect(await world.fetch(`${base}/echo`, { method: "POST", body: "héllo" })).toEqual({
      status: 200,
      url: `${base}/echo`,
      length: 5,
      text: "héllo",
    });
    reached.length = 0;
    const away = await world.fetch(`${base}/away`);
    expect(away).toMatchObject(refused("expected an https URL"));
    expect(reached).toEqual([`${portOf(open)}/away`]);
    expect(await world.fetch(`${base}/away`, { redirect: "manual" })).toMatchObject({
      status: 302,
    });
    reached.length = 0;
    for (const [url, text] of [
      [`http://127.0.0.1:${portOf(closed)}/`, "expected an https URL"],
      [`https://127.0.0.1:${portOf(closed)}/`, "private or local"],
      [`https://localhost:${portOf(closed)}/`, "localhost"],
      [`https://[::1]:${portOf(closed)}/`, "private or local"],
      ["http://169.254.169.254/latest/meta-data/", "expected an https URL"],
      ["https://169.254.169.254/latest/meta-data/", "private or local"],
      ["https://10.0.0.1/", "private or local"],
      ["https://[::ffff:127.0.0.1]/", "private or local"],
    ] as const) {
      const answer = await world.fetch(url);
      expect([url, answer]).toEqual([
        url,
        expect.objectContaining({ error: expect.stringContaining(text) }),
      ]);
    }
    expect(reached).toEqual([]);
    expect(await world.fetch(`${base}/big`)).toMatchObject({ code: "PAYLOAD_TOO_LARGE" });
    expect(await world.fetch(`${base}/thread`, { thread: true })).toEqual({
      status: 200,
      length: 0,
    });
    expect(await world.fetch("https://10.0.0.1/", { thread: true })).toMatchObject(
      refused("private or local"),
    );
    expect(await world.fetch("nothing")).toMatchObject({ error: expect.stringContaining("URL") });
    expect(await world.fetch(`${base}/still`)).toMatchObject({ status: 200 });
  }, 240_000);
});

(tiers.length > 0 ? test : test.skip)(
  "an app whose settings name other hosts reaches not even what is allowed",
  async () => {
    await using world = await World.open("jail", { egress: ["api.example.com"] });
    expect(await world.fetch(`http://127.0.0.1:${portOf(open)}/`)).toMatchObject(refused("egress"));
  },
  240_000,
);

test("without a jail fetch stays what Node has", async () => {
  await using world = await World.open("none");
  const url = `http://127.0.0.1:${portOf(closed)}/own`;
  expect(await world.fetch(url)).toMatchObject({ status: 200, url });
}, 240_000);
