import { expect, test } from "@jest/globals";
import { AlternatingProxy } from "../../services/gateway/src/testing/alternating-proxy.ts";
import { AppFolders } from "../support/app-folders.ts";
import { RunningCluster } from "../support/cluster.ts";
import { SocketIoWire } from "../support/socket-io-wire.ts";
import { until } from "../support/until.ts";
import { WireClient } from "../support/wire-client.ts";

const eventsEach = 25;
const patienceMs = 120_000;

const counter = `ft.run((page) => {
  let count = 0;
  const shown = ft.Text(page.sessionId + " 0");
  page.add(shown, ft.Button("add", { onClick: () => { count += 1; shown.value = page.sessionId + " " + count; } }));
});`;

/** One visitor, by whichever transport. */
interface Visitor extends AsyncDisposable {
  readonly sessionId: string;
  click(): void;
  shown(): unknown;
}

async function byWebSocket(url: string): Promise<Visitor> {
  const client = await WireClient.open(`${url.replace("http", "ws")}/local/counter/ws`);
  return {
    sessionId: client.sessionId,
    click: () => client.event({ c: "Button" }, "click"),
    shown: () => client.find({ c: "Text" }).value,
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  };
}

async function byPolling(url: string): Promise<Visitor> {
  const client = await SocketIoWire.open(`${url}/local/counter`, { transports: ["polling"] });
  return {
    sessionId: client.sessionId,
    click: () => client.click(),
    shown: () => client.texts()[0],
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  };
}

/** Clicks again and again, each time when the last one shows; what it shows is its own session's, and no click is missing or twice. */
async function use(visitor: Visitor): Promise<void> {
  for (let n = 1; n <= eventsEach; n++) {
    visitor.click();
    const wanted = `${visitor.sessionId} ${n}`;
    await until(wanted, () => visitor.shown() === wanted || undefined, patienceMs);
  }
}

test("200 clients behind a splitter that sends every connection to another gateway: 5,000 events, none misrouted", async () => {
  await using apps = await AppFolders.open();
  await using cluster = await RunningCluster.start(["--gateways", "2", "--workers", "2"]);
  const { code, stderr } = await cluster.command("deploy", await apps.write("counter", counter));
  expect([code, stderr]).toEqual([0, expect.anything()]);
  await using splitter = await AlternatingProxy.open(
    ...cluster.ready.gateways.map(({ url }) => url),
  );
  await using visitors = new AsyncDisposableStack();
  const all: Visitor[] = [];
  for (let batch = 0; batch < 10; batch++) {
    const came = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? byWebSocket : byPolling)(splitter.url)),
    );
    for (const visitor of came) all.push(visitors.use(visitor));
  }
  expect(new Set(all.map(({ sessionId }) => sessionId)).size).toBe(200);
  await Promise.all(all.map(use));
  expect(all.map((visitor) => visitor.shown())).toEqual(
    all.map(({ sessionId }) => `${sessionId} ${eventsEach}`),
  );
  const [one = 0, other = 0] = splitter.counts;
  expect(Math.abs(one - other)).toBeLessThanOrEqual(1);
  expect(one + other).toBeGreaterThan(5_000 / 2); // each poll and each post is a connection of its own
}, 580_000);
