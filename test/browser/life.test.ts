import process from "node:process";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { AppFolders } from "../support/app-folders.ts";
import { launchBrowser } from "../support/browser.ts";
import { Cable } from "../support/cable.ts";
import { ServedHost } from "../support/served-host.ts";
import { until } from "../support/until.ts";

const patienceMs = 20_000;
const deadlineMs = 120_000;

const life = `ft.run((page) => {
  const count = ft.Text("0", { key: "count" });
  const session = ft.Text(page.sessionId, { key: "session" });
  const address = ft.Text(page.clientIp, { key: "address" });
  const connects = ft.Text("0", { key: "connects" });
  const said = ft.Text("", { key: "said" });
  page.onConnect = () => {
    address.value = page.clientIp;
    connects.value = String(Number(connects.value) + 1);
  };
  page.add(
    count, session, address, connects, said,
    ft.TextField({ label: "Name" }),
    ft.TextField({ label: "Letters", onChange: (e) => { said.value = e.control.value; } }),
    ft.Button("add", { onClick: () => { count.value = String(Number(count.value) + 1); } }),
  );
});`;

let browser: Browser;
let cable: Cable;
let host: ServedHost;
let context: BrowserContext;

beforeAll(async () => {
  await using apps = await AppFolders.open();
  cable = await Cable.open();
  host = await ServedHost.start(["--no-samples"], {
    FLOTILLA_GATEWAY_PUBLIC_URLS: cable.url,
    FLOTILLA_GATEWAY_TRUSTED_PROXIES: "127.0.0.1",
  });
  cable.target = host.ready.url;
  const { code, stderr } = await host.command("deploy", await apps.write("life", life));
  if (code !== 0) throw new Error(stderr);
  browser = await launchBrowser();
}, deadlineMs);

afterEach(async () => {
  await context.close();
  Object.assign(cable, { upgrades: "pass", isDown: false, forwardedFor: undefined });
});

afterAll(async () => {
  await browser.close();
  await host[Symbol.asyncDispose]();
  await cable[Symbol.asyncDispose]();
}, deadlineMs);

/** A visitor of the app, by way of the cable. */
async function visit(prepare?: (page: Page) => Promise<void>): Promise<Page> {
  context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  await prepare?.(page);
  await page.goto(`${cable.url}/local/life/`);
  await page.getByRole("button", { name: "add" }).waitFor();
  return page;
}

const textOf = (page: Page, key: string): Promise<string> =>
  page
    .locator(`[data-key="${key}"]`)
    .textContent()
    .then((text) => text ?? "");

async function expectText(page: Page, key: string, wanted: string): Promise<void> {
  const isThere = async () => (await textOf(page, key)) === wanted || undefined;
  await until(`${key} ${wanted}`, isThere, patienceMs).catch(() => {});
  expect([key, await textOf(page, key)]).toEqual([key, wanted]);
}

async function click(page: Page, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await page.getByRole("button", { name: "add" }).click();
}

/** Fills the page with something to lose; returns the session's id. */
async function use(page: Page): Promise<string> {
  await click(page, 3);
  await page.getByLabel("Name").fill("Ada");
  await page.getByLabel("Letters").pressSequentially("abc");
  await expectText(page, "count", "3");
  await expectText(page, "said", "abc");
  return textOf(page, "session");
}

/** All that was there is there, and goes on. */
async function expectSame(page: Page, session: string, count: number): Promise<void> {
  await expectText(page, "count", String(count));
  expect(await textOf(page, "session")).toBe(session);
  expect(await page.getByLabel("Name").inputValue()).toBe("Ada");
  expect(await page.getByLabel("Letters").inputValue()).toBe("abc");
  await click(page, 2);
  await expectText(page, "count", String(count + 2));
}

test(
  "a reload finds session, fields and count again",
  async () => {
    const page = await visit();
    const session = await use(page);
    for (const count of [3, 5, 7]) {
      await page.reload();
      await expectSame(page, session, count);
    }
  },
  deadlineMs,
);

test(
  "another tab has a session of its own, a copy of the tab too",
  async () => {
    const page = await visit();
    const session = await use(page);
    const other = await context.newPage();
    await other.goto(page.url());
    await expectText(other, "count", "0");
    const [copy] = await Promise.all([
      context.waitForEvent("page"),
      page.evaluate("void window.open(location.href)"),
    ]);
    await expectText(copy, "count", "0");
    const sessions = await Promise.all([page, other, copy].map((tab) => textOf(tab, "session")));
    expect(new Set(sessions).size).toBe(3);
    await expectSame(page, session, 3);
    await click(copy, 1);
    await expectText(copy, "count", "1");
  },
  deadlineMs,
);

test(
  "a laptop that slept notices its dead socket when it wakes",
  async () => {
    const page = await visit();
    const session = await use(page);
    const renderers = await renderersOf(browser);
    cable.stall();
    for (const pid of renderers) process.kill(pid, "SIGSTOP");
    await new Promise((resolve) => setTimeout(resolve, 12_000)); // longer than load makes a timer late
    for (const pid of renderers) process.kill(pid, "SIGCONT");
    const woke = performance.now();
    await expectText(page, "connects", "1");
    process.stdout.write(
      `back ${((performance.now() - woke) / 1_000).toFixed(1)} s after waking\n`,
    );
    await expectSame(page, session, 3);
  },
  deadlineMs,
);

test(
  "a socket that is only half there is noticed when the network is back, and what was done meanwhile counts once",
  async () => {
    const page = await visit();
    const session = await use(page);
    cable.stall();
    await click(page, 4); // into the void
    await page.evaluate('dispatchEvent(new Event("online"))');
    await expectText(page, "count", "7");
    await expectText(page, "connects", "1");
    await expectSame(page, session, 7);
  },
  deadlineMs,
);

test(
  "a visitor whose address changes keeps the session, and the app knows the new one",
  async () => {
    cable.forwardedFor = "198.51.100.7";
    const page = await visit();
    const session = await use(page);
    await expectText(page, "address", "198.51.100.7");
    cable.forwardedFor = "203.0.113.9";
    cable.cut();
    await expectText(page, "address", "203.0.113.9");
    await expectSame(page, session, 3);
  },
  deadlineMs,
);

test(
  "five minutes without a network: nothing is lost, nothing counts twice",
  async () => {
    const page = await visit((fresh) => fresh.clock.install());
    const session = await use(page);
    cable.isDown = true;
    cable.cut();
    await click(page, 3);
    for (let minute = 0; minute < 5; minute++) {
      await page.clock.fastForward(60_000);
      await click(page, 1);
    }
    expect(await textOf(page, "count")).toBe("3");
    cable.isDown = false;
    await page.clock.fastForward(10_000);
    await expectText(page, "count", "11");
    await expectText(page, "connects", "1");
    await expectSame(page, session, 11);
  },
  deadlineMs,
);

test.each(["refuse", "swallow"] as const)(
  "where upgrades are met with %s, the app is used by polling",
  async (upgrades) => {
    cable.upgrades = upgrades;
    const page = await visit();
    const session = await use(page);
    await page.reload();
    await expectSame(page, session, 3);
    const connects = await textOf(page, "connects");
    cable.cut();
    await until(
      "the way back",
      async () => (await textOf(page, "connects")) !== connects || undefined,
      patienceMs,
    );
    await expectSame(page, session, 5);
    const took: number[] = [];
    for (let i = 0; i < 50; i++) took.push(await roundTrip(page));
    took.sort((a, b) => a - b);
    process.stdout.write(
      `polling in Chromium: click to text p50 ${took[25]?.toFixed(1)} ms, p95 ${took[47]?.toFixed(1)} ms\n`,
    );
    await expectText(page, "count", "57");
  },
  deadlineMs,
);

test(
  "what polled goes back to WebSockets when they work again",
  async () => {
    cable.upgrades = "refuse";
    const page = await visit();
    const session = await use(page);
    const memory = (): Promise<number> =>
      page.evaluate('Number(localStorage.getItem("flotilla.polling"))');
    expect(await memory()).toBeGreaterThan(Date.now());
    cable.upgrades = "pass";
    cable.cut();
    await until("the upgrade", async () => (await memory()) === 0 || undefined, patienceMs);
    await expectSame(page, session, 3);
    const sockets: string[] = [];
    page.on("websocket", (socket) => sockets.push(new URL(socket.url()).pathname));
    await page.reload();
    await expectSame(page, session, 5);
    expect(sockets).toEqual(["/local/life/ws"]);
  },
  deadlineMs,
);

/** The processes that run the pages of a browser. */
async function renderersOf(running: Browser): Promise<number[]> {
  const devtools = await running.newBrowserCDPSession();
  const { processInfo } = await devtools.send("SystemInfo.getProcessInfo");
  await devtools.detach();
  return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
}

/** Milliseconds from a click to the text that it changes, by the page's own clock. */
function roundTrip(page: Page): Promise<number> {
  return page.evaluate(`new Promise((resolve) => {
    const began = performance.now();
    const observer = new MutationObserver(() => {
      observer.disconnect();
      resolve(performance.now() - began);
    });
    const text = document.querySelector('[data-key="count"]');
    observer.observe(text, { subtree: true, childList: true, characterData: true });
    document.querySelector("button").click();
  })`);
}
