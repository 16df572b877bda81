import { setTimeout as sleep } from "node:timers/promises";
import { decodeMessage, encodeMessage } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import * as ft from "../index.ts";
import type { Restore } from "../keeping/restored-session.ts";
import { PubSubHub } from "../pubsub/pubsub-hub.ts";
import type { Main, RunOptions } from "../run.ts";
import { AppSession } from "./app-session.ts";
import type { ToldPage } from "./first-page.ts";
import { IdCounter } from "./id-counter.ts";

const ours = { route: "/", web: true, width: 800, height: 600, platform: "linux", pwa: false };
const client = { ip: "203.0.113.7", userAgent: "test", pageUrl: "ws://host/app", pageName: "app" };

/** A session whose first page is wanted, and what was told of it. */
class Told {
  readonly pages: ToldPage[] = [];
  readonly session: AppSession;

  constructor(main: Main, options: RunOptions = {}, restore?: Restore) {
    this.session = new AppSession({
      id: "s".repeat(22),
      app: { main, options },
      hub: new PubSubHub(),
      ids: new IdCounter(),
      restore,
      hooks: {
        publish: () => {},
        log: () => {},
        crashed: () => {},
        firstPage: () => (page) => this.pages.push(page),
      },
    });
  }

  async open(fields: Record<string, unknown> = ours): Promise<this> {
    await this.session.open(fields, client, { send: () => {}, end: () => {} });
    return this;
  }

  event(target: number, name: string): void {
    this.session.receive(encodeMessage(3, { target, name, data: null }));
  }

  /** Whether a text was in the packets of the page that was told. */
  has(text: string): boolean {
    const packets = this.pages[0]?.packets ?? [];
    return packets.some((packet) => JSON.stringify(decodeMessage(packet)).includes(text));
  }
}

async function soon(check: () => boolean): Promise<void> {
  const end = performance.now() + 20_000;
  while (!check() && performance.now() < end) await sleep(5);
  expect(check()).toBe(true);
}

test("a page is told when main is done, with what its update made", async () => {
  const told = await new Told((page) => {
    page.title = "Hi";
    page.controls.push(ft.Text("Hello"));
  }).open();
  expect(told.pages).toMatchObject([{ route: "/", isPersonal: false }]);
  expect([told.has("Hello"), told.has("Hi")]).toEqual([true, true]);
});

test("what main brings a little later belongs to it", async () => {
  const told = await new Told(async (page) => {
    page.add(ft.Text("Loading"));
    await sleep(20);
    page.add(ft.Text("Loaded"));
  }).open();
  expect(told.pages).toEqual([]);
  await soon(() => told.pages.length === 1);
  expect(told.has("Loaded")).toBe(true);
});

test("of a main that goes on for ever the first part is told", async () => {
  const told = await new Told(async (page) => {
    page.add(ft.Text("first"));
    await sleep(20);
    page.add(ft.Text("second"));
    await new Promise(() => {});
  }).open();
  await soon(() => told.pages.length === 1);
  expect([told.has("first"), told.has("second")]).toEqual([true, false]);
});

const readings: Record<string, (page: ft.Page) => unknown> = {
  clientIp: (page) => page.clientIp,
  clientUserAgent: (page) => page.clientUserAgent,
  height: (page) => page.height,
  media: (page) => page.media.devicePixelRatio,
  platform: (page) => page.platform,
  platformBrightness: (page) => page.platformBrightness,
  pwa: (page) => page.pwa,
  "session.id": (page) => page.session.id,
  sessionId: (page) => page.sessionId,
  url: (page) => page.url,
  width: (page) => page.width,
};
test.each(Object.keys(readings))("a page of an app that reads %s is personal", async (name) => {
  const told = await new Told((page) => {
    readings[name]?.(page);
    page.add(ft.Text("Hello"));
  }).open();
  expect(told.pages).toEqual([{ route: "/", isPersonal: true, packets: [] }]);
});

test("a page is personal if it is beforeMain that asks", async () => {
  const beforeMain = (page: ft.Page) => void page.clientIp;
  const told = await new Told((page) => page.add(ft.Text("x")), { beforeMain }).open();
  expect(told.pages).toMatchObject([{ isPersonal: true }]);
});

test("what is read later does not make the first part personal", async () => {
  const told = await new Told(async (page) => {
    page.add(ft.Text("for all"));
    await sleep(5);
    page.add(ft.Text(`for ${page.clientIp}`));
  }).open();
  await soon(() => told.pages.length === 1);
  expect(told.pages).toMatchObject([{ isPersonal: false }]);
  expect([told.has("for all"), told.has("for 203")]).toEqual([true, false]);
});

test("route, query and an app's own sizes are no secrets", async () => {
  const told = await new Told((page) => {
    const box = ft.Container({ width: 100 });
    page.add(box, ft.Text(`${page.route} ${page.query.path} ${box.width} ${page.web}`));
    page.window.width = 400;
  }).open();
  expect(told.pages).toMatchObject([{ isPersonal: false }]);
});

test("the first thing that the client does ends it, what it tells about itself does not", async () => {
  const clicked = ft.Button("x", { onClick: () => {} });
  const told = await new Told(async (page) => {
    page.add(clicked);
    await sleep(50);
    page.add(ft.Text("later"));
  }).open();
  told.session.receive(encodeMessage(4, { id: 1, props: { width: 5 } }));
  told.event(1, "platform_brightness_change");
  expect(told.pages).toEqual([]);
  told.event(clicked.controlId, "click");
  expect(told.pages).toMatchObject([{ isPersonal: false }]);
  expect(told.has("later")).toBe(false);
});

test.each([
  ["a native client", { ...ours, web: false }],
  ["a client under test", { ...ours, test: true }],
  ["a route with parameters", { ...ours, route: "/a?token=1" }],
  ["a client without a route", { web: true }],
])("the page of %s is not told", async (_, fields) => {
  const told = await new Told((page) => page.add(ft.Text("x"))).open(fields);
  expect(told.pages).toEqual([]);
});

test("nothing is told of a session that goes on elsewhere, or fails", async () => {
  const restored = await new Told(
    (page) => page.add(ft.Text("x")),
    {},
    {
      parts: {},
      release: "r1",
      isStaying: false,
    },
  ).open();
  const failing = await new Told((page) => {
    page.add(ft.Text("x"));
    throw new Error("no");
  }).open();
  expect([restored.pages, failing.pages]).toEqual([[], []]);
});
