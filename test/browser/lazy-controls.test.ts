import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { ClientHarness } from "../support/client-harness.ts";

const deadlineMs = 30_000;
let harness: ClientHarness;

beforeAll(async () => {
  harness = await ClientHarness.open();
}, 60_000);

afterAll(async () => {
  await harness[Symbol.asyncDispose]();
});

afterEach(() => {
  expect(harness.complaints).toEqual([]); // errors of the page, violations of its security policy
  harness.events.length = 0;
  harness.updates.length = 0;
});

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
