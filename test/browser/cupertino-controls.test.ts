import { expect } from "@jest/globals";
import { SharedPage } from "../support/shared-page.ts";

const shared = new SharedPage();
const { drawn } = shared;

drawn("a Cupertino button is clicked by mouse and keyboard, a disabled one is not", async () => {
  await shared.harness.show([
    { _c: "CupertinoFilledButton", _i: 20, content: "Go", on_click: true },
    { _c: "CupertinoButton", _i: 21, content: "No", on_click: true, disabled: true },
  ]);
  await shared.harness.page.getByRole("button", { name: "Go" }).click();
  expect(await shared.harness.nextEvent("click")).toEqual({
    target: 20,
    name: "click",
    data: null,
  });
  await shared.harness.page.keyboard.press("Enter");
  expect((await shared.harness.nextEvent("click")).target).toBe(20);
  expect(await shared.harness.page.getByRole("button", { name: "No" }).isDisabled()).toBe(true);
});

drawn("Cupertino toggles tell their value before the event", async () => {
  await shared.harness.show([
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
  await shared.harness.page.getByRole("switch", { name: "Wifi" }).click();
  expect(await shared.harness.nextEvent("change")).toEqual({
    target: 20,
    name: "change",
    data: null,
  });
  await shared.harness.page.getByRole("checkbox", { name: "Agree" }).press("Space");
  expect(await shared.harness.nextEvent("change")).toEqual({
    target: 21,
    name: "change",
    data: true,
  });
  await shared.harness.page.getByRole("radio", { name: "One" }).focus();
  await shared.harness.page.keyboard.press("ArrowDown");
  expect(await shared.harness.nextEvent("change")).toEqual({
    target: 22,
    name: "change",
    data: "b",
  });
  expect(shared.harness.updates).toEqual([
    { id: 20, props: { value: true } },
    { id: 21, props: { value: true } },
    { id: 22, props: { value: "b" } },
  ]);
});

drawn("a Cupertino slider moves by arrow keys", async () => {
  await shared.harness.show([
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
  await shared.harness.page.getByRole("slider").press("ArrowRight");
  expect((await shared.harness.nextEvent("change")).data).toBeNull();
  expect((await shared.harness.nextEvent("change_end")).data).toBe(0.75);
  expect(shared.harness.updates).toEqual([{ id: 20, props: { value: 0.75 } }]);
});

drawn("a Cupertino text field reports each edit and clears", async () => {
  await shared.harness.show([
    {
      _c: "CupertinoTextField",
      _i: 20,
      placeholder_text: "Name",
      clear_button_visibility_mode: "always",
      on_change: true,
    },
  ]);
  await shared.harness.page.getByRole("textbox", { name: "Name" }).pressSequentially("Al");
  await shared.harness.nextEvent("change");
  expect((await shared.harness.nextEvent("change")).data).toBe("Al");
  await shared.harness.page.getByRole("button", { name: "Clear" }).click();
  expect((await shared.harness.nextEvent("change")).data).toBe("");
  expect(shared.harness.updates.map(({ props }) => props.value)).toEqual(["A", "Al", ""]);
});

drawn("segments of a Cupertino button are radio buttons", async () => {
  const controls = ["Day", "Week"].map((value) => ({ _c: "Text", value }));
  await shared.harness.show([
    { _c: "CupertinoSlidingSegmentedButton", _i: 20, controls, on_change: true },
    { _c: "CupertinoSegmentedButton", _i: 21, controls, on_change: true },
  ]);
  await shared.harness.page.getByRole("radio", { name: "Week" }).first().click();
  expect(await shared.harness.nextEvent("change")).toEqual({ target: 20, name: "change", data: 1 });
  await shared.harness.page.getByRole("radio", { name: "Day" }).last().focus();
  await shared.harness.page.keyboard.press("ArrowRight");
  expect(await shared.harness.nextEvent("change")).toEqual({ target: 21, name: "change", data: 1 });
  expect(shared.harness.updates.map(({ props }) => props)).toEqual([
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
  await shared.harness.show([], {
    appbar: { _c: "CupertinoAppBar", title: "Places" },
    navigation_bar: { _c: "CupertinoNavigationBar", _i: 20, destinations, on_change: true },
  });
  await shared.harness.page.getByRole("heading", { name: "Places" }).waitFor();
  await shared.harness.page.getByRole("tab", { name: "Home" }).press("ArrowRight");
  await shared.harness.page.keyboard.press("Enter");
  expect(await shared.harness.nextEvent("change")).toEqual({ target: 20, name: "change", data: 1 });
});

drawn("a Cupertino alert takes the focus and tells of its end", async () => {
  await shared.harness.show([{ _c: "Text", value: "Behind" }]);
  const dialog = {
    _c: "CupertinoAlertDialog",
    _i: 20,
    open: true,
    title: "Sure?",
    actions: [{ _c: "CupertinoDialogAction", _i: 21, content: "Yes", on_click: true }],
  };
  shared.harness.patch(5, [[0], [0, 0, "controls", [dialog]]]);
  await shared.harness.page.getByRole("dialog", { name: "Sure?" }).waitFor();
  await shared.harness.page.getByRole("button", { name: "Yes" }).click();
  expect((await shared.harness.nextEvent("click")).target).toBe(21);
  await shared.harness.page.keyboard.press("Escape");
  expect(await shared.harness.nextEvent("dismiss")).toEqual({
    target: 20,
    name: "dismiss",
    data: null,
  });
  expect(shared.harness.updates).toEqual([{ id: 20, props: { open: false } }]);
  shared.harness.patch(5, [[0], [0, 0, "controls", []]]);
});

/** Opens a dialog of the page. */
