import { Extension } from "@flotilla/protocol";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { ClientHarness } from "../support/client-harness.ts";

const deadlineMs = 30_000;
let harness: ClientHarness;

beforeAll(async () => {
  harness = await ClientHarness.open();
  await harness.settle();
  forget();
}, 60_000);

afterAll(async () => {
  await harness[Symbol.asyncDispose]();
});

afterEach(() => {
  expect(harness.complaints).toEqual([]); // errors of the page, violations of its security policy
  forget();
});

function forget(): void {
  harness.events.length = 0;
  harness.updates.length = 0;
}

/** Waits until an element whose text or label begins so has the focus. */
async function focusOn(name: string): Promise<void> {
  const names = `document.activeElement === document.body ? [] :
    [document.activeElement.textContent, document.activeElement.ariaLabel]`;
  const end = performance.now() + 5_000;
  let found: unknown[] = [];
  while (!found.some((text) => String(text).startsWith(name))) {
    if (performance.now() > end) throw new Error(`the focus is on ${found.join()}, not on ${name}`);
    found = await harness.page.evaluate(names);
  }
}

/** A test of the page that all tests of this file share. */
function drawn(claim: string, run: () => Promise<void>): void {
  test(claim, run, deadlineMs);
}

drawn("a Cupertino button is clicked by mouse and keyboard, a disabled one is not", async () => {
  await harness.show([
    { _c: "CupertinoFilledButton", _i: 20, content: "Go", on_click: true },
    { _c: "CupertinoButton", _i: 21, content: "No", on_click: true, disabled: true },
  ]);
  await harness.page.getByRole("button", { name: "Go" }).click();
  expect(await harness.nextEvent("click")).toEqual({ target: 20, name: "click", data: null });
  await harness.page.keyboard.press("Enter");
  expect((await harness.nextEvent("click")).target).toBe(20);
  expect(await harness.page.getByRole("button", { name: "No" }).isDisabled()).toBe(true);
});

drawn("Cupertino toggles tell their value before the event", async () => {
  await harness.show([
    { _c: "CupertinoSwitch", _i: 20, label: "Wifi", on_change: true },
    { _c: "CupertinoCheckbox", _i: 21, label: "Agree", on_change: true },
    {
      _c: "RadioGroup",
      _i: 22,
      value: "a",
      on_change: true,
      content: {
        _c: "Column",
        controls: [
          { _c: "CupertinoRadio", value: "a", label: "One" },
          { _c: "CupertinoRadio", value: "b", label: "Two" },
        ],
      },
    },
  ]);
  await harness.page.getByRole("switch", { name: "Wifi" }).click();
  expect(await harness.nextEvent("change")).toEqual({ target: 20, name: "change", data: null });
  await harness.page.getByRole("checkbox", { name: "Agree" }).press("Space");
  expect(await harness.nextEvent("change")).toEqual({ target: 21, name: "change", data: true });
  await harness.page.getByRole("radio", { name: "One" }).focus();
  await harness.page.keyboard.press("ArrowDown");
  expect(await harness.nextEvent("change")).toEqual({ target: 22, name: "change", data: "b" });
  expect(harness.updates).toEqual([
    { id: 20, props: { value: true } },
    { id: 21, props: { value: true } },
    { id: 22, props: { value: "b" } },
  ]);
});

drawn("a Cupertino slider moves by arrow keys", async () => {
  await harness.show([
    {
      _c: "CupertinoSlider",
      _i: 20,
      value: 0.5,
      divisions: 4,
      width: 200,
      on_change: true,
      on_change_end: true,
    },
  ]);
  await harness.page.getByRole("slider").press("ArrowRight");
  expect((await harness.nextEvent("change")).data).toBeNull();
  expect((await harness.nextEvent("change_end")).data).toBe(0.75);
  expect(harness.updates).toEqual([{ id: 20, props: { value: 0.75 } }]);
});

drawn("a Cupertino text field reports each edit and clears", async () => {
  await harness.show([
    {
      _c: "CupertinoTextField",
      _i: 20,
      placeholder_text: "Name",
      clear_button_visibility_mode: "always",
      on_change: true,
    },
  ]);
  await harness.page.getByRole("textbox", { name: "Name" }).pressSequentially("Al");
  await harness.nextEvent("change");
  expect((await harness.nextEvent("change")).data).toBe("Al");
  await harness.page.getByRole("button", { name: "Clear" }).click();
  expect((await harness.nextEvent("change")).data).toBe("");
  expect(harness.updates.map(({ props }) => props.value)).toEqual(["A", "Al", ""]);
});

drawn("segments of a Cupertino button are radio buttons", async () => {
  const controls = ["Day", "Week"].map((value) => ({ _c: "Text", value }));
  await harness.show([
    { _c: "CupertinoSlidingSegmentedButton", _i: 20, controls, on_change: true },
    { _c: "CupertinoSegmentedButton", _i: 21, controls, on_change: true },
  ]);
  await harness.page.getByRole("radio", { name: "Week" }).first().click();
  expect(await harness.nextEvent("change")).toEqual({ target: 20, name: "change", data: 1 });
  await harness.page.getByRole("radio", { name: "Day" }).last().focus();
  await harness.page.keyboard.press("ArrowRight");
  expect(await harness.nextEvent("change")).toEqual({ target: 21, name: "change", data: 1 });
  expect(harness.updates.map(({ props }) => props)).toEqual([
    { selected_index: 1 },
    { selected_index: 1 },
  ]);
});

drawn("tabs of a Cupertino navigation bar change the place", async () => {
  const destinations = ["Home", "Find"].map((label) => ({
    _c: "NavigationBarDestination",
    icon: 69217,
    label,
  }));
  await harness.show([], {
    appbar: { _c: "CupertinoAppBar", title: "Places" },
    navigation_bar: { _c: "CupertinoNavigationBar", _i: 20, destinations, on_change: true },
  });
  await harness.page.getByRole("heading", { name: "Places" }).waitFor();
  await harness.page.getByRole("tab", { name: "Home" }).press("ArrowRight");
  await harness.page.keyboard.press("Enter");
  expect(await harness.nextEvent("change")).toEqual({ target: 20, name: "change", data: 1 });
});

drawn("a Cupertino alert takes the focus and tells of its end", async () => {
  await harness.show([{ _c: "Text", value: "Behind" }]);
  const dialog = {
    _c: "CupertinoAlertDialog",
    _i: 20,
    open: true,
    title: "Sure?",
    actions: [{ _c: "CupertinoDialogAction", _i: 21, content: "Yes", on_click: true }],
  };
  harness.patch(5, [[0], [0, 0, "controls", [dialog]]]);
  await harness.page.getByRole("dialog", { name: "Sure?" }).waitFor();
  await harness.page.getByRole("button", { name: "Yes" }).click();
  expect((await harness.nextEvent("click")).target).toBe(21);
  await harness.page.keyboard.press("Escape");
  expect(await harness.nextEvent("dismiss")).toEqual({ target: 20, name: "dismiss", data: null });
  expect(harness.updates).toEqual([{ id: 20, props: { open: false } }]);
  harness.patch(5, [[0], [0, 0, "controls", []]]);
});

/** Opens a dialog of the page. */
function openDialog(dialog: Readonly<Record<string, unknown>>): void {
  harness.patch(5, [[0], [0, 0, "controls", [dialog]]]);
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
  const { page } = harness;
  await page.getByRole("dialog", { name: "Select date" }).waitFor();
  const chosen = page.getByRole("gridcell", { name: "Friday, March 14, 2025" });
  expect(await chosen.getAttribute("aria-selected")).toBe("true");
  await chosen.press("PageDown");
  await page.getByRole("gridcell", { name: "Monday, April 14, 2025" }).press("ArrowLeft");
  await page.getByRole("gridcell", { name: "Sunday, April 13, 2025" }).press("Enter");
  await page.getByRole("button", { name: "OK" }).click();
  expect((await harness.nextEvent("change")).target).toBe(30);
  expect((await harness.nextEvent("dismiss")).data).toBe(false);
  const [update] = harness.updates;
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
  const { page } = harness;
  await page.getByRole("button", { name: "Switch to input" }).click();
  expect((await harness.nextEvent("entry_mode_change")).data).toEqual({ entry_mode: "input" });
  const field = page.getByRole("textbox", { name: "Enter Date" });
  await field.fill("1/1/2030");
  await page.getByRole("button", { name: "OK" }).click();
  expect(await field.getAttribute("aria-invalid")).toBe("true");
  await page.getByText("Out of range.").waitFor();
  await page.keyboard.press("Escape");
  expect((await harness.nextEvent("dismiss")).data).toBe(true);
  expect(harness.updates.map(({ props }) => props)).toEqual([
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
  const { page } = harness;
  await page.getByRole("button", { name: "Hour 1" }).press("ArrowUp");
  await page.getByRole("button", { name: "Hour 2" }).waitFor();
  await page.getByRole("button", { name: "AM" }).click();
  await page.locator(".fl-dial").click({ position: { x: 128, y: 28 } }); // twelve, then minutes
  await page.getByRole("button", { name: "Hour 12" }).waitFor();
  await page.locator(".fl-dial").click({ position: { x: 228, y: 128 } });
  await page.getByRole("button", { name: "Minute 15" }).waitFor();
  await page.getByRole("button", { name: "OK" }).click();
  expect((await harness.nextEvent("change")).data).toEqual(new Extension(2, "0:15"));
  expect((await harness.nextEvent("dismiss")).data).toBe(false);
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
  const { page } = harness;
  await page.getByText("Mar 4 – Mar 14, 2025").waitFor();
  await page.getByRole("gridcell", { name: "Thursday, March 6, 2025" }).click();
  expect(await page.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
  await page.getByRole("gridcell", { name: "Sunday, March 9, 2025" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  expect((await harness.nextEvent("change")).data).toEqual(new Extension(0, ""));
  expect((await harness.nextEvent("dismiss")).data).toBe(false);
  expect(Object.keys(harness.updates[0]?.props ?? {})).toEqual([
    "start_value",
    "end_value",
    "open",
  ]);
  harness.patch(5, [[0], [0, 0, "controls", []]]);
});

/** Drags the mouse between the middles of two controls. */
async function dragBetween(from: number, to: number): Promise<void> {
  const boxes = await harness.boxes();
  const middle = (id: number) => {
    const [x, y, width, height] = boxes[id] ?? [0, 0, 0, 0];
    return [x + width / 2, y + height / 2] as const;
  };
  const { mouse } = harness.page;
  await mouse.move(...middle(from));
  await mouse.down();
  await mouse.move(...middle(to), { steps: 4 });
  await mouse.up();
}

const dragAndDrop = [
  {
    _c: "Draggable",
    _i: 40,
    group: "color",
    on_drag_start: true,
    on_drag_complete: true,
    content: { _c: "Container", _i: 41, width: 50, height: 50, bgcolor: "red" },
  },
  {
    _c: "DragTarget",
    _i: 42,
    group: "color",
    on_will_accept: true,
    on_accept: true,
    content: { _c: "Container", width: 100, height: 100, bgcolor: "blue" },
  },
];

drawn("a dragged control is taken by a target of its group", async () => {
  await harness.show(dragAndDrop);
  await dragBetween(41, 42);
  expect(await harness.nextEvent("drag_complete")).toMatchObject({ target: 40, data: "color" });
  expect(harness.events.map(({ name }) => name)).toEqual(["drag_start", "will_accept", "accept"]);
  expect(harness.events[1]?.data).toEqual({ accept: true, src_id: 40 });
  expect(harness.events[2]).toMatchObject({ target: 42, data: { src_id: 40, l: {}, g: {} } });
});

drawn("a control is dragged by keys too", async () => {
  await harness.show(dragAndDrop);
  await harness.page.locator('[data-id="40"]').focus();
  for (const key of ["Space", "ArrowDown", "Enter"]) await harness.page.keyboard.press(key);
  await harness.nextEvent("drag_complete");
  expect(harness.events.map(({ name }) => name)).toEqual(["drag_start", "will_accept", "accept"]);
});

drawn("items of a list are put in order by their handles", async () => {
  await harness.show([
    {
      _c: "ReorderableListView",
      _i: 40,
      height: 300,
      on_reorder: true,
      on_reorder_start: true,
      on_reorder_end: true,
      controls: ["A", "B", "C"].map((title, at) => ({ _c: "ListTile", _i: 41 + at, title })),
    },
  ]);
  const handle = harness.page.getByRole("button", { name: "Move item 1 of 3" });
  await handle.hover();
  await harness.page.mouse.down();
  await harness.page.mouse.move(400, 140, { steps: 5 });
  await harness.page.mouse.up();
  expect((await harness.nextEvent("reorder")).data).toEqual({ old_index: 0, new_index: 2 });
  expect(harness.events.map(({ name, data }) => [name, data])).toEqual([
    ["reorder_start", { old_index: 0 }],
    ["reorder_end", { new_index: 3 }],
  ]);
  await harness.page.getByRole("button", { name: "Move item 3 of 3" }).press("ArrowUp");
  expect((await harness.nextEvent("reorder")).data).toEqual({ old_index: 2, new_index: 1 });
  expect(harness.updates).toEqual([]);
  const boxes = await harness.boxes();
  expect([41, 42, 43].map((id) => boxes[id]?.[1])).toEqual([48, 0, 96]);
});

drawn("a swiped control asks before it goes", async () => {
  await harness.show([
    {
      _c: "Dismissible",
      _i: 40,
      on_confirm_dismiss: true,
      on_dismiss: true,
      on_update: true,
      content: { _c: "ListTile", _i: 41, title: "Swipe me" },
    },
    { _c: "Text", _i: 42, value: "Below" },
  ]);
  const { mouse } = harness.page;
  await mouse.move(20, 20);
  await mouse.down();
  await mouse.move(400, 20, { steps: 4 });
  await mouse.up();
  const asked = await harness.nextEvent("confirm_dismiss");
  expect(asked.data).toEqual({ direction: "startToEnd" });
  const last = harness.events.filter(({ name }) => name === "update").at(-1);
  expect(last?.data).toMatchObject({ direction: "startToEnd", reached: true });
  expect((await harness.invoke(40, "confirm_dismiss", { dismiss: true })).error).toBeNull();
  expect((await harness.nextEvent("dismiss")).data).toEqual({ direction: "startToEnd" });
  expect(await harness.page.getByText("Swipe me").count()).toBe(0);
});

drawn("a control is dismissed by its button", async () => {
  await harness.show([
    { _c: "Dismissible", _i: 40, on_dismiss: true, content: { _c: "ListTile", title: "Item" } },
  ]);
  await harness.page.getByRole("button", { name: "Dismiss" }).press("Enter");
  expect((await harness.nextEvent("dismiss")).data).toEqual({ direction: "endToStart" });
});

const menus = {
  _c: "MenuBar",
  controls: [
    {
      _c: "SubmenuButton",
      _i: 50,
      content: "File",
      on_open: true,
      on_close: true,
      controls: [
        { _c: "MenuItemButton", _i: 51, content: "New", on_click: true },
        {
          _c: "SubmenuButton",
          _i: 52,
          content: "More",
          on_open: true,
          on_close: true,
          controls: [{ _c: "MenuItemButton", _i: 53, content: "Deep", on_click: true }],
        },
      ],
    },
    { _c: "SubmenuButton", _i: 54, content: "Edit", on_open: true, controls: [] },
  ],
};

drawn("a choice of a menu closes the menus before it is told", async () => {
  await harness.show([menus]);
  const { page } = harness;
  await page.getByRole("menuitem", { name: "File" }).click();
  await page.getByRole("menuitem", { name: "More" }).hover();
  await page.getByRole("menuitem", { name: "Deep" }).click();
  await harness.nextEvent("click");
  expect(harness.events.map(({ target, name }) => [target, name])).toEqual([
    [50, "open"],
    [52, "open"],
    [52, "close"],
    [50, "close"],
  ]);
  expect(await page.getByRole("menu").count()).toBe(0);
});

drawn("menus are walked through by arrow keys", async () => {
  await harness.show([menus]);
  const { page } = harness;
  await page.getByRole("menuitem", { name: "File" }).focus();
  const walk = [
    ["ArrowRight", "Edit"],
    ["ArrowLeft", "File"],
    ["ArrowDown", "New"],
    ["ArrowDown", "More"],
    ["ArrowRight", "Deep"],
  ] as const;
  for (const [key, next] of walk) {
    await page.keyboard.press(key);
    await focusOn(next);
  }
  await page.keyboard.press("Enter");
  expect((await harness.nextEvent("click")).target).toBe(53);
  await page.getByRole("menuitem", { name: "File" }).press("ArrowDown");
  await focusOn("New");
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "detached" });
  await focusOn("File");
});

drawn("a context menu opens at the pointer and by its method", async () => {
  await harness.show([
    {
      _c: "ContextMenu",
      _i: 50,
      on_select: true,
      on_dismiss: true,
      content: { _c: "Container", _i: 51, width: 200, height: 100, bgcolor: "blue" },
      items: [{ _c: "PopupMenuItem", _i: 52, content: "Copy", on_click: true }],
    },
  ]);
  const { page } = harness;
  await page.mouse.click(40, 30, { button: "right" });
  await page.getByRole("menuitem", { name: "Copy" }).click();
  expect((await harness.nextEvent("click")).target).toBe(52);
  expect((await harness.nextEvent("select")).data).toEqual({
    b: "secondary",
    tr: "down",
    id: 52,
    idx: 0,
    ic: 1,
    g: { x: 40, y: 30 },
    l: { x: 40, y: 30 },
  });
  expect((await harness.invoke(50, "open", { local_position: { x: 5, y: 6 } })).error).toBeNull();
  await focusOn("Copy");
  await page.keyboard.press("Escape");
  const dismissed = { b: null, tr: null, id: null, idx: null, ic: 1 };
  expect((await harness.nextEvent("dismiss")).data).toMatchObject(dismissed);
});

drawn("segments are a set: an echo of the app does not double them", async () => {
  const segments = ["a", "b", "c"].map((value) => ({
    _c: "Segment",
    value,
    label: `Seg ${value}`,
  }));
  await harness.show([
    {
      _c: "SegmentedButton",
      _i: 50,
      segments,
      selected: ["a"],
      allow_multiple_selection: true,
      on_change: true,
    },
  ]);
  const { page } = harness;
  await page.getByRole("button", { name: "Seg b" }).click();
  expect((await harness.nextEvent("change")).data).toEqual(["a", "b"]);
  expect(harness.updates).toEqual([{ id: 50, props: { selected: ["a", "b"] } }]);
  harness.patch(50, [
    [0, { selected: [1] }],
    [1, 1, 1, "b"],
  ]);
  await harness.settle();
  await page.getByRole("button", { name: "Seg b" }).click();
  expect((await harness.nextEvent("change")).data).toEqual(["a"]);
  await page.getByRole("button", { name: "Seg a" }).click();
  await page.getByRole("button", { name: "Seg c" }).click();
  expect((await harness.nextEvent("change")).data).toEqual(["a", "c"]);
});

drawn("a marked-up text becomes elements, foreign markup and unsafe links stay text", async () => {
  const value =
    "# Head\n\nText **bold** <b onclick=x>raw</b> [good](https://a.b/c) [bad](javascript:alert(1))\n\n" +
    "* one\n* two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
  await harness.show([
    { _c: "Markdown", _i: 60, value, extension_set: "gitHubWeb", on_tap_link: true },
  ]);
  const { page } = harness;
  await page.getByRole("heading", { name: "Head", level: 1 }).waitFor();
  expect(await page.locator("strong").textContent()).toBe("bold");
  expect(await page.getByRole("listitem").count()).toBe(2);
  expect(await page.getByRole("cell", { name: "2" }).count()).toBe(1);
  expect(await page.getByRole("link").allTextContents()).toEqual(["good"]);
  expect(await page.getByText("<b onclick=x>raw</b>").count()).toBe(1);
  await page.getByRole("link", { name: "good" }).click();
  expect((await harness.nextEvent("tap_link")).data).toBe("https://a.b/c");
});

drawn("semantics give their content a role, a name and actions", async () => {
  await harness.show([
    {
      _c: "Semantics",
      _i: 60,
      label: "Next page",
      button: true,
      on_tap: true,
      content: { _c: "Container", width: 40, height: 40, bgcolor: "red" },
    },
  ]);
  await harness.page.getByRole("button", { name: "Next page" }).press("Enter");
  expect((await harness.nextEvent("tap")).target).toBe(60);
});

drawn("keys are heard where the focus is", async () => {
  await harness.show([
    {
      _c: "KeyboardListener",
      _i: 60,
      autofocus: true,
      on_key_down: true,
      on_key_up: true,
      content: { _c: "Text", value: "Listening" },
    },
  ]);
  await harness.page.getByText("Listening").waitFor();
  await harness.invoke(60, "focus");
  await harness.page.keyboard.press("a");
  expect((await harness.nextEvent("key_down")).data).toEqual({ key: "A" });
  expect((await harness.nextEvent("key_up")).data).toEqual({ key: "A" });
});

drawn("another content comes while the former one goes", async () => {
  const content = (id: number, value: string) => ({ _c: "Text", _i: id, value });
  await harness.show([
    {
      _c: "AnimatedSwitcher",
      _i: 60,
      duration: { milliseconds: 300 },
      reverse_duration: { milliseconds: 300 },
      content: content(61, "Former"),
    },
  ]);
  harness.patch(60, [[0], [0, 0, "content", content(62, "Next")]]);
  await harness.page.getByText("Next").waitFor();
  await harness.page.getByText("Former").waitFor({ state: "detached" });
  expect(await harness.page.locator('[data-id="62"]').count()).toBe(1);
});

drawn("a wheel is turned by keys and by the mouse", async () => {
  const controls = ["One", "Two", "Three", "Four"].map((value) => ({ _c: "Text", value }));
  await harness.show([
    { _c: "CupertinoPicker", _i: 70, width: 200, height: 160, controls, on_change: true },
  ]);
  const wheel = harness.page.getByRole("spinbutton");
  await wheel.press("ArrowDown");
  expect(await harness.nextEvent("change")).toEqual({ target: 70, name: "change", data: 1 });
  expect(await wheel.getAttribute("aria-valuetext")).toBe("Two");
  await wheel.hover();
  await harness.page.mouse.wheel(0, 64);
  for (let data: unknown; data !== 3; ) ({ data } = await harness.nextEvent("change"));
  expect(harness.updates.at(-1)).toEqual({ id: 70, props: { selected_index: 3 } });
  harness.patch(70, [[0], [0, 0, "selected_index", 0]]);
  await harness.settle();
  expect(await wheel.getAttribute("aria-valuetext")).toBe("One");
});

drawn("wheels make a date, a time and a duration", async () => {
  await harness.show([
    {
      _c: "CupertinoDatePicker",
      _i: 70,
      width: 320,
      height: 180,
      date_picker_mode: "date",
      value: day("2025-03-31"),
      on_change: true,
    },
    {
      _c: "CupertinoTimerPicker",
      _i: 71,
      width: 320,
      height: 180,
      value: { minutes: 65 },
      on_change: true,
    },
  ]);
  const { page } = harness;
  await page.getByRole("spinbutton", { name: "Month" }).press("ArrowUp");
  const { data } = await harness.nextEvent("change");
  expect((data as Extension).text.slice(0, 10)).toBe("2025-02-28");
  await page.getByRole("spinbutton", { name: "Minutes" }).press("ArrowDown");
  expect((await harness.nextEvent("change")).data).toEqual(new Extension(3, "3960000000"));
});

drawn("shapes are drawn with their paints and change with the app", async () => {
  const rect = (id: number, x: number, color: string) => ({
    _c: "Rect",
    _i: id,
    x,
    y: 0,
    width: 40,
    height: 40,
    paint: { color },
  });
  await harness.show([
    {
      _c: "Canvas",
      _i: 80,
      width: 100,
      height: 60,
      on_resize: true,
      shapes: [rect(81, 0, "red"), { ...rect(82, 50, "primary"), _c: "Oval" }],
    },
  ]);
  expect((await harness.nextEvent("resize")).data).toEqual({ w: 100, h: 60 });
  const pixel = (x: number, y: number) =>
    harness.page.evaluate(
      `[...document.querySelector("canvas").getContext("2d").getImageData(${x}, ${y}, 1, 1).data]`,
    );
  expect(await pixel(20, 20)).toEqual([0xf4, 0x43, 0x36, 255]);
  expect(await pixel(70, 20)).toEqual([0x36, 0x61, 0x8e, 255]);
  expect(await pixel(51, 1)).toEqual([0, 0, 0, 0]); // a corner of the oval's box
  harness.patch(81, [[0], [0, 0, "paint", { color: "blue" }]]);
  await harness.settle();
  expect(await pixel(20, 20)).toEqual([0x21, 0x96, 0xf3, 255]);
  expect((await harness.invoke(80, "capture", { pixel_ratio: 1 })).error).toBeNull();
  const { result } = await harness.invoke(80, "get_capture");
  expect([...(result as Uint8Array).slice(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
});

drawn("the ends of a range move by keys and do not pass each other", async () => {
  await harness.show([
    {
      _c: "RangeSlider",
      _i: 90,
      width: 240,
      min: 0,
      max: 10,
      divisions: 10,
      start_value: 2,
      end_value: 3,
      on_change: true,
      on_change_end: true,
    },
  ]);
  const start = harness.page.getByRole("slider", { name: "Start" });
  await start.press("ArrowRight");
  expect(await harness.nextEvent("change")).toEqual({ target: 90, name: "change", data: null });
  await start.press("ArrowRight");
  await harness.nextEvent("change_end");
  expect(harness.updates).toEqual([{ id: 90, props: { start_value: 3, end_value: 3 } }]);
});

drawn("panels open by their arrows", async () => {
  const panel = (id: number, value: string) => ({
    _c: "ExpansionPanel",
    _i: id,
    header: { _c: "Text", value },
    content: { _c: "Text", value: `${value} content` },
  });
  const controls = [panel(91, "First"), panel(92, "Second")];
  await harness.show([{ _c: "ExpansionPanelList", _i: 90, on_change: true, controls }]);
  await harness.page.getByRole("button", { name: "Expand Second" }).press("Enter");
  expect((await harness.nextEvent("change")).data).toEqual({ index: 1, expanded: true, data: 1 });
  expect(harness.updates).toEqual([{ id: 92, props: { expanded: true } }]);
  await harness.page.getByText("Second content").waitFor();
});

drawn("pages are turned by keys, methods and the app", async () => {
  const controls = ["One", "Two", "Three"].map((value) => ({ _c: "Text", value }));
  await harness.show([
    { _c: "PageView", _i: 90, width: 200, height: 100, controls, on_change: true },
  ]);
  await harness.page.locator('[data-id="90"]').press("ArrowRight");
  expect(await harness.nextEvent("change")).toEqual({ target: 90, name: "change", data: 1 });
  expect(harness.updates).toEqual([{ id: 90, props: { selected_index: 1 } }]);
  expect((await harness.invoke(90, "jump_to_page", { index: 2 })).error).toBeNull();
  expect((await harness.nextEvent("change")).data).toBe(2);
  harness.patch(90, [[0], [0, 0, "selected_index", 0]]);
  await harness.settle();
  expect(
    await harness.page.evaluate('document.querySelector(".fl-pages > :not([inert])").innerText'),
  ).toBe("One");
});

drawn("a field completes what is typed", async () => {
  const suggestions = ["one", "two", "three"].map((key) => ({ key, value: key.toUpperCase() }));
  await harness.show([
    { _c: "AutoComplete", _i: 95, suggestions, on_select: true, on_change: true },
  ]);
  const field = harness.page.getByRole("combobox");
  await field.pressSequentially("t");
  expect((await harness.nextEvent("change")).data).toBe("t");
  expect(await harness.page.getByRole("option").allTextContents()).toEqual(["TWO", "THREE"]);
  await field.press("ArrowDown");
  await harness.page.getByRole("option", { name: "THREE", selected: true }).waitFor();
  await field.press("Enter");
  expect((await harness.nextEvent("change")).data).toBe("THREE");
  const selection = { key: "three", value: "THREE" };
  expect((await harness.nextEvent("select")).data).toEqual({ index: 2, selection });
  expect(harness.updates.map(({ props }) => props)).toEqual([
    { value: "t" },
    { value: "THREE" },
    { _selected_index: 2 },
  ]);
});

drawn("a search bar opens its view when the app says so", async () => {
  await harness.show([
    {
      _c: "SearchBar",
      _i: 95,
      bar_hint_text: "Find",
      on_tap: true,
      on_change: true,
      on_submit: true,
      controls: [{ _c: "ListTile", title: "Found" }],
    },
  ]);
  const bar = harness.page.getByRole("searchbox", { name: "Find" });
  await bar.click();
  await harness.nextEvent("tap");
  await bar.pressSequentially("x");
  expect((await harness.nextEvent("change")).data).toBe("x");
  await bar.press("Enter");
  expect((await harness.nextEvent("submit")).data).toBe("x");
  expect((await harness.invoke(95, "open_view")).error).toBeNull();
  await harness.page.getByText("Found").waitFor();
  expect((await harness.invoke(95, "close_view", { text: "Found" })).error).toBeNull();
  await harness.page.getByText("Found").waitFor({ state: "detached" });
  expect(await bar.inputValue()).toBe("Found");
});

drawn("a viewer scales and moves its content", async () => {
  await harness.show([
    {
      _c: "InteractiveViewer",
      _i: 95,
      width: 200,
      height: 100,
      on_interaction_start: true,
      on_interaction_end: true,
      content: { _c: "Container", _i: 96, bgcolor: "red" },
    },
  ]);
  const box = async () => (await harness.boxes())[96];
  expect((await harness.invoke(95, "zoom", { factor: 2 })).error).toBeNull();
  await harness.settle();
  expect(await box()).toEqual([-100, -50, 400, 200]);
  await harness.page.mouse.move(100, 50);
  await harness.page.mouse.down();
  await harness.page.mouse.move(140, 60, { steps: 2 });
  await harness.page.mouse.up();
  expect((await harness.nextEvent("interaction_start")).data).toMatchObject({ pc: 1 });
  expect((await harness.nextEvent("interaction_end")).data).toEqual({ pc: 0, v: { x: 0, y: 0 } });
  await harness.settle();
  expect(await box()).toEqual([-60, -40, 400, 200]);
  await harness.page.mouse.wheel(0, -10_000);
  await harness.nextEvent("interaction_end");
  expect((await box())?.[2]).toBe(500); // the largest scale is 2.5
  await harness.invoke(95, "reset", {});
  await harness.settle();
  expect(await box()).toEqual([0, 0, 200, 100]);
});
