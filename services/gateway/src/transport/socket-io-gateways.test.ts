import { createMemoryStore } from "@flotilla/store";
import { expect, test } from "@jest/globals";
import { AlternatingProxy } from "../testing/alternating-proxy.ts";
import { eventually, OpenGateway, type OpenOptions, token } from "../testing/open-gateway.ts";
import { RawPoller } from "../testing/raw-poller.ts";
import { SocketIoClient } from "../testing/socket-io-client.ts";
import { registerPacket } from "../testing/test-client.ts";

/** Two gateways in front of one app process. */
class Pair implements AsyncDisposable {
  readonly first: OpenGateway;
  readonly second: OpenGateway;

  private constructor(first: OpenGateway, second: OpenGateway) {
    this.first = first;
    this.second = second;
  }

  static async start(options: OpenOptions = {}): Promise<Pair> {
    const store = createMemoryStore();
    const first = await OpenGateway.start({ ...options, store });
    const second = await OpenGateway.start({ ...options, store, isCold: true });
    return new Pair(first, second);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.second[Symbol.asyncDispose]();
    await this.first[Symbol.asyncDispose]();
  }
}

test.each([
  ["polling", ["polling"]],
  ["polling that becomes WebSocket", ["polling", "websocket"]],
] as const)(
  "behind a balancer that is not sticky a client goes on: %s",
  async (_name, transports) => {
    await using pair = await Pair.start();
    await using proxy = await AlternatingProxy.open(
      pair.first.gateway.url,
      pair.second.gateway.url,
    );
    const url = `${proxy.url}/t/counter`;
    const clients = [1, 2, 3].map(() =>
      SocketIoClient.register(url, null, { transports: [...transports] }),
    );
    for (const opening of clients) {
      using client = await opening;
      for (let i = 1; i <= 10; i++) expect(await client.click()).toBe(i);
      await eventually(() => expect(client.transport).toBe(transports.at(-1)), 20_000);
      expect(await client.click()).toBe(11);
    }
    expect(Math.min(...proxy.counts)).toBeGreaterThan(5);
    expect(pair.first.app.sessions.size).toBe(3);
  },
);

test("a client that leaves a poll behind is gone at its own gateway too", async () => {
  await using pair = await Pair.start();
  const poller = await RawPoller.open(`${pair.first.gateway.url}/t/counter`);
  await poller.send(registerPacket());
  await poller.poll();
  const left = new AbortController();
  const polling = fetch(`${pair.second.gateway.url}/t/counter/socket.io/?${poller.query}`, {
    signal: left.signal,
    headers: { connection: "close" },
  });
  await new Promise((resolve) => setTimeout(resolve, 100)); // not before it is on its way
  left.abort();
  await expect(polling).rejects.toThrow();
  await eventually(() => expect(pair.first.app.journal.at(-1)).toMatch(/^detach .* lost$/), 20_000);
});

test("an identifier whose gateway is gone is unknown, one that does not answer is tried again", async () => {
  await using pair = await Pair.start();
  const poller = await RawPoller.open(`${pair.first.gateway.url}/t/counter`);
  const other = new RawPoller(`${pair.second.gateway.url}/t/counter`);
  expect((await other.request("POST", poller.query, "3")).status).toBe(200);
  const { id, internalUrl } = (await pair.first.store.nodes.list("gateway")).find(
    (node) => node.id === pair.first.gateway.id,
  ) ?? { id: "", internalUrl: "" };
  await pair.first.gateway.stop();
  const away = await other.request("POST", poller.query, "3");
  expect([away.status, away.headers.get("retry-after")]).toEqual([503, "1"]);
  expect(internalUrl).not.toBe("");
  expect((await pair.first.store.nodes.list("gateway")).map((node) => node.id)).not.toContain(id);
  const unknown = await other.request("POST", poller.query, "3");
  expect([unknown.status, JSON.parse(unknown.text).title]).toEqual([400, "Session ID unknown"]);
});

test("the internal port takes requests of gateways only, and only for clients that are here", async () => {
  await using pair = await Pair.start();
  const poller = await RawPoller.open(`${pair.first.gateway.url}/t/counter`);
  const ask = async (query: string, headers: Record<string, string>, app = "counter") => {
    const url = `${pair.first.gateway.internalUrl}/v1/socket.io/t/${app}?${query}`;
    return (
      await fetch(url, { headers: { connection: "close", ...headers }, method: "POST", body: "3" })
    ).status;
  };
  const authorization = `Bearer ${token}`;
  expect(await ask(poller.query, {})).toBe(401);
  expect(await ask(poller.query, { authorization: "Bearer wrong" })).toBe(401);
  expect(await ask(poller.query, { authorization }, "other")).toBe(400);
  expect(await ask("EIO=4&transport=polling", { authorization })).toBe(400);
  expect(await ask(poller.query, { authorization })).toBe(200);
});
