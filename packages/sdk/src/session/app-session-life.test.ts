import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "@jest/globals";
import { nodeKey } from "../core/tree-node.ts";
import * as ft from "../index.ts";
import { decodeMessagePayload } from "../pubsub/pubsub-client.ts";
import { PubSubHub } from "../pubsub/pubsub-hub.ts";
import { texts, turn } from "./testing/app-session-texts.ts";
import { TestClient } from "./testing/test-client.ts";

test("while nobody is attached changes are kept for the reply to the next client", async () => {
  const log = ft.Text("start");
  const client = await new TestClient((page) => {
    page.onDisconnect = (e) => {
      log.value += ` ${e.data}`;
    };
    page.onConnect = () => {
      log.value += " again";
    };
    page.add(log);
  }).open();
  await client.session.detach("lost");
  await client.session.detach("lost");
  client.take();
  log.value += " offline";
  log.update();
  expect(client.take()).toEqual([]);
  await client.attach({ route: "/b" });
  const [reply, ...patches] = client.take();
  expect(JSON.stringify(reply)).toContain('"start lost offline"');
  expect(patches).toHaveLength(1);
  expect(texts(client)).toEqual(["start lost offline again"]);
  expect(client.session.page.route).toBe("/b");
});

test("close runs onClose once and fails what waits for the client", async () => {
  const closed: unknown[] = [];
  const field = ft.TextField();
  const client = await new TestClient((page) => {
    page.onClose = (e) => {
      closed.push(e.data);
    };
    page.add(field);
  }).open();
  const waiting = field.focus();
  await client.session.close("expired");
  await client.session.close("expired");
  await expect(waiting).rejects.toThrow("Session closed");
  expect(closed).toEqual(["expired"]);
});

test("an app ends its session: the client's connection ends after onClose", async () => {
  const client = await new TestClient((page) => page.close("done")).open();
  await turn();
  expect(client.ended).toEqual(["done"]);
});

test("a refused update leaves the property, an unknown one is skipped", async () => {
  const client = await new TestClient(() => {}).open({ platform_brightness: "light" });
  client.update(1, { platform_brightness: "fuchsia", nonsense: 1 });
  client.update(999, { value: "x" });
  expect(client.session.page.platformBrightness).toBe("light");
  client.update(1, { platform_brightness: "dark", width: 640 });
  expect(client.session.page.platformBrightness).toBe("dark");
  expect(client.session.page.width).toBe(640);
});

test("a service is released after its collection, one with handlers stays", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const nothing = ft.Button("x", { onClick: () => {} });
  const client = await new TestClient((page) => {
    ft.Clipboard();
    ft.ShakeDetector({ onShake: () => {} });
    page.add(nothing);
  }).open();
  const services = () =>
    (client.page._services as { _services: { _c: string }[] })._services.map(({ _c }) => _c);
  expect(services()).toEqual(["Clipboard", "ShakeDetector"]);
  await turn();
  collect();
  client.event(nothing.controlId, "click");
  expect(services()).toEqual(["ShakeDetector"]);
});

test("messages reach all, others, or a topic's subscribers, and the other processes", async () => {
  const hub = new PubSubHub();
  const published: unknown[] = [];
  const logs = new Map<string, unknown[]>();
  const open = (id: string) =>
    new TestClient(
      (page) => {
        const log: unknown[] = [];
        logs.set(id, log);
        page.pubsub.subscribe((message: unknown) => log.push(message));
        page.pubsub.subscribeTopic("news", (topic, message: unknown) => log.push([topic, message]));
      },
      {
        hub,
        id,
        publish: (topic, payload, from) =>
          published.push([topic, decodeMessagePayload(payload), from]),
      },
    ).open();
  const [a, b] = [await open("a"), await open("b")];
  a.session.pubsub.sendAll("hi");
  a.session.pubsub.sendOthers(new Map([["k", 1]]));
  b.session.pubsub.sendAllOnTopic("news", 3);
  b.session.pubsub.unsubscribeTopic("news");
  a.session.pubsub.sendAllOnTopic("news", 4);
  expect(logs.get("a")).toEqual(["hi", ["news", 3], ["news", 4]]);
  expect(logs.get("b")).toEqual(["hi", new Map([["k", 1]]), ["news", 3]]);
  expect(published).toEqual([
    [null, "hi", "a"],
    [null, new Map([["k", 1]]), "a"],
    ["news", 3, "b"],
    ["news", 4, "a"],
  ]);
  expect(() => a.session.pubsub.sendAll(() => {})).toThrow();
  await b.session.close("expired");
  a.session.pubsub.sendOthers("gone");
  expect(logs.get("b")).toHaveLength(3);
});

test("tasks and threads run in their session and end with it", async () => {
  const progress: unknown[] = [];
  let aborted = false;
  const client = await new TestClient(() => {}, {
    threads: {
      async start(module, input, { signal, onProgress }) {
        onProgress(`${module.pathname} ${input}`);
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        aborted = true;
      },
    },
  }).open();
  const { page } = client.session;
  expect(await page.runTask(async (n: number) => ft.context.page === page && n, 7)).toBe(7);
  const work: Promise<number> = page.runThread<number, string>(new URL("file:///work.ts"), 5, {
    onProgress: (value) => progress.push(value),
  });
  await client.session.close("expired");
  await work;
  expect([progress, aborted]).toEqual([["/work.ts 5"], true]);
  await expect(page.runTask(() => Promise.reject(new Error("late")))).rejects.toThrow("late");
  expect(client.crashes).toEqual([]);
});

test("an error of a task that its caller catches is not shown", async () => {
  const client = await new TestClient(() => {}).open();
  const task = client.session.page.runTask(() => Promise.reject(new Error("expected")));
  await expect(task).rejects.toThrow("expected");
  expect(client.crashes).toEqual([]);
});

test("automatic updates can be switched off for a handler or an app", async () => {
  const value = ft.Text("0");
  const button = ft.Button("x", {
    onClick: () => {
      ft.context.disableAutoUpdate();
      value.value = "1";
    },
  });
  const client = await new TestClient((page) => page.add(value, button)).open();
  client.take();
  client.event(button.controlId, "click");
  expect(client.take()).toEqual([]);
  const silent = await new TestClient((page) => page.controls.push(ft.Text("x")), {
    options: { autoUpdate: false },
  }).open();
  expect(silent.take().map(([action]) => action)).toEqual([1]);
  expect(() => ft.context.page).toThrow("only while");
});

test("a streaming app waits while its tab is hidden", async () => {
  const client = await new TestClient(() => {}).open();
  const { page } = client.session;
  client.event(1, "app_lifecycle_state_change", { state: "hide" });
  expect(page.appVisible).toBe(false);
  let isShown = false;
  const shown = page.waitUntilVisible().then(() => {
    isShown = true;
  });
  await turn();
  expect(isShown).toBe(false);
  client.event(1, "app_lifecycle_state_change", { state: "resume" });
  await shown;
  await page.waitUntilVisible();
});

test("a value with a function inside is refused where it is sent", async () => {
  const client = await new TestClient((page) => {
    page.add(ft.Text("x", { data: () => {} })); // never sent
    page.add(ft.Text((() => {}) as unknown as string));
  }).open();
  expect(String(client.crashes[0])).toContain("only handlers may be functions");
});

test("a value object that many sessions share keeps none of them", async () => {
  const shared = ft.TextStyle({ size: 10 });
  const open = () =>
    new TestClient((page) => {
      page.add(ft.Text("a", { style: shared }), ft.Text("b", { style: shared }));
      page.controls.pop();
      page.update();
    }).open();
  const [first, second] = [await open(), await open()];
  expect(shared[nodeKey].otherParents?.size).toBe(1);
  await first.session.close("expired");
  await second.session.close("expired");
  expect([shared[nodeKey].parent, shared[nodeKey].otherParents]).toEqual([null, null]);
});

test("after a failure in the middle of an update the next one brings the client up to date", async () => {
  const mounts: string[] = [];
  class Watched extends ft.Column {
    override didMount(): void {
      mounts.push("+");
    }
    override willUnmount(): void {
      mounts.push("-");
    }
  }
  const [first, bad] = [ft.Text("first"), ft.Text((() => {}) as unknown as string)];
  const button = ft.Button("x", {
    onClick: () => {
      bad.value = "good";
    },
  });
  const client = await new TestClient((page) => {
    page.add(button, first);
    first.value = "changed";
    page.add(new Watched(), bad);
  }).open();
  expect(client.crashes).toHaveLength(1);
  client.event(button.controlId, "click");
  expect(texts(client)).toEqual(["changed", "good"]);
  expect(mounts).toEqual(["+"]);
  client.take();
  client.event(button.controlId, "click");
  client.session.page.controls.pop();
  client.session.page.update();
  expect(client.take()).toHaveLength(1);
  expect(texts(client)).toEqual(["changed"]);
});
