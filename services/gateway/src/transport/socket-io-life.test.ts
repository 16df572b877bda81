import { expect, test } from "@jest/globals";
import { eventually, OpenGateway } from "../testing/open-gateway.ts";
import { RawPoller } from "../testing/raw-poller.ts";
import { SocketIoClient } from "../testing/socket-io-client.ts";
import { eventPacket, registerPacket, TestClient } from "../testing/test-client.ts";

const mebibyte = 1024 * 1024;
const base = (opened: OpenGateway): string => `${opened.gateway.url}/t/counter`;
const both = ["polling", "websocket"];

/** A polling client that has registered and does not come back for more. */
async function silentPoller(opened: OpenGateway): Promise<{ poller: RawPoller; id: string }> {
  const poller = await RawPoller.open(base(opened));
  await poller.send(registerPacket());
  await poller.poll();
  const [id = ""] = [...opened.app.sessions.keys()].slice(-1);
  return { poller, id };
}

test.each(both)("the app's end of a session is told with its code by %s", async (transport) => {
  await using opened = await OpenGateway.start();
  for (const [data, code] of [
    [null, 1000],
    [4404, 4404],
  ] as const) {
    using client = await SocketIoClient.register(base(opened), null, { transports: [transport] });
    client.event("end", data);
    expect(await client.closed).toEqual({ code, reason: "the session has ended" });
  }
});

test("a leaving gateway closes its clients with 4503 and takes no new ones", async () => {
  await using opened = await OpenGateway.start({ config: { drainMs: 300 } });
  const clients = await Promise.all(
    [...both, ...both].map((transport) =>
      SocketIoClient.register(base(opened), null, { transports: [transport] }),
    ),
  );
  const drained = opened.gateway.drain();
  const refused = await new RawPoller(base(opened)).request("GET", "EIO=4&transport=polling");
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "1"]);
  const codes = await Promise.all(clients.map(async (client) => (await client.closed).code));
  expect(codes).toEqual([4503, 4503, 4503, 4503]);
  await drained;
  expect(await opened.store.sessions.count({ state: "detached" })).toBe(4);
});

test("a gateway that stops has let go of all its clients", async () => {
  await using opened = await OpenGateway.start();
  const silent = await silentPoller(opened);
  const clients = await Promise.all(
    both.map((transport) =>
      SocketIoClient.register(base(opened), null, { transports: [transport] }),
    ),
  );
  await opened.gateway.stop();
  const codes = await Promise.all(clients.map(async (client) => (await client.closed).code));
  // A polling client hears it if one of its polls is open at that moment.
  expect([
    [4503, 4503],
    [0, 4503],
  ]).toContainEqual(codes);
  await expect(silent.poller.poll()).rejects.toThrow();
  expect(opened.app.linkCount).toBe(0);
});

test.each(both)(
  "a living client by %s keeps its session, the newcomer gets its own",
  async (transport) => {
    await using opened = await OpenGateway.start();
    using client = await SocketIoClient.register(base(opened), null, { transports: [transport] });
    using other = await TestClient.register(opened.ws, client.sessionId);
    expect(other.sessionId).not.toBe(client.sessionId);
    expect(await client.click()).toBe(1);
  },
);

test("a polling client that does not come back is taken over after a probe", async () => {
  await using opened = await OpenGateway.start();
  const { poller, id } = await silentPoller(opened);
  using other = await TestClient.register(opened.ws, id);
  expect(other.sessionId).toBe(id);
  await eventually(async () => expect((await poller.post("3")).status).toBe(400), 20_000);
  expect(await other.click()).toBe(1);
});

test("a polling client that does not come back is gone after a ping without an answer", async () => {
  await using opened = await OpenGateway.start({ limits: { pingMs: 200, pongMs: 200 } });
  const { id } = await silentPoller(opened);
  await eventually(() => expect(opened.app.journal).toContain(`detach ${id} lost`), 20_000);
  using living = await SocketIoClient.register(base(opened));
  await new Promise((resolve) => setTimeout(resolve, 1_500)); // several pings
  expect(await living.click()).toBe(1);
});

test.each(both)(
  "what a client by %s takes slowly holds its app back and arrives whole",
  async (transport) => {
    await using opened = await OpenGateway.start();
    using client = await SocketIoClient.register(base(opened), null, { transports: [transport] });
    for (let i = 0; i < 10; i++) client.event("big", 2 * mebibyte);
    for (let i = 0; i < 10; i++) {
      const [, body] = await client.next();
      const [, set] = body.patch as [unknown, [number, number, string, Uint8Array]];
      expect(set[3].length).toBe(2 * mebibyte);
      expect(set[3][2 * mebibyte - 1]).toBe((2 * mebibyte - 1) % 251);
    }
    expect(await client.click()).toBe(1);
  },
);

test("a polling client that takes nothing of what waits is cut off, the session stays", async () => {
  await using opened = await OpenGateway.start({ limits: { writeStallMs: 500 } });
  const { poller, id } = await silentPoller(opened);
  await poller.send(eventPacket("big", 4 * mebibyte));
  await eventually(() => expect(opened.app.journal).toContain(`detach ${id} limit`), 20_000);
  using back = await TestClient.register(opened.ws, id);
  expect(back.sessionId).toBe(id);
});

test("more than the send buffer cuts a polling client off at once", async () => {
  await using opened = await OpenGateway.start({ limits: { sendBufferBytes: mebibyte } });
  const { poller, id } = await silentPoller(opened);
  await poller.send(eventPacket("big", 4 * mebibyte));
  await eventually(() => expect(opened.app.journal).toContain(`detach ${id} limit`), 20_000);
});

test("several packets of one turn come in one poll", async () => {
  await using opened = await OpenGateway.start();
  const { poller, id } = await silentPoller(opened);
  const polling = poller.poll();
  const session = opened.app.sessions.get(id);
  if (session === undefined) throw new Error("no session");
  for (const n of [1, 2, 3]) opened.app.send(session, new Uint8Array([0, n]));
  const { text } = await polling;
  expect(text.split("\u001e").filter((packet) => packet.startsWith("b"))).toEqual(
    [1, 2, 3].map((n) => `b${Buffer.from([0, n]).toString("base64")}`),
  );
});
