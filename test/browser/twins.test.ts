import { fileURLToPath } from "node:url";
import { expect, jest, test } from "@jest/globals";
import type { Locator, Page } from "playwright-core";
import { twinsFolder } from "../conformance/twin.ts";
import type { Visitor } from "../support/browser.ts";
import { BrowserScene } from "../support/browser-scene.ts";

jest.setTimeout(90_000);

const scene = new BrowserScene(["--no-samples"]);
const deployed = new Set<string>();

async function open(app: string): Promise<Visitor> {
  if (!deployed.has(app)) {
    const folder = fileURLToPath(new URL(`${app}/`, twinsFolder));
    expect(await scene.host.command("deploy", folder, "--app", app)).toMatchObject({ code: 0 });
    deployed.add(app);
  }
  return scene.visit(`/local/${app}/`);
}

/** Opens a twin, lets a person use it, and expects that nothing was reported in the console. */
async function use(app: string, steps: (page: Page) => Promise<void>): Promise<void> {
  await using visitor = await open(app);
  await visitor.page.locator("[data-id]").first().waitFor();
  await steps(visitor.page);
  expect(visitor.problems).toEqual([]);
}

/** The text of the innermost element that shows it. */
const shows = (page: Page | Locator, text: string | RegExp) =>
  page
    .getByText(text, { exact: typeof text === "string" })
    .last()
    .waitFor({ state: "visible" });
const press = (page: Page | Locator, name: string) =>
  page.getByRole("button", { name, exact: true }).first().click();

test("a form: fields, choices, errors, reset", () =>
  use("forms", async (page) => {
    await press(page, "Send");
    const name = page.getByRole("textbox", { name: "Name" });
    await shows(page, "Name is needed");
    expect(await name.getAttribute("aria-invalid")).toBe("true");
    await name.fill("Ada");
    await shows(page, "Name=Ada");
    await page.getByRole("textbox", { name: "Mail" }).fill("ada@example.org");
    await page.getByRole("checkbox", { name: "I agree" }).click();
    await shows(page, /I agree=/);
    await page.getByRole("radio", { name: "Large" }).click();
    await page.getByRole("switch", { name: "Loud" }).click();
    await shows(page, /Loud=/);
    await page.getByRole("combobox", { name: "Color" }).click();
    await page.getByRole("option", { name: "Green" }).click();
    await page.getByRole("slider").focus();
    await page.keyboard.press("ArrowRight");
    await shows(page, "amount=4");
    await press(page, "Send");
    for (const text of ["Ada", "ada@example.org", "g", "l"]) await shows(page, text);
    await press(page, "Reset");
    await page.getByRole("checkbox", { name: "I agree", checked: false }).waitFor();
    expect(await name.inputValue()).toBe("");
  }));

test("a list: sorted, moved between parents, rebuilt by key", () =>
  use("lists", async (page) => {
    const left = page.locator('[data-key="left"]');
    await press(page, "sort");
    await left.filter({ hasText: /apple.*cherry.*date.*fig.*pear/s }).waitFor();
    await press(page, "move");
    await shows(page.locator('[data-key="right"]'), "cherry");
    await press(page, "rebuild");
    await shows(page, "apple!");
    await press(page, "clear");
    await left.filter({ hasText: /^\s*$/ }).waitFor({ state: "attached" });
  }));

test("generators: each step is seen, the last one stays", () =>
  use("generators", async (page) => {
    await shows(page, "main went on");
    await press(page, "steps");
    await shows(page, "sync done");
    await press(page, "later");
    await shows(page, "async done");
    await shows(page, "async 3");
    expect(await page.getByRole("progressbar").getAttribute("aria-valuenow")).toMatch(/75/);
  }));

test("topics: who subscribed hears, the others do not", async () => {
  await using ann = await open("topics");
  await using bob = await open("topics");
  await ann.page.getByRole("textbox", { name: "Name" }).fill("Ann");
  await press(ann.page, "join");
  await press(bob.page, "join");
  await press(ann.page, "all");
  await shows(bob.page, "all hello from Ann");
  await press(bob.page, "chat on");
  await press(ann.page, "send chat");
  await shows(bob.page, "chat Ann: hi a,b");
  expect(await ann.page.getByText(/chat Ann/).count()).toBe(0);
  expect([...ann.problems, ...bob.problems]).toEqual([]);
});

test("routes: forward by a button, back by the browser, a direct visit", () =>
  use("routing", async (page) => {
    await press(page, "Store");
    await shows(page, "3");
    expect(new URL(page.url()).search).toBe("?item=3");
    await page.goBack();
    await page.getByRole("button", { name: "Store", exact: true }).waitFor();
    await page.goto(`${scene.host.ready.url}/local/routing/ships/aurora/deck`);
    await shows(page, "aurora deck");
  }));

test("a failing handler leaves the rest of the page in use", () =>
  use("failmount", async (page) => {
    await press(page, "okay");
    await shows(page, "okay");
  }));
