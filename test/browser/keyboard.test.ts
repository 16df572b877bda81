import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ClientHarness } from "../support/client-harness.ts";
import { chosenCases } from "../support/keyboard/chosen.ts";
import type { Expectation, KeyCase } from "../support/keyboard/key-case.ts";
import { pressedCases } from "../support/keyboard/pressed.ts";
import { until } from "../support/until.ts";

const deadlineMs = 20_000;
const mostTabs = 12;
let harness: ClientHarness;

beforeAll(async () => {
  harness = await ClientHarness.open();
  await harness.page.emulateMedia({ reducedMotion: "reduce" });
  await harness.settle();
}, 60_000);

afterAll(async () => {
  await harness[Symbol.asyncDispose]();
});

test.each([...pressedCases, ...chosenCases].map((one) => [one.name, one] as const))(
  "%s is reached, seen and used by keys",
  async (_name, one) => {
    harness.complaints.length = 0;
    await show(one);
    await reach(one);
    expect(await isFocusSeen()).toBe(true);
    for (const [keys, ...wanted] of one.steps) {
      harness.events.length = 0;
      harness.updates.length = 0;
      for (const key of keys.split(" ")) await harness.page.keyboard.press(key);
      for (const expectation of wanted) await meet(keys, expectation);
    }
    expect(harness.complaints).toEqual([]);
  },
  90_000,
);

async function show({ control, isDialog = false }: KeyCase): Promise<void> {
  harness.patch(5, [[0], [0, 0, "controls", []]]);
  await harness.show(isDialog ? [] : [control], { padding: { left: 16, top: 16, right: 16 } });
  await harness.page.evaluate("document.activeElement?.blur()");
  if (!isDialog) return;
  harness.patch(5, [[0], [0, 0, "controls", [harness.numbered(control)]]]);
  await harness.page.locator("dialog[open]").waitFor({ timeout: deadlineMs });
}

/** Tab goes on until something in the control has the focus. */
async function reach({ isDialog = false, selector }: KeyCase): Promise<void> {
  const inside = `document.activeElement !== document.body && ${
    selector
      ? `document.activeElement.matches(${JSON.stringify(selector)})`
      : `document.activeElement.closest("[data-id]") !== null && !document.activeElement.matches(".fl-view")`
  }`;
  if (isDialog && selector === undefined) return;
  for (let tabs = 0; tabs < mostTabs; tabs += 1) {
    await harness.page.keyboard.press("Tab");
    if (await harness.page.evaluate(inside)) return;
  }
  throw new Error(`${mostTabs} times Tab did not lead there`);
}

/** Whether what has the focus looks otherwise than without; a dialog as a whole needs no ring, a field has its caret. */
async function isFocusSeen(): Promise<boolean> {
  const { page } = harness;
  const needsNone = "dialog, body, input[type=text], input[type=search], textarea";
  if (await page.evaluate(`document.activeElement.matches("${needsNone}")`)) return true;
  const box = await page.evaluate<{ x: number; y: number; width: number; height: number }>(`{
    const shown = document.activeElement.closest("label, .fl-field, .fl-check, .fl-choice") ?? document.activeElement;
    const { x, y, width, height } = shown.getBoundingClientRect();
    ({ x: Math.max(0, x - 24), y: Math.max(0, y - 24), width: width + 48, height: height + 48 })
  }`);
  const picture = () => page.screenshot({ clip: box, caret: "hide", animations: "disabled" });
  const focused = await picture();
  await page.evaluate("globalThis.formerFocus = document.activeElement; formerFocus.inert = true");
  const plain = await picture();
  await page.evaluate("formerFocus.inert = false; formerFocus.focus()");
  return !focused.equals(plain);
}

async function meet(keys: string, expectation: Expectation): Promise<void> {
  const { page } = harness;
  switch (expectation.type) {
    case "event":
      await until(
        `${keys}: event ${expectation.name} ${JSON.stringify(expectation.data)}`,
        () =>
          take(
            harness.events,
            ({ name, data }) =>
              name === expectation.name &&
              (expectation.data === undefined || isDeepStrictEqual(data, expectation.data)),
          ),
        deadlineMs,
      );
      return;
    case "update":
      await until(
        `${keys}: update ${JSON.stringify(expectation.props)}`,
        () =>
          harness.updates.some(({ props }) =>
            Object.entries(expectation.props).every(([key, value]) =>
              isDeepStrictEqual(props[key], value),
            ),
          ),
        deadlineMs,
      );
      return;
    case "shown":
      return page.locator(expectation.selector).first().waitFor({ timeout: deadlineMs });
    case "hidden":
      return page
        .locator(expectation.selector)
        .first()
        .waitFor({ state: "hidden", timeout: deadlineMs });
    case "focused":
      return page
        .locator(":focus, :focus *")
        .and(page.locator(expectation.selector))
        .first()
        .waitFor({ state: "attached", timeout: deadlineMs });
    default:
      throw new Error(expectation satisfies never);
  }
}

/** Whether the list had such an entry, which is taken out. */
function take<T>(list: T[], fits: (entry: T) => boolean): boolean {
  const at = list.findIndex(fits);
  if (at >= 0) list.splice(at, 1);
  return at >= 0;
}
