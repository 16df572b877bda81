import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, Visitor } from "../support/browser.ts";
import { ServedHost } from "../support/served-host.ts";

const twins = new URL("../conformance/twins/", import.meta.url);

let host: ServedHost;
let browser: Browser;

beforeAll(async () => {
  [host, browser] = await Promise.all([ServedHost.start(["--no-samples"]), launchBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await host[Symbol.asyncDispose]();
});

/** Deploys an app of components and lets a person use it. */
async function use(app: string, steps: (page: Page) => Promise<void>): Promise<void> {
  const folder = fileURLToPath(new URL(`${app}/`, twins));
  const deployed = await host.command("deploy", folder, "--app", app, "--json");
  expect(deployed).toMatchObject({ code: 0 });
  await using visitor = await Visitor.open(browser, `${host.ready.url}/local/${app}/`);
  visitor.page.setDefaultTimeout(10_000);
  await steps(visitor.page);
  expect(visitor.problems).toEqual([]);
}

const shows = (page: Page, text: string) =>
  page.getByText(text, { exact: true }).first().waitFor({ state: "visible" });
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

test(
  "a to-do list of observables: add, tick, rename, delete; what is being typed stays",
  () =>
    use("todos", async (page) => {
      const field = page.getByRole("textbox", { name: "What?" });
      for (const [i, title] of ["milk", "bread"].entries()) {
        await field.pressSequentially(title);
        await press(page, "add");
        await shows(page, `0 of ${i + 1} done; ${i === 0 ? "m: 1" : "b: 1, m: 1"}`);
        expect(await field.inputValue()).toBe("");
      }
      await page.getByRole("checkbox", { name: "bread" }).click();
      await shows(page, "1 of 2 done; b: 1, m: 1");
      await page.getByRole("button", { name: "edit milk" }).click();
      const edited = page.getByRole("textbox").nth(1);
      await edited.fill("");
      await edited.pressSequentially("cream");
      await press(page, "save");
      await page.getByRole("checkbox", { name: "cream" }).waitFor();
      await page.getByRole("button", { name: "delete bread" }).click();
      await shows(page, "0 of 1 done; b: 1, m: 1");
    }),
  60_000,
);

test(
  "a dialog of a component keeps open while its content changes, and closes",
  () =>
    use("composed", async (page) => {
      await press(page, "add 10");
      await shows(page, "total 10 after 1");
      await press(page, "reset");
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: "again" }).click();
      await dialog.getByText("again 1").waitFor();
      await dialog.getByRole("button", { name: "yes" }).click();
      await shows(page, "total 0 after 2");
      await dialog.waitFor({ state: "detached" });
      await press(page, "reset");
      await page.getByRole("dialog").getByText("again 1").waitFor();
    }),
  60_000,
);
