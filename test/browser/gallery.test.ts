import { beforeAll, expect, test } from "@jest/globals";
import type { Visitor } from "../support/browser.ts";
import { BrowserScene } from "../support/browser-scene.ts";

const scene = new BrowserScene(["--no-samples"]);

beforeAll(() => scene.deploySample("gallery"), 60_000);

async function open(chapter: string): Promise<Visitor> {
  const visitor = await scene.visit(`/local/gallery/${chapter}`, {
    bypassCSP: true, // the tests wait by functions of the page
    viewport: { width: 1_280, height: 1_400 },
  });
  await visitor.page.locator("#flotilla-snapshot").waitFor({ state: "detached" });
  await visitor.page.getByRole("button", { name: "cupertino", exact: true }).waitFor();
  return visitor;
}

test("pictures and their names are there, a leading slash means the app's own folder", async () => {
  await using visitor = await open("texts");
  for (const name of ["A sail", "Small sail"]) {
    const image = visitor.page.getByRole("img", { name, exact: true });
    await image.waitFor();
    const address = `${scene.host.ready.url}/local/gallery/logo.svg`;
    expect(await image.evaluate((one) => Reflect.get(one, "src"))).toBe(address);
    expect(await image.evaluate((one) => Reflect.get(one, "naturalWidth"))).toBeGreaterThan(0);
  }
});

test("the keyboard reaches a list without anything to press in it, and scrolls it", async () => {
  await using visitor = await open("lists");
  const { page } = visitor;
  await page.getByText("Line 1", { exact: true }).waitFor();
  const isInList = `document.activeElement.matches(".fl-list") && document.activeElement.textContent.startsWith("Line 1")`;
  for (let presses = 0; presses < 60 && !(await page.evaluate(isInList)); presses++) {
    await page.keyboard.press("Tab");
  }
  expect(await page.evaluate(isInList)).toBe(true);
  await page.keyboard.press("End");
  await page.waitForFunction(`document.activeElement.scrollTop > 100`);
});

test("a grid in a box that is too small for it scrolls, its cells keep their form", async () => {
  await using visitor = await open("lists");
  await visitor.page.locator(".fl-grid > .fl-cell").first().waitFor();
  const cells = await visitor.page.evaluate<readonly number[][]>(
    `[...document.querySelectorAll(".fl-grid > .fl-cell")].map((cell) => cell.getBoundingClientRect()).map(({ top, bottom, width, height }) => [top, bottom, width, height])`,
  );
  for (const [, , width = 0, height = 0] of cells) expect(height).toBeCloseTo(width, 0);
  expect(cells[4]?.[0]).toBeGreaterThanOrEqual(cells[0]?.[1] ?? Infinity);
});

test("a picture of a part is taken under the page's own policy, and reaches the app", async () => {
  await using visitor = await scene.visit("/local/gallery/effects");
  const { page } = visitor;
  await page.getByRole("button", { name: "Take a picture" }).click();
  const picture = page.getByRole("img", { name: "The picture" });
  await picture.waitFor();
  const [ours, theirs] = await Promise.all([
    picture.boundingBox(),
    page
      .locator("[data-id]", { has: page.getByText("Smile", { exact: true }) })
      .last()
      .boundingBox(),
  ]);
  expect(ours?.width).toBeGreaterThanOrEqual(theirs?.width ?? Infinity);
  expect(visitor.problems).toEqual([]);
});
