import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { ClientHarness, type WireControl } from "../support/client-harness.ts";

let harness: ClientHarness;

beforeAll(async () => {
  harness = await ClientHarness.open({ viewport: { width: 480, height: 640 } });
}, 60_000);

afterEach(() => {
  harness.events.length = 0;
  harness.updates.length = 0;
});

afterAll(async () => {
  const { complaints } = harness;
  await harness[Symbol.asyncDispose]();
  expect(complaints).toEqual([]);
});

/** Draws controls and returns the ids of the given ones. */
async function show(...controls: WireControl[]): Promise<void> {
  await harness.show(controls, {
    padding: { left: 16, top: 16, right: 16, bottom: 16 },
    spacing: 8,
  });
}

function set(id: number, property: string, value: unknown): void {
  harness.patch(id, [[0], [0, 0, property, value]]);
}

const focused = () => harness.page.evaluate("document.activeElement.textContent");
const description = () =>
  harness.page.evaluate(
    'document.getElementById(document.activeElement.getAttribute("aria-describedby"))?.textContent',
  );
const sent = () => ({
  updates: harness.updates.filter(({ id }) => id > 1).map(({ id, props }) => [id, props]),
  events: harness.events.map(({ target, name, data }) => [target, name, data ?? null]),
});

test("a button is named by its content and sends click by mouse and keyboard", async () => {
  await show({ _c: "Button", _i: 501, content: "Save", on_click: true, on_focus: true });
  const button = harness.page.getByRole("button", { name: "Save" });
  await button.click();
  await harness.nextEvent("click");
  await button.press("Enter");
  expect(await harness.nextEvent("click")).toMatchObject({ target: 501 });
});

test("a disabled button cannot be clicked", async () => {
  await show({ _c: "FilledButton", _i: 502, content: "Save", on_click: true, disabled: true });
  expect(await harness.page.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
});

test("an icon button is named by its tooltip, which shows under the pointer", async () => {
  await show({ _c: "IconButton", _i: 503, icon: 65604, tooltip: "Add", on_click: true });
  await harness.page.getByRole("button", { name: "Add" }).hover();
  await harness.page.getByRole("tooltip").waitFor();
  expect(await harness.page.getByRole("tooltip").textContent()).toBe("Add");
  expect(await harness.page.locator("[aria-describedby]").count()).toBe(0); // it has said it already
});

test("the method focus moves the focus to a control", async () => {
  await show({ _c: "TextButton", _i: 504, content: "Here", on_focus: true });
  await harness.invoke(504, "focus");
  expect(await harness.nextEvent("focus")).toMatchObject({ target: 504 });
});

test("a text field sends an update and an event at each edit", async () => {
  await show({
    _c: "TextField",
    _i: 510,
    label: "Name",
    on_change: true,
    on_submit: true,
    on_blur: true,
  });
  const field = harness.page.getByRole("textbox", { name: "Name" });
  await field.pressSequentially("ab");
  await field.press("Enter");
  await harness.nextEvent("blur");
  expect(sent().updates).toEqual([
    [510, { value: "a" }],
    [510, { value: "ab" }],
  ]);
  expect(sent().events).toEqual([
    [510, "change", "a"],
    [510, "change", "ab"],
    [510, "submit", "ab"],
  ]);
});

test("a text from the app replaces the field's text and leaves the caret", async () => {
  await show({ _c: "TextField", _i: 511, label: "Name", value: "abcdef" });
  const field = harness.page.getByRole("textbox", { name: "Name" });
  await field.focus();
  await harness.page.evaluate("document.activeElement.setSelectionRange(2, 2)");
  set(511, "value", "ABCDEF");
  await harness.settle();
  expect(await field.inputValue()).toBe("ABCDEF");
  expect(await harness.page.evaluate("document.activeElement.selectionStart")).toBe(2);
});

test("a field with an error is invalid and shows the text", async () => {
  await show({ _c: "TextField", _i: 512, label: "Mail", error: "Not an address" });
  const field = harness.page.getByRole("textbox", { name: "Mail" });
  expect(await field.getAttribute("aria-invalid")).toBe("true");
  expect(await harness.page.getByText("Not an address").isVisible()).toBe(true);
});

test("a filter keeps other characters out of a field", async () => {
  const input_filter = { regex_string: "^[0-9]*$", allow: true };
  await show({ _c: "TextField", _i: 513, label: "Age", input_filter });
  const field = harness.page.getByRole("textbox", { name: "Age" });
  await field.pressSequentially("1a2");
  expect(await field.inputValue()).toBe("12");
});

test("a check box with three states goes through all of them", async () => {
  await show({ _c: "Checkbox", _i: 520, label: "Agree", tristate: true, on_change: true });
  const box = harness.page.getByRole("checkbox", { name: "Agree" });
  // Flet sends neither null nor false; its client takes a box with three states and no value for undecided.
  expect(await box.evaluate((input) => Reflect.get(input, "indeterminate"))).toBe(true);
  for (const value of [false, true, null]) {
    await box.press("Space");
    expect(await harness.nextEvent("change")).toMatchObject({ target: 520, data: value });
    expect(harness.updates.pop()).toMatchObject({ id: 520, props: { value } });
  }
});

test("a switch is on or off", async () => {
  await show({ _c: "Switch", _i: 521, label: "Wifi", on_change: true });
  await harness.page.getByRole("switch", { name: "Wifi" }).click();
  expect(await harness.nextEvent("change")).toMatchObject({ target: 521, data: true });
  expect(await harness.page.getByRole("switch", { name: "Wifi" }).isChecked()).toBe(true);
});

test("arrow keys choose among the radio buttons of a group", async () => {
  const radios = ["a", "b"].map((value) => ({ _c: "Radio", value, label: value.toUpperCase() }));
  const content = { _c: "Column", controls: radios };
  await show({ _c: "RadioGroup", _i: 522, value: "a", on_change: true, content });
  await harness.page.getByRole("radio", { name: "A" }).press("ArrowDown");
  expect(await harness.nextEvent("change")).toMatchObject({ target: 522, data: "b" });
  expect(await harness.page.getByRole("radio", { name: "B" }).isChecked()).toBe(true);
});

test("a slider goes by keys and tells start, change and end", async () => {
  const events = { on_change: true, on_change_start: true, on_change_end: true };
  await show({ _c: "Slider", _i: 523, min: 0, max: 100, divisions: 10, value: 40, ...events });
  await harness.page.getByRole("slider").press("ArrowRight");
  await harness.nextEvent("change_end");
  expect(sent().updates).toEqual([[523, { value: 50 }]]);
  expect(sent().events).toEqual([
    [523, "change_start", 40],
    [523, "change", 50],
  ]);
});

const options = ["Red", "Green"].map((key) => ({ _c: "DropdownOption", key }));

test("a dropdown is a combobox that opens a list of options", async () => {
  await show({
    _c: "Dropdown",
    _i: 530,
    label: "Color",
    options,
    on_select: true,
    on_text_change: true,
  });
  await harness.page.getByRole("combobox", { name: "Color" }).click();
  await harness.page.getByRole("listbox").getByRole("option", { name: "Green" }).click();
  await harness.nextEvent("select");
  expect(sent().updates).toEqual([
    [530, { text: "Green" }],
    [530, { value: "Green" }],
  ]);
  expect(sent().events).toEqual([[530, "text_change", "Green"]]);
});

test("a dropdown is used by keys", async () => {
  await show({ _c: "Dropdown", _i: 531, label: "Color", options, on_select: true });
  const box = harness.page.getByRole("combobox", { name: "Color" });
  for (const key of ["ArrowDown", "ArrowDown"]) await box.press(key);
  await box.dispatchEvent("keydown", { key: "Enter", isComposing: true }); // an input method's
  expect(await harness.page.getByRole("listbox").count()).toBe(1);
  await box.press("Enter");
  expect(await harness.nextEvent("select")).toMatchObject({ data: "Red" });
  expect(await harness.page.getByRole("listbox").count()).toBe(0);
});

test("a progress bar tells how much is done", async () => {
  await show({ _c: "ProgressBar", _i: 532, value: 0.25 });
  expect(await harness.page.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("25");
});

test("tabs show the content of the selected one", async () => {
  const tabs = ["One", "Two"].map((label) => ({ _c: "Tab", label }));
  const controls = ["First", "Second"].map((value) => ({ _c: "Text", value }));
  const content = {
    _c: "Column",
    controls: [
      { _c: "TabBar", _i: 541, tabs, on_click: true },
      { _c: "TabBarView", height: 100, controls },
    ],
  };
  await show({ _c: "Tabs", _i: 540, length: 2, on_change: true, content });
  await harness.page.getByRole("tab", { name: "Two" }).click();
  expect(await harness.nextEvent("click")).toMatchObject({ target: 541, data: 1 });
  expect(await harness.nextEvent("change")).toMatchObject({ target: 540, data: 1 });
  expect(await harness.page.getByRole("tabpanel").textContent()).toBe("Second");
});

test("a list tile with a handler is a button with the title's name", async () => {
  await show({ _c: "ListTile", _i: 550, title: "Inbox", subtitle: "3 new", on_click: true });
  await harness.page.getByRole("button", { name: "Inbox" }).click();
  expect(await harness.nextEvent("click")).toMatchObject({ target: 550 });
});

test("an expansion tile tells whether it is open", async () => {
  const controls = [{ _c: "Text", value: "Inside" }];
  await show({ _c: "ExpansionTile", _i: 551, title: "More", controls, on_change: true });
  const head = harness.page.getByRole("button", { name: "More" });
  await head.click();
  expect(await harness.nextEvent("change")).toMatchObject({ data: true });
  await harness.page.getByText("Inside").waitFor();
  expect(await head.getAttribute("aria-expanded")).toBe("true");
});

test("a table has headings, rows and cells, sorts and selects", async () => {
  const columns = [{ _c: "DataColumn", _i: 561, label: "Name", on_sort: true }];
  const cells = [{ _c: "DataCell", content: "Ann" }];
  const rows = [{ _c: "DataRow", _i: 562, on_select_change: true, cells }];
  await show({ _c: "DataTable", _i: 560, columns, rows });
  await harness.page.getByRole("columnheader", { name: "Name" }).getByRole("button").click();
  expect(await harness.nextEvent("sort")).toMatchObject({
    target: 561,
    data: { ci: 0, asc: true },
  });
  await harness.page.getByRole("cell", { name: "Ann" }).click();
  expect(await harness.nextEvent("select_change")).toMatchObject({ target: 562, data: true });
});

test("a menu opens from its button and tells what was chosen", async () => {
  const items = [
    { _c: "PopupMenuItem", _i: 571, content: "Copy", on_click: true },
    { _c: "PopupMenuItem" },
    { _c: "PopupMenuItem", _i: 572, content: "Bold", checked: false, on_click: true },
  ];
  const events = { on_open: true, on_select: true };
  await show({ _c: "PopupMenuButton", _i: 570, tooltip: "Edit", items, ...events });
  await harness.page.getByRole("button", { name: "Edit" }).click();
  await harness.page.getByRole("menuitemcheckbox", { name: "Bold" }).click();
  await harness.nextEvent("select");
  expect(sent().events).toEqual([
    [570, "open", null],
    [572, "click", true],
  ]);
});

test("what a tooltip says describes the control that is named by its content", async () => {
  await show({ _c: "Button", _i: 505, content: "Save", tooltip: "Keeps the file" });
  const button = harness.page.getByRole("button", { name: "Save" });
  await harness.page.keyboard.press("Tab");
  await button.focus();
  await harness.page.getByRole("tooltip").waitFor();
  expect(await description()).toBe("Keeps the file");
  await harness.page.keyboard.press("Escape");
  expect(await description()).toBeUndefined();
});

test("a control that is drawn anew while it is held down is a long press all the same", async () => {
  const box = {
    _c: "Container",
    _i: 590,
    width: 80,
    height: 40,
    content: { _c: "Text", value: "A" },
  };
  await show({ ...box, on_tap_down: true, on_long_press: true });
  await harness.page.locator('[data-id="590"]').hover();
  await harness.page.mouse.down();
  await harness.nextEvent("tap_down");
  set(590, "bgcolor", "red");
  expect(await harness.nextEvent("long_press")).toMatchObject({ target: 590 });
  await harness.page.mouse.up();
});

test("a long press that ends elsewhere does not swallow the next press of a key", async () => {
  await show(
    { _c: "Button", _i: 591, content: "Hold", on_click: true, on_long_press: true },
    { _c: "Text", _i: 592, value: "elsewhere" },
  );
  const button = harness.page.getByRole("button", { name: "Hold" });
  await button.hover();
  await harness.page.mouse.down();
  await harness.nextEvent("long_press");
  await harness.page.locator('[data-id="592"]').hover();
  await harness.page.mouse.up();
  await button.focus();
  await harness.page.keyboard.press("Enter");
  expect(await harness.nextEvent("click")).toMatchObject({ target: 591 });
});

test("a dialog takes the focus and gives it back, Escape dismisses it", async () => {
  await show({ _c: "Button", _i: 580, content: "Open" });
  const opener = harness.page.getByRole("button", { name: "Open" });
  await opener.focus();
  const actions = [{ _c: "TextButton", content: "OK" }];
  const dialog = {
    _c: "AlertDialog",
    _i: 581,
    open: true,
    title: "Sure?",
    actions,
    on_dismiss: true,
  };
  harness.patch(5, [[0], [0, 0, "controls", [harness.numbered(dialog)]]]);
  await harness.page.getByRole("dialog", { name: "Sure?" }).waitFor();
  expect(await focused()).toBe("OK");
  await harness.page.keyboard.press("Escape");
  await harness.nextEvent("dismiss");
  expect(sent().updates).toEqual([[581, { open: false }]]);
  expect(await focused()).toBe("Open");
});

test("a modal dialog closes only by the app", async () => {
  const dialog = {
    _c: "AlertDialog",
    _i: 583,
    open: true,
    modal: true,
    title: "Wait",
    on_dismiss: true,
  };
  harness.patch(5, [[0], [0, 0, "controls", [dialog]]]);
  await harness.page.getByRole("dialog", { name: "Wait" }).waitFor();
  for (let times = 0; times < 3; times += 1) {
    await harness.page.keyboard.press("Escape");
    await harness.settle();
    expect(await harness.page.getByRole("dialog", { name: "Wait" }).isVisible()).toBe(true);
  }
  set(583, "open", false);
  expect(await harness.nextEvent("dismiss")).toMatchObject({ target: 583 });
});

test("a snack bar is a status and goes by itself", async () => {
  const bar = {
    _c: "SnackBar",
    _i: 585,
    open: true,
    content: "Saved",
    duration: 300,
    on_dismiss: true,
  };
  harness.patch(5, [[0], [0, 0, "controls", [bar]]]);
  await harness.page.getByRole("status").getByText("Saved").waitFor();
  await harness.nextEvent("dismiss");
  expect(sent().updates).toEqual([
    [585, { _dismissed: true }],
    [585, { open: false }],
  ]);
});

test("places of a navigation bar are buttons, the selected one is current", async () => {
  const destinations = ["Home", "Me"].map((label) => ({
    _c: "NavigationBarDestination",
    icon: 69217,
    label,
  }));
  const bar = harness.numbered({ _c: "NavigationBar", _i: 590, destinations, on_change: true });
  await harness.show([], { navigation_bar: bar });
  await harness.page.getByRole("button", { name: "Me", exact: true }).click();
  expect(await harness.nextEvent("change")).toMatchObject({ target: 590, data: 1 });
  await harness.page.locator("button[aria-current=page]").getByText("Me").waitFor();
});

test("gestures tell kind and place of the pointer", async () => {
  const content = { _c: "Container", width: 100, height: 100 };
  const events = { on_tap: true, on_pan_start: true, on_pan_update: true, on_pan_end: true };
  await show({ _c: "GestureDetector", _i: 595, content, ...events });
  await harness.page.mouse.click(26, 36);
  expect(await harness.nextEvent("tap")).toMatchObject({
    data: { k: "mouse", l: { x: 10, y: 20 }, g: { x: 26, y: 36 } },
  });
  await harness.page.mouse.move(30, 30);
  await harness.page.mouse.down();
  await harness.page.mouse.move(60, 30, { steps: 4 });
  await harness.page.mouse.up();
  expect(await harness.nextEvent("pan_start")).toMatchObject({ data: { k: "mouse" } });
  expect(await harness.nextEvent("pan_update")).toMatchObject({ target: 595 });
  expect(await harness.nextEvent("pan_end")).toMatchObject({ target: 595 });
});

test("the app bar of a view with a drawer has a button that opens it", async () => {
  const controls = [{ _c: "NavigationDrawerDestination", icon: 69217, label: "Inbox" }];
  const appbar = { _c: "AppBar", title: "Mail" };
  const drawer = { _c: "NavigationDrawer", _i: 598, controls, on_change: true };
  await harness.show([], harness.numbered({ appbar, drawer }));
  await harness.page.getByRole("button", { name: "Open navigation menu" }).click();
  await harness.page.getByRole("button", { name: "Inbox" }).click();
  expect(await harness.nextEvent("change")).toMatchObject({ target: 598, data: 0 });
});

test("a drawer keeps the focus until it is closed", async () => {
  const controls = [{ _c: "NavigationDrawerDestination", icon: 69217, label: "Inbox" }];
  const appbar = { _c: "AppBar", title: "Mail" };
  const drawer = { _c: "NavigationDrawer", _i: 599, controls };
  await harness.show([{ _c: "Button", content: "Below" }], harness.numbered({ appbar, drawer }));
  const opener = harness.page.getByRole("button", { name: "Open navigation menu" });
  await opener.click();
  await harness.page.getByRole("dialog", { name: "Navigation menu" }).waitFor();
  await harness.page.locator("[role=dialog] :focus").waitFor();
  // Between the last and the first there may be the browser itself.
  const isInside = () =>
    harness.page.evaluate('document.activeElement.matches("body,[role=dialog] *")');
  for (const key of ["Tab", "Tab", "Tab", "Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab"]) {
    await harness.page.keyboard.press(key);
    expect([key, await isInside()]).toEqual([key, true]);
  }
  await harness.page.keyboard.press("Escape");
  await harness.nextEvent("dismiss");
  expect(await harness.page.evaluate("document.activeElement.ariaLabel")).toBe(
    "Open navigation menu",
  );
});
