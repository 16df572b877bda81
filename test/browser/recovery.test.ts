import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, Visitor } from "../support/browser.ts";
import { EmbeddedHost } from "../support/embedded-host.ts";
import { until } from "../support/until.ts";

const patienceMs = 30_000;
const deadlineMs = 120_000;

let browser: Browser;
let host: EmbeddedHost;

/** A form that keeps nothing of its fields, a counter that is kept, and a dialog that is open while `asking` is kept. */
const form = `ft.run((page) => {
  const { store } = page.session;
  const kept = (key: string) => Number(store.get(key) ?? 0);
  const count = ft.Text("");
  const changes = ft.Text("");
  const show = () => {
    count.value = kept("clicks") + " clicks";
    changes.value = kept("changes") + " changes";
  };
  const more = (key: string) => {
    store.set(key, kept(key) + 1);
    show();
  };
  show();
  page.add(
    ft.TextField({ label: "Name", onChange: () => more("changes") }),
    ft.TextField({ label: "Notes", multiline: true }),
    ft.Checkbox({ label: "Agreed" }),
    ft.Dropdown({ label: "Color", options: ["red", "blue"].map((key) => ft.DropdownOption({ key })) }),
    ft.Button("Count", { onClick: () => more("clicks") }),
    ft.Button("Ask", { onClick: () => { store.set("asking", true); ask(); } }),
    count,
    changes,
  );
  const dialog = ft.AlertDialog({ title: "Sure?", content: ft.TextField({ label: "Why" }) });
  const ask = () => page.showDialog(dialog);
  if (store.get("asking")) ask();
});`;

beforeAll(async () => {
  [browser, host] = await Promise.all([launchBrowser(), EmbeddedHost.start()]);
  await host.deploy("form", form);
}, deadlineMs);

afterAll(async () => {
  await browser.close();
  await host[Symbol.asyncDispose]();
}, deadlineMs);

async function visit(): Promise<Visitor> {
  const visitor = await Visitor.open(browser, `${host.host.address.url}/local/form/`);
  visitor.page.setDefaultTimeout(patienceMs);
  await visitor.page.getByRole("button", { name: "Count" }).waitFor();
  return visitor;
}

/** Kills the app's processes by their ids and waits until they are gone. */
async function kill(): Promise<void> {
  const before = await host.appProcesses();
  expect(before.length).toBeGreaterThan(0);
  await host.killApps();
  await until("the end of the processes", async () => {
    const left = await host.appProcesses();
    return !before.some((pid) => left.includes(pid));
  });
}

/** The focused field: its label, text, and selection. */
const focused = (page: Page): Promise<unknown> =>
  page.evaluate(`(() => {
    const { activeElement: at } = document;
    return [at.labels?.[0]?.textContent, at.value, at.selectionStart, at.selectionEnd];
  })()`);

test(
  "an app process is killed under a form in use: nothing is lost, the next click works",
  async () => {
    await using visitor = await visit();
    const { page } = visitor;
    await page.getByRole("button", { name: "Count" }).click();
    await page.getByText("1 clicks", { exact: true }).waitFor();
    await page.getByLabel("Name").pressSequentially("Ada");
    await page.getByText("3 changes", { exact: true }).waitFor();
    await page.getByRole("checkbox", { name: "Agreed" }).click();
    await page.getByRole("combobox", { name: "Color" }).click();
    await page.getByRole("option", { name: "blue" }).click();
    await page.getByLabel("Notes").fill("first line\nsecond line");
    for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Shift+ArrowLeft");
    const before = await focused(page);
    await page.getByLabel("Notes").evaluate((field) => void Object.assign(field, { marked: true }));

    await kill();
    await page.keyboard.type("X");
    expect(await page.getByLabel("Notes").inputValue()).toBe("first line\nsecondXline");
    await page.getByRole("button", { name: "Count" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("2 clicks", { exact: true }).waitFor();
    expect(before).toEqual(["Notes", "first line\nsecond line", 17, 18]);
    expect(await page.getByLabel("Notes").evaluate((field) => "marked" in field)).toBe(true);
    expect(await page.getByLabel("Name").inputValue()).toBe("Ada");
    expect(await page.getByRole("checkbox", { name: "Agreed" }).isChecked()).toBe(true);
    expect(await page.getByRole("combobox", { name: "Color" }).inputValue()).toBe("blue");
    expect(await page.getByText("3 changes", { exact: true }).isVisible()).toBe(true);

    await page.getByLabel("Name").press("End");
    await page.getByLabel("Name").pressSequentially("!");
    await page.getByText("4 changes", { exact: true }).waitFor();
    expect(await page.getByLabel("Name").inputValue()).toBe("Ada!");
    expect(visitor.problems).toEqual([]);
  },
  deadlineMs,
);

test(
  "clicks before, while and after the app is killed are each counted once",
  async () => {
    await using visitor = await visit();
    const { page } = visitor;
    const button = page.getByRole("button", { name: "Count" });
    let clicks = 0;
    for (let round = 0; round < 3; round++) {
      const killed = host.killApps();
      for (let i = 0; i < 12; i++) {
        await button.click();
        clicks += 1;
      }
      await killed;
      await page.getByText(`${clicks} clicks`, { exact: true }).waitFor();
    }
    await page.getByLabel("Name").pressSequentially("x");
    await page.getByText("1 changes", { exact: true }).waitFor();
    expect(await page.getByText(`${clicks} clicks`, { exact: true }).isVisible()).toBe(true);
    expect(visitor.problems).toEqual([]);
  },
  deadlineMs,
);

test(
  "an open dialog outlives its app, also what is typed in it",
  async () => {
    await using visitor = await visit();
    const { page } = visitor;
    await page.getByRole("button", { name: "Ask" }).click();
    await page.getByLabel("Why").pressSequentially("because");
    await page.keyboard.press("ArrowLeft");
    await page.getByLabel("Why").evaluate((field) => void Object.assign(field, { marked: true }));
    await kill();
    await until("another process", async () => (await host.appProcesses()).length > 0);
    await page.keyboard.type("-");
    expect(await page.getByLabel("Why").inputValue()).toBe("becaus-e");
    await page.keyboard.press("Escape");
    await page.getByLabel("Why").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Count" }).click();
    await page.getByText("1 clicks", { exact: true }).waitFor();
    expect(visitor.problems).toEqual([]);
  },
  deadlineMs,
);
