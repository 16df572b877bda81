import { expect, test } from "@jest/globals";
import { ControlPage } from "../support/control-page.ts";

const shared = new ControlPage();
const { show, set, focused, description, sent } = shared;

test("a menu opens from its button and tells what was chosen", async () => {
  const items = [
    { _c: "PopupMenuItem", _i: 571, content: "Copy", on_click: true },
    { _c: "PopupMenuItem" },
    { _c: "PopupMenuItem", _i: 572, content: "Bold", checked: false, on_click: true },
  ];
  const events = { on_open: true, on_select: true };
  await show({ _c: "PopupMenuButton", _i: 570, tooltip: "Edit", items, ...events });
  await shared.harness.page.getByRole("button", { name: "Edit" }).click();
  await shared.harness.page.getByRole("menuitemcheckbox", { name: "Bold" }).click();
  await shared.harness.nextEvent("select");
  expect(sent().events).toEqual([
    [570, "open", null],
    [572, "click", true],
  ]);
});

test("what a tooltip says describes the control that is named by its content", async () => {
  await show({ _c: "Button", _i: 505, content: "Save", tooltip: "Keeps the file" });
  const button = shared.harness.page.getByRole("button", { name: "Save" });
  await shared.harness.page.keyboard.press("Tab");
  await button.focus();
  await shared.harness.page.getByRole("tooltip").waitFor();
  expect(await description()).toBe("Keeps the file");
  await shared.harness.page.keyboard.press("Escape");
  expect(await description()).toBeUndefined();
});

test("what has the focus keeps its tooltip while the pointer is on nothing that has one", async () => {
  await show(
    { _c: "Button", _i: 506, content: "Save", tooltip: "Keeps the file" },
    { _c: "Button", _i: 507, content: "Drop", tooltip: "Forgets the file" },
    { _c: "Text", _i: 508, value: "elsewhere" },
  );
  const { page } = shared.harness;
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Save" }).focus();
  const tip = (text: string) => page.getByRole("tooltip").getByText(text).waitFor();
  await tip("Keeps the file");
  await page.locator('[data-id="507"]').hover();
  await tip("Forgets the file");
  await page.locator('[data-id="508"]').hover();
  await tip("Keeps the file");
  expect(await description()).toBe("Keeps the file");
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
  await shared.harness.page.locator('[data-id="590"]').hover();
  await shared.harness.page.mouse.down();
  await shared.harness.nextEvent("tap_down");
  set(590, "bgcolor", "red");
  expect(await shared.harness.nextEvent("long_press")).toMatchObject({ target: 590 });
  await shared.harness.page.mouse.up();
});

test("a long press that ends elsewhere does not swallow the next press of a key", async () => {
  await show(
    { _c: "Button", _i: 591, content: "Hold", on_click: true, on_long_press: true },
    { _c: "Text", _i: 592, value: "elsewhere" },
  );
  const button = shared.harness.page.getByRole("button", { name: "Hold" });
  await button.hover();
  await shared.harness.page.mouse.down();
  await shared.harness.nextEvent("long_press");
  await shared.harness.page.locator('[data-id="592"]').hover();
  await shared.harness.page.mouse.up();
  await button.focus();
  await shared.harness.page.keyboard.press("Enter");
  expect(await shared.harness.nextEvent("click")).toMatchObject({ target: 591 });
});

test("a dialog takes the focus and gives it back, Escape dismisses it", async () => {
  await show({ _c: "Button", _i: 580, content: "Open" });
  const opener = shared.harness.page.getByRole("button", { name: "Open" });
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
  shared.harness.patch(5, [[0], [0, 0, "controls", [shared.harness.numbered(dialog)]]]);
  await shared.harness.page.getByRole("dialog", { name: "Sure?" }).waitFor();
  expect(await focused()).toBe("OK");
  await shared.harness.page.keyboard.press("Escape");
  await shared.harness.nextEvent("dismiss");
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
  shared.harness.patch(5, [[0], [0, 0, "controls", [dialog]]]);
  await shared.harness.page.getByRole("dialog", { name: "Wait" }).waitFor();
  for (let times = 0; times < 3; times += 1) {
    await shared.harness.page.keyboard.press("Escape");
    await shared.harness.settle();
    expect(await shared.harness.page.getByRole("dialog", { name: "Wait" }).isVisible()).toBe(true);
  }
  set(583, "open", false);
  expect(await shared.harness.nextEvent("dismiss")).toMatchObject({ target: 583 });
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
  shared.harness.patch(5, [[0], [0, 0, "controls", [bar]]]);
  await shared.harness.page.getByRole("status").getByText("Saved").waitFor();
  await shared.harness.nextEvent("dismiss");
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
  const bar = shared.harness.numbered({
    _c: "NavigationBar",
    _i: 590,
    destinations,
    on_change: true,
  });
  await shared.harness.show([], { navigation_bar: bar });
  await shared.harness.page.getByRole("button", { name: "Me", exact: true }).click();
  expect(await shared.harness.nextEvent("change")).toMatchObject({ target: 590, data: 1 });
  await shared.harness.page.locator("button[aria-current=page]").getByText("Me").waitFor();
});

test("gestures tell kind and place of the pointer", async () => {
  const content = { _c: "Container", width: 100, height: 100 };
  const events = { on_tap: true, on_pan_start: true, on_pan_update: true, on_pan_end: true };
  await show({ _c: "GestureDetector", _i: 595, content, ...events });
  await shared.harness.page.mouse.click(26, 36);
  expect(await shared.harness.nextEvent("tap")).toMatchObject({
    data: { k: "mouse", l: { x: 10, y: 20 }, g: { x: 26, y: 36 } },
  });
  await shared.harness.page.mouse.move(30, 30);
  await shared.harness.page.mouse.down();
  await shared.harness.page.mouse.move(60, 30, { steps: 4 });
  await shared.harness.page.mouse.up();
  expect(await shared.harness.nextEvent("pan_start")).toMatchObject({ data: { k: "mouse" } });
  expect(await shared.harness.nextEvent("pan_update")).toMatchObject({ target: 595 });
  expect(await shared.harness.nextEvent("pan_end")).toMatchObject({ target: 595 });
});

test("the app bar of a view with a drawer has a button that opens it", async () => {
  const controls = [{ _c: "NavigationDrawerDestination", icon: 69217, label: "Inbox" }];
  const appbar = { _c: "AppBar", title: "Mail" };
  const drawer = { _c: "NavigationDrawer", _i: 598, controls, on_change: true };
  await shared.harness.show([], shared.harness.numbered({ appbar, drawer }));
  await shared.harness.page.getByRole("button", { name: "Open navigation menu" }).click();
  await shared.harness.page.getByRole("button", { name: "Inbox" }).click();
  expect(await shared.harness.nextEvent("change")).toMatchObject({ target: 598, data: 0 });
});

test("a drawer keeps the focus until it is closed", async () => {
  const controls = [{ _c: "NavigationDrawerDestination", icon: 69217, label: "Inbox" }];
  const appbar = { _c: "AppBar", title: "Mail" };
  const drawer = { _c: "NavigationDrawer", _i: 599, controls };
  await shared.harness.show(
    [{ _c: "Button", content: "Below" }],
    shared.harness.numbered({ appbar, drawer }),
  );
  const opener = shared.harness.page.getByRole("button", { name: "Open navigation menu" });
  await opener.click();
  await shared.harness.page.getByRole("dialog", { name: "Navigation menu" }).waitFor();
  await shared.harness.page.locator("[role=dialog] :focus").waitFor();
  // Between the last and the first there may be the browser itself.
  const isInside = () =>
    shared.harness.page.evaluate('document.activeElement.matches("body,[role=dialog] *")');
  for (const key of ["Tab", "Tab", "Tab", "Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab"]) {
    await shared.harness.page.keyboard.press(key);
    expect([key, await isInside()]).toEqual([key, true]);
  }
  await shared.harness.page.keyboard.press("Escape");
  await shared.harness.nextEvent("dismiss");
  expect(await shared.harness.page.evaluate("document.activeElement.ariaLabel")).toBe(
    "Open navigation menu",
  );
});
