import { expect, test } from "@jest/globals";
import { AlternatingProxy } from "../../services/gateway/src/testing/alternating-proxy.ts";
import { AppFolders } from "../support/app-folders.ts";
import { RunningCluster } from "../support/cluster.ts";
import { SocketIoWire } from "../support/socket-io-wire.ts";

const counter = `ft.run((page) => {
  const count = ft.Text("0");
  page.add(count, ft.Button("add", { onClick: () => { count.value = String(Number(count.value) + 1); } }));
});`;

test("two gateways behind a balancer that is not sticky serve polling clients as one", async () => {
  await using apps = await AppFolders.open();
  await using cluster = await RunningCluster.start(["--gateways", "2", "--workers", "1"]);
  const { code, stderr } = await cluster.command("deploy", await apps.write("counter", counter));
  expect([code, stderr]).toEqual([0, expect.anything()]);
  await using proxy = await AlternatingProxy.open(...cluster.ready.gateways.map(({ url }) => url));
  for (const transports of [["polling"], ["polling", "websocket"]]) {
    await using client = await SocketIoWire.open(`${proxy.url}/local/counter`, { transports });
    for (let i = 1; i <= 20; i++) {
      client.click();
      while (client.texts()[0] !== String(i)) await client.patched();
    }
    const { sessionId } = client;
    await client[Symbol.asyncDispose]();
    await using back = await SocketIoWire.open(`${proxy.url}/local/counter`, { sessionId });
    expect([back.sessionId, back.texts()[0]]).toEqual([sessionId, "20"]);
  }
  expect(Math.min(...proxy.counts)).toBeGreaterThan(10);
}, 240_000);
