import { afterEach, expect, test } from "@jest/globals";
import { ClientHarness, type HarnessOptions, type WireControl } from "../support/client-harness.ts";
import { until } from "../support/until.ts";

const deadlineMs = 60_000;
const opened: ClientHarness[] = [];

async function open(options: HarnessOptions): Promise<ClientHarness> {
  const harness = await ClientHarness.open({ counting: true, ...options });
  harness.page.setDefaultTimeout(20_000);
  opened.push(harness);
  return harness;
}

afterEach(async () => {
  for (const harness of opened.splice(0)) {
    expect(harness.complaints).toEqual([]);
    await harness[Symbol.asyncDispose]();
  }
}, deadlineMs);

/** The page of an app, as it is built by each of its runs. */
function pageOf(...controls: WireControl[]): Record<string, unknown> {
  return { views: [{ _c: "View", route: "/", controls }] };
}

const form = (...more: WireControl[]): Record<string, unknown> =>
  pageOf(
    { _c: "TextField", label: "Name", on_change: true },
    { _c: "TextField", label: "Notes", multiline: true },
    { _c: "Checkbox", label: "Agree", on_change: true },
    { _c: "FilledButton", content: "Send", on_click: true },
    ...more,
  );

/** Marks an element, so that a test can tell later whether it is still the same one. */
async function mark(harness: ClientHarness, label: string): Promise<() => Promise<boolean>> {
  const field = harness.page.getByLabel(label);
  await field.evaluate((element: { marked?: true }) => {
    element.marked = true;
  });
  return () => field.evaluate((element: { marked?: true }) => element.marked === true);
}

/** Label of the focused element, and its selection. */
function focused(harness: ClientHarness): Promise<readonly unknown[]> {
  return harness.page.evaluate(`(() => {
    const { activeElement: at } = document;
    return [at.labels?.[0]?.textContent ?? at.tagName, at.selectionStart, at.selectionEnd];
  })()`);
}

test(
  "a filled form outlives its app: elements, texts, caret and choices stay, the app is told",
  async () => {
    const harness = await open({ page: form() });
    const name = harness.page.getByLabel("Name");
    await name.fill("Ada Lovelace");
    await harness.page.getByLabel("Agree").check();
    await harness.page.getByLabel("Notes").fill("first line\nsecond line");
    await harness.page.keyboard.press("ArrowUp");
    await harness.page.keyboard.press("Shift+ArrowLeft");
    const before = await focused(harness);
    expect(before[0]).toBe("Notes");
    const isSame = await mark(harness, "Notes");
    await harness.settle();
    harness.updates.length = 0;

    harness.restore(form());
    await until("the app to know what was entered", () =>
      ["Ada Lovelace", "first line\nsecond line", true].every((value) =>
        harness.updates.some(({ props }) => props.value === value),
      ),
    );
    await harness.settle();
    expect(await isSame()).toBe(true);
    expect(await focused(harness)).toEqual(before);
    expect(await name.inputValue()).toBe("Ada Lovelace");
    expect(await harness.page.getByLabel("Agree").isChecked()).toBe(true);
    await harness.page.keyboard.type("!");
    expect(await harness.page.getByLabel("Notes").inputValue()).toMatch(/!/);
  },
  deadlineMs,
);
