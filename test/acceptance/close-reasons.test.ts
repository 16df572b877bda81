import { expect, test } from "@jest/globals";
import { EmbeddedHost } from "../support/embedded-host.ts";
import { until } from "../support/until.ts";
import { WireClient } from "../support/wire-client.ts";

const patienceMs = 20_000;

const app = `ft.run((page) => {
  page.onDisconnect = (e) => console.log("disconnect", e.data);
  page.onClose = (e) => console.log("close", e.data);
  page.add(
    ft.Button("done", { onClick: () => page.close() }),
    ft.Button("log out", { onClick: () => page.close("user") }),
  );
});`;

test("an app hears once who ended a session: itself, its user, time or the host", async () => {
  const heard: string[] = [];
  const hear = (line: string): void => {
    const said = /(?:close|disconnect) \w+$/.exec(line)?.[0];
    if (said !== undefined) heard.push(said);
  };
  {
    await using host = await EmbeddedHost.start();
    await host.deploy("life", app);
    await host.deploy("short", app, { session: { ttl: "1s" } });
    await host.logs("life", hear);
    await host.logs("short", hear);
    const open = (name: string) => WireClient.open(host.url(name));
    const next = async (...wanted: readonly string[]): Promise<void> => {
      await until(wanted.join(), () => heard.length >= wanted.length || undefined, patienceMs);
      expect(heard.splice(0)).toEqual(wanted);
    };

    await using own = await open("life");
    own.event({ c: "Button" }, "click");
    await next("close app");
    await using leaving = await open("life");
    leaving.event({ c: "Button", n: 1 }, "click");
    await next("close user");
    const left = await open("short");
    left.socket.close(1001);
    await next("disconnect closed", "close expired");
    const lost = await open("short");
    lost.socket.terminate();
    await next("disconnect lost", "close expired");
    await using staying = await open("life");
    expect(staying.sessionId).not.toBe("");
  }
  expect(heard.filter((line) => line.startsWith("close"))).toEqual(["close host"]);
}, 120_000);
