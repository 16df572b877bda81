import { hashSessionId } from "@flotilla/service-kit";
import { expect, test } from "@jest/globals";
import { AppFolders } from "../support/app-folders.ts";
import { RunningCluster } from "../support/cluster.ts";
import { EmbeddedHost } from "../support/embedded-host.ts";
import { type ReceivedSpan, TraceReceiver } from "../support/trace-receiver.ts";
import { until } from "../support/until.ts";
import { WireClient } from "../support/wire-client.ts";

const counter = `ft.run((page) => {
  const store = page.session.store;
  const count = ft.Text(String(store.get("count") ?? 0));
  page.add(count, ft.Button("add", { onClick: () => {
    store.set("count", (store.get("count") ?? 0) + 1);
    count.value = String(store.get("count"));
  } }));
});`;

/** The parts of one click's trace, each a child of the one before. */
async function traceOfClick(
  receiver: TraceReceiver,
  client: WireClient,
  names: readonly string[],
): Promise<readonly ReceivedSpan[]> {
  client.event({ c: "Button" }, "click");
  await until("the count", () => client.find({ c: "Text" }).value === "1");
  return await until("the spans of a click", () => {
    const spans: ReceivedSpan[] = [];
    for (const name of names) {
      const span = receiver.child(name, spans.at(-1));
      if (span === undefined) return undefined;
      spans.push(span);
    }
    return spans;
  });
}

function expectOneTrace(spans: readonly ReceivedSpan[], client: WireClient, app: string): void {
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
  expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
  for (const { attributes } of spans) {
    expect(attributes).toMatchObject({ "flotilla.team": "local", "flotilla.app": app });
  }
  const [click, ...inner] = spans;
  expect(click?.attributes["flotilla.session"]).toBe(hashSessionId(client.sessionId));
  const took = [click, ...inner.slice(0, -1)].map((span) => span?.tookMs ?? Number.NaN);
  expect(took).toEqual(took.toSorted((a, b) => b - a));
}

test("a click through the embedded host is one trace: gateway, link, app process, store", async () => {
  await using receiver = await TraceReceiver.open();
  await using world = await EmbeddedHost.start({
    FLOTILLA_OTEL_ENDPOINT: receiver.endpoint,
    FLOTILLA_OTEL_RATIO: "1",
  });
  await world.deploy("traced", counter);
  await using client = await WireClient.open(world.url("traced"), { isNumbering: true });
  const names = ["click", "link to the app", "app", "checkpoint"];
  const spans = await traceOfClick(receiver, client, names);
  expectOneTrace(spans, client, "traced");
  expect(spans.map(({ service }) => service)).toEqual([
    "flotilla-host",
    "flotilla-host",
    "flotilla-app",
    "flotilla-host",
  ]);
  expect(spans[1]?.attributes["flotilla.route"]).toBe("near");
  expect(receiver.bodies.join("")).not.toContain(client.sessionId);
}, 120_000);

test("a click through a cluster is one trace across its processes, relayed by the worker", async () => {
  await using receiver = await TraceReceiver.open();
  await using apps = await AppFolders.open();
  await using cluster = await RunningCluster.start([], {
    FLOTILLA_OTEL_ENDPOINT: receiver.endpoint,
    FLOTILLA_OTEL_RATIO: "1",
    // As if they were machines of their own: every link goes through a worker.
    FLOTILLA_GATEWAY_MACHINE: "one",
    FLOTILLA_WORKER_MACHINE: "two",
  });
  const { code, stderr } = await cluster.command("deploy", await apps.write("traced", counter));
  expect([code, code === 0 ? "" : stderr]).toEqual([0, ""]);
  await using client = await WireClient.open(cluster.socketUrl("traced"), { isNumbering: true });
  const names = ["click", "link to the app", "relay", "app", "checkpoint"];
  const spans = await traceOfClick(receiver, client, names);
  expectOneTrace(spans, client, "traced");
  expect(spans.map(({ service }) => service)).toEqual([
    "flotilla-gateway",
    "flotilla-gateway",
    "flotilla-worker",
    "flotilla-app",
    "flotilla-worker",
  ]);
  expect(spans[1]?.attributes["flotilla.route"]).toBe("far");
}, 180_000);

test("without an endpoint no span is made, and with a ratio of 0 none is sent", async () => {
  await using receiver = await TraceReceiver.open();
  await using world = await EmbeddedHost.start({
    FLOTILLA_OTEL_ENDPOINT: receiver.endpoint,
    FLOTILLA_OTEL_RATIO: "0",
  });
  await world.deploy("untraced", counter);
  {
    await using client = await WireClient.open(world.url("untraced"), { isNumbering: true });
    client.event({ c: "Button" }, "click");
    await until("the count", () => client.find({ c: "Text" }).value === "1");
  }
  await world[Symbol.asyncDispose]();
  expect(receiver.spans).toEqual([]);
}, 120_000);

test("a collector that is away costs nothing but its spans", async () => {
  await using world = await EmbeddedHost.start({
    FLOTILLA_OTEL_ENDPOINT: "http://127.0.0.1:9",
    FLOTILLA_OTEL_RATIO: "1",
  });
  await world.deploy("traced", counter);
  await using client = await WireClient.open(world.url("traced"), { isNumbering: true });
  for (let i = 1; i <= 20; i++) {
    client.event({ c: "Button" }, "click");
    await until("the count", () => client.find({ c: "Text" }).value === String(i));
  }
}, 120_000);
