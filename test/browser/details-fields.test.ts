import { expect } from "@jest/globals";
import { SharedPage } from "../support/shared-page.ts";
import { until } from "../support/until.ts";

const shared = new SharedPage();
const { drawn } = shared;

function styleOf(selector: string, property: string, pseudo = ""): Promise<string> {
  const element = `document.querySelector(${JSON.stringify(selector)})`;
  return shared.harness.page.evaluate<string>(
    `getComputedStyle(${element}, ${JSON.stringify(pseudo)}).getPropertyValue("${property}")`,
  );
}

/** Where something is across the window. */
function placeOf(selector: string): Promise<{ x: number; width: number; height: number }> {
  return shared.harness.page.evaluate(
    `(({ x, width, height }) => ({ x, width, height }))(document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect())`,
  );
}

for (const type of ["TextField", "CupertinoTextField"]) {
  drawn(
    `a password of a ${type} is hidden by the app's character until it is revealed`,
    async () => {
      await shared.harness.show([
        {
          _c: type,
          _i: 50,
          label: "Secret",
          value: "abc",
          password: true,
          can_reveal_password: true,
          obscuring_character: "*",
        },
      ]);
      const { page } = shared.harness;
      const marks = page.locator(".fl-drawn-character");
      expect(await marks.count()).toBe(3);
      expect(await styleOf(".fl-drawn-character", "content", "::after")).toBe('"*"');
      expect(await styleOf("input", "-webkit-text-fill-color")).toBe("rgba(0, 0, 0, 0)");
      await page.locator("input").press("End");
      await page.keyboard.type("d");
      await shared.harness.settle();
      expect(await marks.count()).toBe(4);
      await page.getByRole("button", { name: "Show password" }).click();
      expect(await marks.count()).toBe(0);
      expect(await page.locator("input").inputValue()).toBe("abcd");
      expect(await page.evaluate("document.activeElement.localName")).toBe("input");
    },
  );
}

drawn("a cursor has the app's size and stands where the input has its own", async () => {
  await shared.harness.show([
    {
      _c: "TextField",
      _i: 50,
      label: "Name",
      value: "Wide words",
      cursor_width: 6,
      cursor_height: 12,
      cursor_radius: 3,
      cursor_color: "#ff0000",
    },
  ]);
  const { page } = shared.harness;
  await page.locator("input").press("End");
  const caret = page.locator(".fl-drawn-caret");
  await caret.waitFor({ state: "attached" });
  const look = ["width", "height", "border-radius", "background-color"];
  const drawnAs = await Promise.all(
    look.map((property) => styleOf(".fl-drawn-caret", property, "::after")),
  );
  expect(drawnAs).toEqual(["6px", "12px", "3px", "rgb(255, 0, 0)"]);
  expect(await styleOf("input", "caret-color")).toBe("rgba(0, 0, 0, 0)");
  const input = await placeOf("input");
  const textWidth = await page.evaluate<number>(`(() => {
    const { font, letterSpacing } = getComputedStyle(document.querySelector("input"));
    const canvas = Object.assign(document.createElement("canvas").getContext("2d"), { font, letterSpacing });
    return canvas.measureText("Wide words").width;
  })()`);
  const standsAt = (x: number) =>
    until(`the cursor stands at ${x}`, async () => {
      return Math.abs((await placeOf(".fl-drawn-caret")).x - x) < 1;
    });
  await standsAt(input.x + textWidth);
  await page.locator("input").press("Home");
  await standsAt(input.x);
  await page.locator("input").blur();
  await caret.waitFor({ state: "detached" });
});

drawn("a field keeps to its limits, a collapsed one to its text", async () => {
  await shared.harness.show([
    { _c: "TextField", _i: 50, size_constraints: { max_height: 36, max_width: 200 } },
    { _c: "TextField", _i: 51, collapsed: true, border: "none", hint_text: "Hint" },
    {
      _c: "TextField",
      _i: 52,
      prefix_icon: 65_536,
      prefix_icon_size_constraints: { min_width: 80 },
    },
  ]);
  const boxes = await shared.harness.boxes();
  expect(boxes[50]?.slice(2)).toEqual([200, 36]);
  expect(boxes[51]?.[3]).toBe(24);
  expect((await placeOf('[data-id="52"] .fl-field-affix-icon')).width).toBe(80);
});

drawn("a text stands at the top or the bottom of a field that is higher", async () => {
  const field = { _c: "TextField", value: "A", height: 120 };
  await shared.harness.show([
    { ...field, _i: 50, text_vertical_align: -1 },
    { ...field, _i: 51, text_vertical_align: 1 },
    { ...field, _i: 52 },
    { ...field, _c: "CupertinoTextField", _i: 53, text_vertical_align: 1 },
  ]);
  const offsets = await shared.harness.page.evaluate<readonly number[]>(
    `[50, 51, 52, 53].map((id) => {
      const field = document.querySelector('[data-id="' + id + '"]');
      return field.querySelector("input").getBoundingClientRect().y - field.getBoundingClientRect().y;
    })`,
  );
  const [top = 0, bottom = 0, middle = 0, cupertino = 0] = offsets;
  expect(top).toBeLessThan(middle);
  expect(middle).toBeLessThan(bottom);
  expect(cupertino).toBeGreaterThan(80);
});

drawn("a hint has its style and no more lines than it may; a focused field its color", async () => {
  await shared.harness.show([
    {
      _c: "TextField",
      _i: 50,
      multiline: true,
      hint_text: "one\ntwo\nthree",
      hint_max_lines: 2,
      hint_style: { size: 20, italic: true },
      filled: true,
      focus_color: "#00ff00",
    },
    { _c: "TextField", _i: 51, error: "Wrong", cursor_color: "#0000ff", cursor_error_color: "red" },
  ]);
  expect((await placeOf("textarea")).height).toBeLessThan(3 * 24);
  expect(await styleOf("textarea", "font-size", "::placeholder")).toBe("20px");
  expect(await styleOf("textarea", "font-style", "::placeholder")).toBe("italic");
  await shared.harness.page.locator("textarea").focus();
  expect(await styleOf('[data-id="50"] .fl-field-box', "background-color")).toBe("rgb(0, 255, 0)");
  expect(await styleOf('[data-id="51"] input', "caret-color")).toBe("rgb(244, 67, 54)");
});

drawn(
  "a dropdown is as wide as its place but for its insets, its text where the app wants it",
  async () => {
    await shared.harness.show([
      {
        _c: "Dropdown",
        _i: 50,
        expanded_insets: { left: 10, top: 50, right: 30, bottom: 50 },
        text_align: "center",
        hint_text: "Hint",
        hint_style: { color: "#ff0000" },
        options: [],
      },
      { _c: "Dropdown", _i: 51, hint_text: "Hint", options: [] },
    ]);
    const boxes = await shared.harness.boxes();
    expect(boxes[50]?.[2]).toBe(480);
    expect(boxes[50]?.[3]).toBe(boxes[51]?.[3]);
    const box = await placeOf('[data-id="50"] .fl-field-box');
    expect([box.x, box.width]).toEqual([10, 440]);
    expect(boxes[51]?.[2]).toBeLessThan(300);
    expect(await styleOf('[data-id="50"] input', "text-align")).toBe("center");
    expect(await styleOf('[data-id="50"] input', "color", "::placeholder")).toBe("rgb(255, 0, 0)");
  },
);
