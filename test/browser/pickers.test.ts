import { Extension } from "@flotilla/protocol";
import { expect } from "@jest/globals";
import { SharedPage } from "../support/shared-page.ts";

const shared = new SharedPage();
const { drawn } = shared;

function openDialog(dialog: Readonly<Record<string, unknown>>): void {
  shared.harness.patch(5, [[0], [0, 0, "controls", [dialog]]]);
}

function day(text: string): Extension {
  return new Extension(1, text);
}

drawn("a day chosen by keys goes to the app with the end of the dialog", async () => {
  openDialog({
    _c: "DatePicker",
    _i: 30,
    open: true,
    value: day("2025-03-14"),
    first_date: day("2024-01-01"),
    last_date: day("2026-12-31"),
    on_change: true,
  });
  const { page } = shared.harness;
  await page.getByRole("dialog", { name: "Select date" }).waitFor();
  const chosen = page.getByRole("gridcell", { name: "Friday, March 14, 2025" });
  expect(await chosen.getAttribute("aria-selected")).toBe("true");
  await chosen.press("PageDown");
  await page.getByRole("gridcell", { name: "Monday, April 14, 2025" }).press("ArrowLeft");
  await page.getByRole("gridcell", { name: "Sunday, April 13, 2025" }).press("Enter");
  await page.getByRole("button", { name: "OK" }).click();
  expect((await shared.harness.nextEvent("change")).target).toBe(30);
  expect((await shared.harness.nextEvent("dismiss")).data).toBe(false);
  const [update] = shared.harness.updates;
  expect(update?.props.open).toBe(false);
  expect(update?.props.value).toBeInstanceOf(Extension);
});

drawn("a date picker tells of its mode, reads figures and refuses wrong ones", async () => {
  openDialog({
    _c: "DatePicker",
    _i: 31,
    open: true,
    value: day("2025-03-14"),
    first_date: day("2024-01-01"),
    last_date: day("2026-12-31"),
    on_entry_mode_change: true,
  });
  const { page } = shared.harness;
  await page.getByRole("button", { name: "Switch to input" }).click();
  expect((await shared.harness.nextEvent("entry_mode_change")).data).toEqual({
    entry_mode: "input",
  });
  const field = page.getByRole("textbox", { name: "Enter Date" });
  await field.fill("1/1/2030");
  await page.getByRole("button", { name: "OK" }).click();
  expect(await field.getAttribute("aria-invalid")).toBe("true");
  await page.getByText("Out of range.").waitFor();
  await page.keyboard.press("Escape");
  expect((await shared.harness.nextEvent("dismiss")).data).toBe(true);
  expect(shared.harness.updates.map(({ props }) => props)).toEqual([
    { entry_mode: "input" },
    { open: false },
  ]);
});

drawn("a time is turned on the dial and typed", async () => {
  openDialog({
    _c: "TimePicker",
    _i: 32,
    open: true,
    value: new Extension(2, "13:05"),
    on_change: true,
  });
  const { page } = shared.harness;
  await page.getByRole("button", { name: "Hour 1" }).press("ArrowUp");
  await page.getByRole("button", { name: "Hour 2" }).waitFor();
  await page.getByRole("button", { name: "AM" }).click();
  await page.locator(".fl-dial").click({ position: { x: 128, y: 28 } }); // twelve, then minutes
  await page.getByRole("button", { name: "Hour 12" }).waitFor();
  await page.locator(".fl-dial").click({ position: { x: 228, y: 128 } });
  await page.getByRole("button", { name: "Minute 15" }).waitFor();
  await page.getByRole("button", { name: "OK" }).click();
  expect((await shared.harness.nextEvent("change")).data).toEqual(new Extension(2, "0:15"));
  expect((await shared.harness.nextEvent("dismiss")).data).toBe(false);
});

drawn("a range is chosen by its ends", async () => {
  openDialog({
    _c: "DateRangePicker",
    _i: 33,
    open: true,
    start_value: day("2025-03-04"),
    end_value: day("2025-03-14"),
    first_date: day("2025-01-01"),
    last_date: day("2025-12-31"),
    on_change: true,
  });
  const { page } = shared.harness;
  await page.getByText("Mar 4 – Mar 14, 2025").waitFor();
  await page.getByRole("gridcell", { name: "Thursday, March 6, 2025" }).click();
  expect(await page.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
  await page.getByRole("gridcell", { name: "Sunday, March 9, 2025" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  expect((await shared.harness.nextEvent("change")).data).toEqual(new Extension(0, ""));
  expect((await shared.harness.nextEvent("dismiss")).data).toBe(false);
  expect(Object.keys(shared.harness.updates[0]?.props ?? {})).toEqual([
    "start_value",
    "end_value",
    "open",
  ]);
  shared.harness.patch(5, [[0], [0, 0, "controls", []]]);
});

/** Drags the mouse between the middles of two controls. */

drawn(
  "a range within a century and a half opens where it is, with the months around it",
  async () => {
    const { harness } = shared;
    openDialog({
      ...{ _c: "DateRangePicker", _i: 30, open: true },
      current_date: day("2030-05-15T00:00:00"),
      first_date: day("1900-01-01T00:00:00"),
      last_date: day("2050-01-01T00:00:00"),
    });
    await harness.page.getByRole("grid", { name: "May 2030" }).waitFor();
    expect(await harness.page.getByRole("grid").count()).toBeLessThan(12);
    await harness.page.locator("[role=grid] [tabindex='0']").focus();
    await harness.page.keyboard.press("Shift+PageUp");
    await harness.page.locator(":focus[aria-label='Tuesday, May 15, 2029']").waitFor();
    expect(await harness.page.getByRole("grid").count()).toBeLessThan(12);
  },
);
