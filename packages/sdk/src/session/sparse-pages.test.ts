import { expect, test } from "@jest/globals";
import * as ft from "../index.ts";
import { TestClient } from "./testing/test-client.ts";

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
