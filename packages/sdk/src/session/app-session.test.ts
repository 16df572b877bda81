import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "@jest/globals";
import { nodeKey } from "../core/tree-node.ts";
import * as ft from "../index.ts";
import { decodeMessagePayload } from "../pubsub/pubsub-client.ts";
import { PubSubHub } from "../pubsub/pubsub-hub.ts";
import { TestClient } from "./testing/test-client.ts";

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** The texts of the first view, as the client has them. */
function texts(client: TestClient): unknown[] {
  const [view] = client.page.views as { controls?: { value?: string; _c: string }[] }[];
  return (view?.controls ?? []).filter(({ _c }) => _c === "Text").map(({ value }) => value ?? "");
}

test("a click changes a text: one patch from the page down, after the handler", async () => {
  const value = ft.Text("0");
  const more = ft.Button("+", {
    onClick: () => {
      value.value = String(Number(value.value) + 1);
    },
  });
  const client = await new TestClient((page) => page.add(value, more)).open();
  expect(client.take().map(([action]) => action)).toEqual([1, 2]);
  client.event(more.controlId, "click");
  const path = [0, { views: [1, new Map([[0, [2, { controls: [3, new Map([[0, [4]]])] }]]])] }];
  expect(client.take()).toEqual([[2, { id: 1, patch: [path, [0, 4, "value", "1"]] }]]);
});

test("what a handler sends itself is not sent again", async () => {
  const a = ft.Text("a");
  const button = ft.Button("x", {
    onClick: () => {
      a.value = "b";
      a.update();
      a.value = "c";
    },
  });
  const client = await new TestClient((page) => page.add(a, button)).open();
  client.take();
  client.event(button.controlId, "click");
  expect(client.take()).toEqual([[2, { id: a.controlId, patch: [[0], [0, 0, "value", "b"]] }]]);
});

test("a value object in two controls changes both", async () => {
  const style = ft.TextStyle({ size: 10 });
  const [a, b] = [ft.Text("a", { style }), ft.Text("b", { style })];
  const client = await new TestClient((page) => {
    page.add(a, b);
    style.size = 20;
    page.update();
  }).open();
  const [view] = client.page.views as { controls: { style: unknown }[] }[];
  expect(view?.controls.map((text) => text.style)).toEqual([{ size: 20 }, { size: 20 }]);
});

test("an author's beforeUpdate runs before every update that includes the control", async () => {
  let now = 1;
  class Clock extends ft.Text {
    override beforeUpdate(): void {
      this.value = `at ${now}`;
    }
  }
  const client = await new TestClient((page) => {
    page.add(new Clock());
    now = 2;
    page.update();
  }).open();
  expect(texts(client)).toEqual(["at 2"]);
});

test("an event that breaks its declared form crashes the session, which goes on", async () => {
  const log = ft.Text("");
  const client = await new TestClient((page) => {
    page.onAppLifecycleStateChange = (e) => {
      log.value = e.state;
    };
    page.add(log);
  }).open();
  client.take();
  client.event(1, "app_lifecycle_state_change", { state: "nonsense" });
  expect(client.take().map(([action]) => action)).toEqual([6]);
  client.event(1, "app_lifecycle_state_change", { state: "pause" });
  expect(texts(client)).toEqual(["pause"]);
});

test.each([
  ["an error", new RangeError("boom\nand its details"), "boom"],
  ["an error without words", new RangeError(), "RangeError"],
  ["a text", "boom", "boom"],
  ["an object that has no text", Object.create(null), "The app failed"],
])(
  "[SDK7] of %s the client is told a short text, the host all of it",
  async (_what, thrown, text) => {
    const client = await new TestClient(() => {
      throw thrown;
    }).open();
    expect(client.take().slice(1)).toEqual([[6, { message: text }]]);
    expect(client.crashes).toEqual([thrown]);
    const early = await new TestClient(() => {}, {
      options: {
        beforeMain() {
          throw thrown;
        },
      },
    }).open();
    expect(early.take().map(([, body]) => body.error ?? body.message)).toEqual([text, text]);
    expect(early.crashes).toEqual([thrown]);
  },
);

test("the rejection of an async handler is the session's", async () => {
  const button = ft.Button("x", {
    onClick: async () => {
      await turn();
      throw new Error("late");
    },
  });
  const client = await new TestClient((page) => page.add(button)).open();
  client.take();
  client.event(button.controlId, "click");
  expect(client.session.isIdle).toBe(false);
  await turn();
  await turn();
  expect(client.take().map(([action]) => action)).toEqual([6]);
  expect(client.session.isIdle).toBe(true);
});

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

const noMedia = {
  padding: {},
  view_padding: {},
  view_insets: {},
  device_pixel_ratio: 0,
  orientation: "portrait",
  always_use_24_hour_format: false,
};
const noWindow = { _c: "Window", _i: 2 };
const sparsePages: [Record<string, unknown>, object, object][] = [
  [{}, noMedia, noWindow],
  [{ media: {} }, noMedia, noWindow],
  [{ media: null, window: null, platform: null, width: null }, noMedia, noWindow],
  [{ window: {}, media: { padding: {}, notch: 1 }, colour: "red" }, noMedia, noWindow],
  [{ media: { orientation: null, padding: { top: null } } }, noMedia, noWindow],
  [
    { media: { padding: { top: 5 }, device_pixel_ratio: 2 } },
    { ...noMedia, padding: { top: 5 }, device_pixel_ratio: 2 },
    noWindow,
  ],
  [{ window: { width: 5, top: null } }, noMedia, { ...noWindow, width: 5 }],
];

test.each(sparsePages)(
  "a sparse registration gets the defaults, as in Flet: %j",
  async (page, media, window) => {
    const client = await new TestClient(() => {}).open(page);
    expect(client.take()[0]?.[1]).toMatchObject({ error: "", page_patch: { media, window } });
  },
);

test.each(sparsePages)(
  "a sparse update of the page changes what it names: %j",
  async (props, media, window) => {
    const client = await new TestClient(() => {}).open();
    client.update(1, props);
    expect([client.crashes, client.logs, client.take().slice(1)]).toEqual([[], [], []]);
    await client.session.detach("lost");
    await client.attach();
    expect(client.take()[0]?.[1]).toMatchObject({ error: "", page_patch: { media, window } });
  },
);

test("a value that clients also send as a number may be one", async () => {
  const picker = ft.CupertinoTimerPicker();
  const client = await new TestClient((page) => page.add(picker)).open();
  client.update(picker.controlId, { value: 70 });
  expect([picker.value, client.logs]).toEqual([70, []]);
});

test("what cannot be a page's property is refused, the rest of the update is taken", async () => {
  const client = await new TestClient((page) => page.add(ft.Text("x"))).open();
  client.take();
  const props = { media: 5, window: [], views: 3, platform: "fuchsia", width: 77 };
  client.update(1, props);
  expect(client.logs).toEqual([
    "an update was refused: TypeError: Page.media: expected a map",
    "an update was refused: TypeError: Page.window: expected a map",
    "an update was refused: TypeError: Page.views: only the app says which controls there are",
    'an update was refused: TypeError: Page.platform: "fuchsia" is no PagePlatform',
  ]);
  expect(client.session.page.width).toBe(77);
  expect(client.session.page.media.orientation).toBe("portrait");
  expect(client.session.page.window.width).toBe(null);
});

test("a page that cannot be sent is refused with the reason, and main does not run", async () => {
  let hasRun = false;
  const main = () => {
    hasRun = true;
  };
  const beforeMain = (page: ft.Page) => page.controls.push(ft.Text("x", { opacity: 5 }));
  const client = await new TestClient(main, { options: { beforeMain } }).open();
  const [reply, crash] = client.take();
  expect(reply?.[1].error).toMatch(/opacity/);
  expect(crash?.[0]).toBe(6);
  expect(hasRun).toBe(false);
});

test("a control that has left the page, or its session, sends nothing", async () => {
  const text = ft.Text("a");
  const client = await new TestClient((page) => {
    page.add(text);
    page.remove(text);
  }).open();
  client.take();
  text.value = "b";
  text.update();
  await client.session.close("expired");
  client.session.page.title = "late";
  client.session.page.update();
  expect(client.take()).toEqual([]);
  expect(() => ft.Text("never added").update()).toThrow("must be added to the page first");
});
