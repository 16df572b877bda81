import type { Page } from "playwright-core";
import { until } from "../until.ts";
import type { Way } from "./twin-step.ts";
import { type Control, nameOf, shownIn } from "./twin-tree.ts";

const deadlineMs = 20_000;

/** Types that lie over the page until they are answered or left. */
const layers =
  /^(AlertDialog|CupertinoAlertDialog|BottomSheet|CupertinoBottomSheet|DatePicker|DateRangePicker|TimePicker)$/;

/** Leaves the topmost of what lies over the page, once it is there; a modal one by its last button. */
const leave: Way = async ({ page, tree, control }) => {
  const dialogs = page.getByRole("dialog");
  const open = [...shownIn(tree)].filter(({ _c }) => layers.test(String(_c))).length;
  let count = 0;
  await until(
    "it is open",
    async () => {
      count = await dialogs.count();
      return count >= Math.max(open, 1);
    },
    deadlineMs,
  );
  if (control.modal === true) await dialogs.getByRole("button").last().click();
  else await page.keyboard.press("Escape");
  await until("it is gone", async () => (await dialogs.count()) < count, deadlineMs);
};

const named = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).last();

interface Written {
  readonly $ext: readonly [number, string];
}

/** A date as a person writes it into a field, in the time zone of the browser. */
async function written(page: Page, value: unknown): Promise<string> {
  const text = (value as Written).$ext[1];
  return page.evaluate(
    (time) =>
      new Date(time).toLocaleDateString("en-US", {
        year: "numeric",
        month: "2-digit",
        day: "2-digit",
      }),
    text,
  );
}

/** Writes dates instead of looking for their days. */
async function write(page: Page, texts: readonly string[]): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button").first().waitFor();
  if ((await dialog.getByRole("textbox").count()) === 0)
    await named(page, /switch to (text )?input/i).click();
  for (const [at, text] of texts.entries()) await dialog.getByRole("textbox").nth(at).fill(text);
  await named(page, /^(OK|Save)$/).click();
}

const pickDate: Way = async ({ page, data }) =>
  write(page, [await written(page, (data as Control).value)]);

const pickTime: Way = async ({ page, data }) => {
  const [hour = 0, minute = 0] = ((data as Control).value as Written).$ext[1]
    .split(":")
    .map(Number);
  const dialog = page.getByRole("dialog");
  const half = hour < 12 ? "AM" : "PM";
  if ((await dialog.getByRole("textbox").count()) === 0)
    await named(page, /switch to (text )?input/i).click();
  await named(page, half).click();
  await dialog
    .getByRole("textbox")
    .nth(0)
    .fill(String(hour % 12 || 12));
  await dialog.getByRole("textbox").nth(1).fill(String(minute).padStart(2, "0"));
  await named(page, "OK").click();
};

const resize: Way = ({ page, data }) => {
  const { width, height } = data as { width: number; height: number };
  return page.setViewportSize({ width, height });
};

/** How dialogs are answered and left, and what is done with the window. */
export const acts: Readonly<Record<string, Way>> = {
  "AlertDialog =open": leave,
  "CupertinoAlertDialog =open": leave,
  "BottomSheet =open": leave,
  "CupertinoBottomSheet =open": leave,
  "SnackBar =open": ({ page, control }) =>
    page
      .getByRole("status")
      .filter({ hasText: nameOf(control) ?? "" })
      .first()
      .waitFor({ state: "hidden" }),
  "DatePicker =open": leave,
  "DateRangePicker =open": leave,
  "TimePicker =open": leave,
  "NavigationDrawer dismiss": leave,
  "DatePicker =value": pickDate,
  "DatePicker =value,open": pickDate,
  "DateRangePicker =start_value,end_value": async ({ page, data }) => {
    const { start_value, end_value } = data as Control;
    await write(page, [await written(page, start_value), await written(page, end_value)]);
  },
  "TimePicker =value": pickTime,
  "TimePicker =value,open": pickTime,
  "Page =width,height": resize,
  "Page keyboard_event": ({ page, data }) => {
    const { key, shift } = data as { key: string; shift: boolean };
    return page.keyboard.press(shift ? `Shift+${key}` : key);
  },
  "Page =media": ({ page }) => page.setViewportSize({ width: 480, height: 640 }),
  "Page =platform_brightness": ({ page, data }) =>
    page.emulateMedia({
      colorScheme: (data as Control).platform_brightness === "dark" ? "dark" : "light",
    }),
  "FilePicker result": async ({ page, tree, data }) => {
    const button = [...shownIn(tree)].find(
      ({ action }) => (action as Control | undefined)?.method === "pick_files",
    );
    const asked = page.waitForEvent("filechooser");
    await named(page, nameOf(button) ?? "").click();
    const { files } = data as { files: { name: string; size: number }[] };
    await (await asked).setFiles(
      files.map(({ name, size }) => ({ name, mimeType: "", buffer: Buffer.alloc(size) })),
    );
  },
  "Page view_pop": ({ page }) => named(page, "Back").click(),
  "View confirm_pop": ({ page }) => named(page, "Back").click(),
};
