import { expect, test } from "@jest/globals";
import { faded, fading } from "../support/fading.ts";
import { OpenedHarnesses } from "../support/opened-harnesses.ts";

const { open, deadlineMs } = new OpenedHarnesses({ counting: false });

test(
  "sizes are told to who wants to know them",
  async () => {
    const harness = await open();
    await harness.show([{ _c: "Container", _i: 80, width: 50, height: 40, on_size_change: true }]);
    expect(await harness.nextEvent("size_change")).toMatchObject({
      target: 80,
      data: { w: 50, h: 40 },
    });
    harness.patch(80, [[0], [0, 0, "width", 90]]);
    expect((await harness.nextEvent("size_change")).data).toEqual({ w: 90, h: 40 });
  },
  deadlineMs,
);

test(
  "an unknown control names itself and spoils nothing",
  async () => {
    const harness = await open();
    await harness.show([{ _c: "Hologram" }, { _c: "Text", value: "after" }]);
    await harness.page.getByText("Unknown control: Hologram").waitFor();
    await harness.page.getByText("after").waitFor();
  },
  deadlineMs,
);

test(
  "a moved control keeps focus and scroll",
  async () => {
    const harness = await open();
    const list = (_i: number) => ({
      _c: "ListView",
      _i,
      height: 60,
      controls: [{ _c: "Container", _i: _i + 1, height: 500 }],
    });
    await harness.show([
      { _c: "Column", _i: 90, controls: [list(100), list(110), { _c: "TextField", _i: 120 }] },
    ]);
    await harness.page.getByRole("textbox").focus();
    await harness.invoke(100, "scroll_to", { offset: 50 });
    harness.patch(90, [
      [0, { controls: [1] }],
      [3, 1, 2, 1, 0],
      [3, 1, 1, 1, 2],
    ]);
    await harness.settle();
    expect(await harness.page.evaluate(`document.activeElement.tagName`)).toBe("INPUT");
    expect(await harness.page.evaluate(`document.querySelector('[data-id="100"]').scrollTop`)).toBe(
      50,
    );
  },
  deadlineMs,
);

test(
  "a view that asks before it is left waits for the app's answer",
  async () => {
    const harness = await open();
    const view = (_i: number, route: string, value: string) => ({
      _c: "View",
      _i,
      route,
      can_pop: false,
      on_confirm_pop: true,
      appbar: { _c: "AppBar", _i: _i + 2 },
      controls: [{ _c: "Text", _i: _i + 1, value }],
    });
    harness.patch(1, [[0], [0, 0, "views", [view(20, "/", "Below"), view(30, "/edit", "Above")]]]);
    const back = harness.page.getByRole("button", { name: "Back" });
    await back.click();
    expect((await harness.nextEvent("confirm_pop")).target).toBe(30);
    await harness.invoke(30, "confirm_pop", { should_pop: false });
    expect(await harness.page.getByText("Above").isVisible()).toBe(true);
    await back.click();
    await harness.nextEvent("confirm_pop");
    await harness.invoke(30, "confirm_pop", { should_pop: true });
    expect((await harness.nextEvent("view_pop")).data).toEqual({ route: "/edit" });
    await harness.page.getByText("Below").waitFor();
  },
  deadlineMs,
);

test(
  "a click on a control inside of a box that can be tapped is not the box's",
  async () => {
    const harness = await open();
    const button = { _c: "FilledButton", _i: 41, content: "Inner", on_click: true };
    const box = { _c: "Container", _i: 40, width: 200, height: 100, on_click: true };
    await harness.show([{ ...box, alignment: { x: 0, y: 0 }, content: button }]);
    await harness.page.getByRole("button", { name: "Inner" }).click();
    await harness.page.mouse.click(5, 5);
    await harness.nextEvent("click").then(({ target }) => expect(target).toBe(41));
    await harness.nextEvent("click").then(({ target }) => expect(target).toBe(40));
  },
  deadlineMs,
);

test(
  "a box that can be tapped is a button for the keyboard",
  async () => {
    const harness = await open();
    const content = { _c: "Text", value: "Open" };
    await harness.show([{ _c: "Container", _i: 45, on_click: true, content }]);
    await harness.page.getByRole("button", { name: "Open" }).press("Enter");
    expect((await harness.nextEvent("click")).target).toBe(45);
  },
  deadlineMs,
);

test(
  "what is inside of a disabled control is disabled",
  async () => {
    const harness = await open();
    const button = { _c: "FilledButton", content: "Save", on_click: true };
    await harness.show([{ _c: "Column", _i: 47, disabled: true, controls: [button] }]);
    const shown = harness.page.getByRole("button", { name: "Save" });
    expect(await shown.isDisabled()).toBe(true);
    harness.patch(47, [[0], [0, 0, "disabled", false]]);
    await harness.settle();
    expect(await shown.isDisabled()).toBe(false);
  },
  deadlineMs,
);

test(
  "a part of the page can have a theme of its own",
  async () => {
    const harness = await open();
    const box = { _c: "Container", width: 20, height: 20, bgcolor: "primary" };
    await harness.show([
      { ...box, key: "page" },
      { ...box, key: "dark", theme_mode: "dark" },
      { ...box, key: "red", theme: { color_scheme_seed: "red" } },
    ]);
    const color = (key: string) =>
      harness.page.evaluate(
        `getComputedStyle(document.querySelector('[data-key="${key}"]')).backgroundColor`,
      );
    await harness.page.locator('[data-key="red"][style*="--md-sys-color-primary:"]').waitFor();
    expect(await color("page")).toBe("rgb(54, 97, 142)");
    expect(await color("dark")).toBe("rgb(160, 202, 253)");
    expect(await color("red")).toBe("rgb(144, 74, 66)");
  },
  deadlineMs,
);

test(
  "a transition that ends is told by its name",
  async () => {
    const harness = await open();
    await harness.show([fading]);
    harness.patch(55, [[0], [0, 0, "opacity", 0.2]]);
    expect(await harness.nextEvent("animation_end")).toEqual(faded);
  },
  deadlineMs,
);

test.each([
  [
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36",
    "android",
    "standard",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36",
    "linux",
    "compact",
  ],
])(
  "the density follows the platform: %s",
  async (userAgent, platform, density) => {
    const harness = await open({ userAgent });
    expect(harness.registrations[0]?.page.platform).toBe(platform);
    expect(await harness.page.locator("#flotilla").getAttribute("data-density")).toBe(density);
  },
  deadlineMs,
);
