import { elementOf } from "./pressing.ts";
import type { Moment, Way } from "./twin-step.ts";
import { type Control, controlsIn, nameOf, shownIn } from "./twin-tree.ts";

const props = (moment: Moment) => moment.data as Control;
const field = (moment: Moment) => elementOf(moment, "textbox", ["TextField"]);

/** Clicks until it has the value: one with three states may need more than once. */
const toggle =
  (role: "checkbox" | "switch"): Way =>
  async (moment) => {
    const states: readonly unknown[] =
      moment.control.tristate === true ? [false, true, null] : [false, true];
    const at = states.indexOf(moment.control.value ?? (moment.control.tristate ? null : false));
    const wanted = states.indexOf(props(moment).value);
    const element = elementOf(moment, role, [String(moment.control._c)]);
    const times = (wanted - at + states.length) % states.length;
    for (let click = 0; click < times; click += 1) await element.click();
    return times > 0;
  };

const sliders = ["Slider", "CupertinoSlider", "RangeSlider", "RangeSlider"];

/** The thumb of a slider: they are told apart by their order. */
function thumbOf({ page, tree, control }: Moment, which = 0) {
  const before = [...shownIn(tree)];
  const thumbs = before
    .slice(0, before.indexOf(control))
    .map(({ _c }) => sliders.filter((type) => type === _c).length);
  return page.getByRole("slider").nth(thumbs.reduce((sum, count) => sum + count, which));
}

const slide: Way = (moment) => thumbOf(moment).fill(String(props(moment).value));

const choose: Way = async (moment) => {
  const { page, control } = moment;
  const option = [...controlsIn(control.options)].find(
    ({ key, text }) => (key ?? text) === props(moment).value,
  );
  const box = elementOf(moment, "combobox", ["Dropdown", "DropdownM2"]);
  if ((await box.getAttribute("aria-expanded")) !== "true") await box.click();
  const name = String(option?.text ?? option?.key);
  await page.getByRole("option", { name, exact: true }).click();
};

/** Turns a wheel by the keyboard until it says what is wanted. */
async function turn(moment: Moment, which: number, steps: number): Promise<void> {
  const wheel = moment.page.getByRole("spinbutton").nth(which);
  await wheel.focus();
  const key = steps > 0 ? "ArrowDown" : "ArrowUp";
  for (let step = 0; step < Math.abs(steps); step += 1) await moment.page.keyboard.press(key);
}

/** How what is typed, chosen or slid is found. */
export const edits: Readonly<Record<string, Way>> = {
  "TextField =value": (moment) => field(moment).fill(String(props(moment).value)),
  "TextField focus": (moment) => field(moment).focus(),
  "TextField blur": (moment) => field(moment).blur(),
  "TextField submit": (moment) => field(moment).press("Enter"),
  "TextField selection_change": async (moment) => {
    await field(moment).pressSequentially(String((moment.data as { text: string }).text));
    await field(moment).press("Control+a");
  },
  "Checkbox =value": toggle("checkbox"),
  "CupertinoCheckbox =value": toggle("checkbox"),
  "Switch =value": toggle("switch"),
  "CupertinoSwitch =value": toggle("switch"),
  "Slider =value": async (moment) => {
    if (moment.control.on_change_start !== true) return slide(moment);
    const { min = 0, max = 1 } = moment.control as { min?: number; max?: number };
    const box = await thumbOf(moment).boundingBox();
    if (!box) return false;
    const share = (Number(props(moment).value) - min) / (max - min);
    await moment.page.mouse.move(box.x + share * box.width, box.y + box.height / 2);
  },
  "Slider change_start": async (moment) => {
    await thumbOf(moment).hover();
    await moment.page.mouse.down();
  },
  "Slider change_end": ({ page }) => page.mouse.up(),
  "CupertinoSlider =value": slide,
  "RangeSlider =start_value,end_value": async (moment) => {
    await thumbOf(moment, 0).fill(String(props(moment).start_value));
    await thumbOf(moment, 1).fill(String(props(moment).end_value));
  },
  "RadioGroup =value": (moment) => {
    const radio = [...controlsIn(moment.control)].find(
      ({ _c, value }) => /Radio$/.test(String(_c)) && value === props(moment).value,
    );
    return moment.page.getByRole("radio", { name: nameOf(radio) ?? "", exact: true }).click();
  },
  "SearchBar =value": async ({ page, control, data }) => {
    await page
      .getByRole("searchbox", { name: String(control.bar_hint_text), exact: true })
      .fill(String((data as Control).value));
  },
  "SearchBar submit": ({ page }) => page.keyboard.press("Enter"),
  "Dropdown =value": choose,
  "DropdownM2 =value": choose,
  "Dropdown =text": (moment) =>
    elementOf(moment, "combobox", ["Dropdown"]).fill(String(props(moment).text)),
  "AutoComplete select": async ({ page, data }) => {
    const { value } = (data as { selection: { value: string } }).selection;
    await page.getByRole("combobox", { name: "Text", exact: true }).fill(value);
    await page.getByRole("option", { name: value, exact: true }).click();
  },
  "CupertinoSegmentedButton =selected_index": ({ page, control, data }) => {
    const parts = [...controlsIn(control.controls)];
    const name = String(parts[Number((data as Control).selected_index)]?.value);
    return page.getByRole("radio", { name, exact: true }).click();
  },
  "CupertinoPicker =selected_index": (moment) =>
    turn(
      moment,
      0,
      Number(props(moment).selected_index) - Number(moment.control.selected_index ?? 0),
    ),
  "CupertinoTimerPicker =value": async (moment) => {
    await turn(moment, 0, -4);
    await turn(moment, 1, 1);
  },
};
