import { expect, test } from "@jest/globals";
import { countingApp, RoamingVisitor } from "../support/roaming-visitor.ts";
import { startCluster } from "../support/start-cluster.ts";
import { until } from "../support/until.ts";
import { WireClient } from "../support/wire-client.ts";

const patienceMs = 40_000;

const counter = `
const Counter = ft.component(() => {
  const [count, setCount] = ft.useState(0);
  return ft.Column([ft.Text(String(count)), ft.Button("add", { onClick: () => setCount((before) => before + 1) })]);
}, "Counter");
ft.run((page) => page.render(Counter));`;

test("[FM-10] a gateway parted from a worker tells its clients, and goes on without a gap when the way is whole", async () => {
  await using cluster = await startCluster({ gateways: 1, workers: 1 });
  await cluster.deploy("counter", counter);
  await using client = await WireClient.open(cluster.socketUrl("counter", "g1"), {
    isNumbering: true,
  });
  const shows = (count: number) =>
    until(
      `${count} clicks`,
      () => client.find({ c: "Text" }).value === String(count) || undefined,
      patienceMs,
    );
  const told = (type: string) =>
    until(
      type,
      () => client.notices.some((notice) => notice.type === type) || undefined,
      patienceMs,
    );
  client.event({ c: "Button" }, "click");
  await shows(1);
  const undos = cluster.ways.matching(/^g1>w1$/).map((way) => way.add({ type: "partition" }));
  expect(undos).toHaveLength(1);
  for (let n = 0; n < 5; n++) client.event({ c: "Button" }, "click");
  await told("not_responding");
  expect(client.find({ c: "Text" }).value).toBe("1");
  for (const undo of undos) undo();
  await shows(6);
  await told("responding");
  expect(client.replies).toBe(1); // the page was never replaced
}, 90_000);

test("[FM-10] a way that carries nothing though the worker is well is given up, and no click is lost", async () => {
  await using cluster = await startCluster({ gateways: 1, workers: 1 });
  await cluster.deploy("counter", countingApp);
  await using visitor = new RoamingVisitor([cluster.socketUrl("counter", "g1")], 0);
  await visitor.open();
  await visitor.click();
  const ways = cluster.ways.matching(/^g1>w1$/);
  expect(ways.map(({ size }) => size > 0)).toEqual([true]);
  const [serving] = await cluster.node("w1").appPids();
  for (const way of ways) way.stall();
  for (let n = 0; n < 3; n++) await visitor.click();
  expect([visitor.seen, visitor.errors]).toEqual(["4 0", []]);
  expect(visitor.closes).toContain(4503); // it came back to its session
  expect(await cluster.node("w1").appPids()).toContain(serving); // which was where it had been
}, 90_000);
