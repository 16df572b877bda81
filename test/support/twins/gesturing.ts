import type { Locator, Page } from "playwright-core";
import { elementOf } from "./pressing.ts";
import type { Moment, Way } from "./twin-step.ts";
import { type Control, nameOf } from "./twin-tree.ts";

interface Place {
  readonly x: number;
  readonly y: number;
}

const holdMs = 800;
/** What can be tapped or dragged is a button; other gestures have no role. */
const padOf = (moment: Moment) =>
  moment.control._c === "Draggable" || moment.control.on_tap === true
    ? elementOf(moment, "button", ["GestureDetector", "Draggable"])
    : moment.page.locator(".fl-gestures").first();
const textOf = ({ page, control }: Moment) =>
  page.getByText(nameOf(control) ?? nameOf(control.content as Control) ?? "", { exact: true });
const place = ({ data }: Moment): { position?: Place } => {
  const { l } = (data ?? {}) as { l?: Place };
  return l ? { position: l } : {};
};

async function moveTo(page: Page, element: Locator, share: Place): Promise<void> {
  const box = await element.boundingBox();
  if (!box) throw new Error("it is not on the page");
  await page.mouse.move(box.x + share.x * box.width, box.y + share.y * box.height, { steps: 5 });
}

const pressAndMove =
  (elementOfMoment: (moment: Moment) => Locator, share: Place): Way =>
  async (moment) => {
    await elementOfMoment(moment).hover(place(moment));
    await moment.page.mouse.down();
    await moveTo(moment.page, elementOfMoment(moment), share);
  };

const release: Way = ({ page }) => page.mouse.up();

/** How gestures are made with a mouse. */
export const gestures: Readonly<Record<string, Way>> = {
  "Draggable drag_start": pressAndMove(padOf, { x: 0.8, y: 0.8 }),
  "DragTarget will_accept": (moment) => moveTo(moment.page, textOf(moment), { x: 0.5, y: 0.5 }),
  "DragTarget leave": ({ page }) => page.mouse.move(900, 700, { steps: 5 }),
  "DragTarget accept": async (moment) => {
    await moveTo(moment.page, textOf(moment), { x: 0.5, y: 0.5 });
    await moment.page.mouse.up();
  },
  "Dismissible update": async (moment) => {
    const title = (moment.control.content as Control).title;
    const element = moment.page.getByText(String(title), { exact: true });
    await element.hover();
    await moment.page.mouse.down();
    const box = await element.boundingBox();
    const { width } = moment.page.viewportSize() ?? { width: 0 };
    const { progress } = moment.data as { progress: number };
    const from = (box?.x ?? 0) + (box?.width ?? 0) / 2;
    await moment.page.mouse.move(from + progress * width, box?.y ?? 0, { steps: 10 });
  },
  "Dismissible confirm_dismiss": release,
  "GestureDetector tap": (moment) => padOf(moment).click(),
  "GestureDetector double_tap": (moment) => padOf(moment).dblclick(),
  "GestureDetector long_press_start": (moment) =>
    padOf(moment).click({ ...place(moment), delay: holdMs }),
  "GestureDetector secondary_tap": (moment) => padOf(moment).click({ button: "right" }),
  "GestureDetector tap_down": (moment) =>
    moment.page.locator(".fl-gestures").first().click(place(moment)),
  "GestureDetector pan_update": async (moment) => {
    if (moment.control.on_pan_start === true) {
      const { x, y } = (await padOf(moment).boundingBox()) ?? { x: 0, y: 0 };
      const { l } = moment.data as { l: Place };
      return moment.page.mouse.move(x + l.x, y + l.y, { steps: 5 });
    }
    const ball = moment.page.locator(".fl-gestures").first();
    await pressAndMove(() => ball, { x: 0.9, y: 0.9 })(moment);
    await moment.page.mouse.up();
  },
  "GestureDetector pan_start": async (moment) => {
    await padOf(moment).hover(place(moment));
    await moment.page.mouse.down();
    const { x, y } = (await padOf(moment).boundingBox()) ?? { x: 0, y: 0 };
    const { l } = moment.data as { l: Place };
    await moment.page.mouse.move(x + l.x + 30, y + l.y + 30, { steps: 5 });
  },
  "GestureDetector pan_end": release,
  "GestureDetector scroll": async (moment) => {
    const { sd } = moment.data as { sd: Place };
    await padOf(moment).hover();
    await moment.page.mouse.wheel(sd.x, sd.y);
  },
  "KeyboardListener key_down": async (moment) => {
    await textOf(moment).click();
    await moment.page.keyboard.down((moment.data as { key: string }).key);
  },
  "KeyboardListener key_up": ({ page, data }) => page.keyboard.up((data as { key: string }).key),
  "Container hover": (moment) =>
    moment.data === true ? textOf(moment).hover() : moment.page.mouse.move(900, 700),
  "Container long_press": (moment) => textOf(moment).click({ delay: holdMs }),
  "Container tap_down": async (moment) => {
    await textOf(moment).hover(place(moment));
    await moment.page.mouse.down();
  },
  "Column scroll": async ({ page }) => {
    await page.mouse.up();
    await page.getByText("1", { exact: true }).first().hover();
    await page.mouse.wheel(0, 12);
  },
  "PageView =selected_index": async ({ page, control, data }) => {
    const pages = page.locator("[aria-roledescription=carousel]");
    await pages.focus();
    const { selected_index } = data as { selected_index: number };
    await page.keyboard.press(
      selected_index > Number(control.selected_index ?? 0) ? "ArrowRight" : "ArrowLeft",
    );
  },
};
