import { expect, test } from "@jest/globals";
import { ControlPage } from "../support/control-page.ts";

const shared = new ControlPage();
const { show, set, sent } = shared;

test("a button is named by its content and sends click by mouse and keyboard", async () => {
  await show({ _c: "Button", _i: 501, content: "Save", on_click: true, on_focus: true });
  const button = shared.harness.page.getByRole("button", { name: "Save" });
  await button.click();
  await shared.harness.nextEvent("click");
  await button.press("Enter");
  expect(await shared.harness.nextEvent("click")).toMatchObject({ target: 501 });
});

test("a disabled button cannot be clicked", async () => {
  await show({ _c: "FilledButton", _i: 502, content: "Save", on_click: true, disabled: true });
  expect(await shared.harness.page.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
});

test("an icon button is named by its tooltip, which shows under the pointer", async () => {
  await show({ _c: "IconButton", _i: 503, icon: 65604, tooltip: "Add", on_click: true });
  await shared.harness.page.getByRole("button", { name: "Add" }).hover();
  await shared.harness.page.getByRole("tooltip").waitFor();
  expect(await shared.harness.page.getByRole("tooltip").textContent()).toBe("Add");
  expect(await shared.harness.page.locator("[aria-describedby]").count()).toBe(0); // it has said it already
});

test("the method focus moves the focus to a control", async () => {
  await show({ _c: "TextButton", _i: 504, content: "Here", on_focus: true });
  await shared.harness.invoke(504, "focus");
  expect(await shared.harness.nextEvent("focus")).toMatchObject({ target: 504 });
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
  const field = shared.harness.page.getByRole("textbox", { name: "Name" });
  await field.pressSequentially("ab");
  await field.press("Enter");
  await shared.harness.nextEvent("blur");
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
  const field = shared.harness.page.getByRole("textbox", { name: "Name" });
  await field.focus();
  await shared.harness.page.evaluate("document.activeElement.setSelectionRange(2, 2)");
  set(511, "value", "ABCDEF");
  await shared.harness.settle();
  expect(await field.inputValue()).toBe("ABCDEF");
  expect(await shared.harness.page.evaluate("document.activeElement.selectionStart")).toBe(2);
});

test("a field with an error is invalid and shows the text", async () => {
  await show({ _c: "TextField", _i: 512, label: "Mail", error: "Not an address" });
  const field = shared.harness.page.getByRole("textbox", { name: "Mail" });
  expect(await field.getAttribute("aria-invalid")).toBe("true");
  expect(await shared.harness.page.getByText("Not an address").isVisible()).toBe(true);
});

test("a filter keeps other characters out of a field", async () => {
  const input_filter = { regex_string: "^[0-9]*$", allow: true };
  await show({ _c: "TextField", _i: 513, label: "Age", input_filter });
  const field = shared.harness.page.getByRole("textbox", { name: "Age" });
  await field.pressSequentially("1a2");
  expect(await field.inputValue()).toBe("12");
});

test("a check box with three states goes through all of them", async () => {
  await show({ _c: "Checkbox", _i: 520, label: "Agree", tristate: true, on_change: true });
  const box = shared.harness.page.getByRole("checkbox", { name: "Agree" });
  // Flet sends neither null nor false; its client takes a box with three states and no value for undecided.
  expect(await box.evaluate((input) => Reflect.get(input, "indeterminate"))).toBe(true);
  for (const value of [false, true, null]) {
    await box.press("Space");
    expect(await shared.harness.nextEvent("change")).toMatchObject({ target: 520, data: value });
    expect(shared.harness.updates.pop()).toMatchObject({ id: 520, props: { value } });
  }
});

test("a switch is on or off", async () => {
  await show({ _c: "Switch", _i: 521, label: "Wifi", on_change: true });
  await shared.harness.page.getByRole("switch", { name: "Wifi" }).click();
  expect(await shared.harness.nextEvent("change")).toMatchObject({ target: 521, data: true });
  expect(await shared.harness.page.getByRole("switch", { name: "Wifi" }).isChecked()).toBe(true);
});

test("arrow keys choose among the radio buttons of a group", async () => {
  const radios = ["a", "b"].map((value) => ({ _c: "Radio", value, label: value.toUpperCase() }));
  const content = { _c: "Column", controls: radios };
  await show({ _c: "RadioGroup", _i: 522, value: "a", on_change: true, content });
  await shared.harness.page.getByRole("radio", { name: "A" }).press("ArrowDown");
  expect(await shared.harness.nextEvent("change")).toMatchObject({ target: 522, data: "b" });
  expect(await shared.harness.page.getByRole("radio", { name: "B" }).isChecked()).toBe(true);
});

test("a slider goes by keys and tells start, change and end", async () => {
  const events = { on_change: true, on_change_start: true, on_change_end: true };
  await show({ _c: "Slider", _i: 523, min: 0, max: 100, divisions: 10, value: 40, ...events });
  await shared.harness.page.getByRole("slider").press("ArrowRight");
  await shared.harness.nextEvent("change_end");
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
  await shared.harness.page.getByRole("combobox", { name: "Color" }).click();
  await shared.harness.page.getByRole("listbox").getByRole("option", { name: "Green" }).click();
  await shared.harness.nextEvent("select");
  expect(sent().updates).toEqual([
    [530, { text: "Green" }],
    [530, { value: "Green" }],
  ]);
  expect(sent().events).toEqual([[530, "text_change", "Green"]]);
});

test("a dropdown is used by keys", async () => {
  await show({ _c: "Dropdown", _i: 531, label: "Color", options, on_select: true });
  const box = shared.harness.page.getByRole("combobox", { name: "Color" });
  for (const key of ["ArrowDown", "ArrowDown"]) await box.press(key);
  await box.dispatchEvent("keydown", { key: "Enter", isComposing: true }); // an input method's
  expect(await shared.harness.page.getByRole("listbox").count()).toBe(1);
  await box.press("Enter");
  expect(await shared.harness.nextEvent("select")).toMatchObject({ data: "Red" });
  expect(await shared.harness.page.getByRole("listbox").count()).toBe(0);
});

test("a progress bar tells how much is done", async () => {
  await show({ _c: "ProgressBar", _i: 532, value: 0.25 });
  expect(await shared.harness.page.getByRole("progressbar").getAttribute("aria-valuenow")).toBe(
    "25",
  );
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
  await shared.harness.page.getByRole("tab", { name: "Two" }).click();
  expect(await shared.harness.nextEvent("click")).toMatchObject({ target: 541, data: 1 });
  expect(await shared.harness.nextEvent("change")).toMatchObject({ target: 540, data: 1 });
  expect(await shared.harness.page.getByRole("tabpanel").textContent()).toBe("Second");
});

test("a list tile with a handler is a button with the title's name", async () => {
  await show({ _c: "ListTile", _i: 550, title: "Inbox", subtitle: "3 new", on_click: true });
  await shared.harness.page.getByRole("button", { name: "Inbox" }).click();
  expect(await shared.harness.nextEvent("click")).toMatchObject({ target: 550 });
});

test("an expansion tile tells whether it is open", async () => {
  const controls = [{ _c: "Text", value: "Inside" }];
  await show({ _c: "ExpansionTile", _i: 551, title: "More", controls, on_change: true });
  const head = shared.harness.page.getByRole("button", { name: "More" });
  await head.click();
  expect(await shared.harness.nextEvent("change")).toMatchObject({ data: true });
  await shared.harness.page.getByText("Inside").waitFor();
  expect(await head.getAttribute("aria-expanded")).toBe("true");
});

test("a table has headings, rows and cells, sorts and selects", async () => {
  const columns = [{ _c: "DataColumn", _i: 561, label: "Name", on_sort: true }];
  const cells = [{ _c: "DataCell", content: "Ann" }];
  const rows = [{ _c: "DataRow", _i: 562, on_select_change: true, cells }];
  await show({ _c: "DataTable", _i: 560, columns, rows });
  await shared.harness.page.getByRole("columnheader", { name: "Name" }).getByRole("button").click();
  expect(await shared.harness.nextEvent("sort")).toMatchObject({
    target: 561,
    data: { ci: 0, asc: true },
  });
  await shared.harness.page.getByRole("cell", { name: "Ann" }).click();
  expect(await shared.harness.nextEvent("select_change")).toMatchObject({
    target: 562,
    data: true,
  });
});
