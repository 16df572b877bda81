import { readFile } from "node:fs/promises";
import { expect, test } from "@jest/globals";
import type { Page } from "playwright-core";
import { BrowserScene, press, shows } from "../support/browser-scene.ts";

const scene = new BrowserScene([], 10_000);

const { use } = scene;
/** The color that a button has in the end. */
const color = (page: Page, key: string) =>
  page.evaluate<string>(
    `Promise.all(document.getAnimations()
      .filter((one) => one instanceof CSSTransition)
      .map((one) => one.finished.catch(() => undefined)))
      .then(() => getComputedStyle(document.querySelector('[data-key="${key}"]'), "::before").backgroundColor)`,
  );
const place = (page: Page, key: string) => page.locator(`[data-key="${key}"]`).boundingBox();

test("forms: fields that are wrong say so, a form that is right is sent", () =>
  use("forms", async (page) => {
    const name = page.getByRole("textbox", { name: "Name" });
    const mail = page.getByRole("textbox", { name: "Mail" });
    await press(page, "Send");
    await shows(page, "A name is needed");
    await shows(page, "This is no mail address");
    expect(await name.getAttribute("aria-invalid")).toBe("true");
    await name.fill("Ada");
    await mail.fill("ada@example.org");
    await page.getByRole("combobox", { name: "Color" }).click();
    await page.getByRole("option", { name: "Green" }).click();
    await page.getByRole("radio", { name: "Large" }).click();
    await page.getByRole("switch", { name: "Loud" }).click();
    await page.getByRole("checkbox", { name: "I agree" }).click();
    await page.getByRole("slider").focus();
    await page.keyboard.press("ArrowRight");
    await shows(page, "Amount: 4");
    await press(page, "Send");
    await shows(page, "Ada, Green, Large, loud, 4");
    await page.getByText("Sent", { exact: true }).waitFor();
    expect(await name.getAttribute("aria-invalid")).not.toBe("true");
  }));

test("forms: a question keeps the focus and gives it back, its answer empties the fields", () =>
  use("forms", async (page) => {
    const name = page.getByRole("textbox", { name: "Name" });
    await name.fill("Ada");
    const reset = page.getByRole("button", { name: "Reset" });
    await reset.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    expect(await dialog.locator(":focus").count()).toBe(1);
    await dialog.getByRole("button", { name: "Keep" }).click();
    await dialog.waitFor({ state: "hidden" });
    expect(await reset.evaluate((button) => button.matches(":focus-within"))).toBe(true);
    expect(await name.inputValue()).toBe("Ada");
    await reset.click();
    await dialog.getByRole("button", { name: "Empty" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.waitForFunction(`document.querySelector("input").value === ""`);
  }));

test("forms: date and time are picked", () =>
  use("forms", async (page) => {
    await press(page, "Choose a date");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("17", { exact: true }).click();
    await dialog.getByRole("button", { name: "OK" }).click();
    await shows(page, "Date: 2030-05-17");
    await press(page, "Choose a time");
    await dialog.getByRole("button", { name: "OK" }).click();
    await shows(page, "Time: 09:30");
  }));

test("upload: picked files go out one after the other with progress, and arrive", () =>
  use("upload", async (page) => {
    const chosen = page.waitForEvent("filechooser");
    await press(page, "Send files");
    const chooser = await chosen;
    expect(chooser.isMultiple()).toBe(true);
    const large = Buffer.alloc(3 * 1024 * 1024, 1);
    await chooser.setFiles([
      { name: "small ü.txt", mimeType: "text/plain", buffer: Buffer.from("hello") },
      { name: "large.bin", mimeType: "application/octet-stream", buffer: large },
    ]);
    await shows(page, "small ü.txt: 5 bytes arrived");
    await shows(page, `large.bin: ${large.length} bytes arrived`);
    const bar = page.getByRole("progressbar", { name: "large.bin" });
    await page.waitForFunction(`document.querySelectorAll('[aria-valuenow="100"]').length > 1`);
    expect(await bar.getAttribute("aria-valuenow")).toBe("100");
  }));

test("upload: what the app saves is downloaded by the browser", () =>
  use("upload", async (page) => {
    const downloaded = page.waitForEvent("download");
    await press(page, "Save a report");
    const download = await downloaded;
    expect(download.suggestedFilename()).toBe("report.txt");
    expect(await readFile(await download.path(), "utf8")).toBe("0 files were sent\n");
  }));

test("theming: the seed, the dark mode and themes of parts give other colors", () =>
  use("theming", async (page) => {
    await page.getByRole("switch", { name: "Dark" }).waitFor();
    const before = await Promise.all(
      ["page-button", "part-button", "dark-button"].map((key) => color(page, key)),
    );
    expect(new Set(before).size).toBe(3);
    // Their chunks came after the row was first laid out.
    expect((await place(page, "seed"))?.width).toBeGreaterThan(200);
    const turns = async (act: () => Promise<void>) => {
      const old = await color(page, "page-button");
      await act();
      const end = performance.now() + 5_000;
      while ((await color(page, "page-button")) === old) {
        if (performance.now() > end) throw new Error(`the button stays ${old}`);
      }
    };
    await turns(() => page.getByText("Green", { exact: true }).click());
    expect(await color(page, "part-button")).toBe(before[1]);
    await turns(() => page.getByRole("switch", { name: "Dark" }).click());
    expect(await color(page, "part-button")).not.toBe(before[1]);
  }));

test("list: a thousand rows are changed, added, turned round and removed", () =>
  use("list", async (page) => {
    await shows(page, "1000 ships");
    await press(page, "Star Ship 2");
    await shows(page, "Ship 2: 1");
    await press(page, "Remove Ship 1");
    await shows(page, "999 ships");
    await page.getByText("Ship 1: 0", { exact: true }).waitFor({ state: "detached" });
    await press(page, "Add");
    await shows(page, "Ship 1001: 0");
    await press(page, "Reverse");
    await shows(page, "Ship 1000: 0");
    await press(page, "Star Ship 1000");
    await shows(page, "Ship 1000: 1");
  }));
