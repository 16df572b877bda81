import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { launchBrowser, Visitor } from "../support/browser.ts";
import { EmbeddedHost } from "../support/embedded-host.ts";

const patienceMs = 40_000;
const deadlineMs = 120_000;
/** One session at a time, each in a fresh process; who has left is gone after a second. */
const settings = { process: { sessions: 1, max: 1 }, session: { ttl: "1s" } };
const program = `ft.run((page) => { page.add(ft.Text("Your turn")); });`;

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, deadlineMs);

afterAll(async () => {
  await browser.close();
}, deadlineMs);

async function visit(host: EmbeddedHost, options: BrowserContextOptions = {}): Promise<Visitor> {
  const visitor = await Visitor.open(browser, `${host.host.address.url}/local/one/`, options);
  visitor.page.setDefaultTimeout(patienceMs);
  return visitor;
}

test(
  "who waits for a free place sees how many are before them, and gets in by itself",
  async () => {
    await using host = await EmbeddedHost.start();
    await host.deploy("one", program, settings);
    await using second = await (async () => {
      await using first = await visit(host);
      await first.page.getByText("Your turn").waitFor();
      const second = await visit(host, { colorScheme: "dark" });
      const panel = second.page.getByRole("status");
      await panel.getByText("You are next.").waitFor();
      const [text = 0, ground = 255] = await second.page.evaluate<number[]>(`(() => {
        const { color, backgroundColor } = getComputedStyle(document.querySelector("[role=status]"));
        return [color, backgroundColor].map((value) => Math.max(...value.match(/\\d+/g).slice(0, 3)));
      })()`);
      expect(ground).toBeLessThan(60);
      expect(text - ground).toBeGreaterThan(150);
      await using third = await visit(host);
      await third.page.getByRole("status").getByText("You are number 2 of 2").waitFor();
      await third.page.getByRole("progressbar", { name: "Progress in the line" }).waitFor();
      expect([...first.problems, ...third.problems]).toEqual([]);
      return second;
    })();
    await second.page.getByText("Your turn").waitFor();
    expect(await second.page.getByText("You are next.").count()).toBe(0);
    expect(second.problems).toEqual([]);
  },
  deadlineMs,
);

test(
  "who has waited in vain is told so, comes again by itself or by the button",
  async () => {
    await using host = await EmbeddedHost.start({ FLOTILLA_GATEWAY_QUEUE: "1500ms" });
    await host.deploy("one", program, settings);
    const first = await visit(host);
    await first.page.getByText("Your turn").waitFor();
    await using second = await visit(host);
    const full = second.page.getByText("This app is full at the moment");
    await full.waitFor();
    await second.page.getByRole("button", { name: "Try now" }).press("Enter");
    await second.page.getByText("You are next.").waitFor();
    await full.waitFor();
    await first[Symbol.asyncDispose]();
    await second.page.getByText("Your turn").waitFor();
    expect(second.problems).toEqual([]);
  },
  deadlineMs,
);
