import { expect, test } from "@jest/globals";
import type { WireControl } from "../support/client-harness.ts";
import { OpenedHarnesses } from "../support/opened-harnesses.ts";
import { focused, pageOf } from "../support/restored-form.ts";
import { until } from "../support/until.ts";

const { open, deadlineMs } = new OpenedHarnesses();

test(
  "a keyed field that was moved to another place keeps text, focus and caret",
  async () => {
    const field = { _c: "TextField", key: "f", label: "Field" };
    const text = { _c: "Text", value: "x" };
    const box = (key: string, ...controls: WireControl[]) => ({ _c: "Column", key, controls });
    const harness = await open({ page: pageOf(box("one", text, field), box("two", text)) });
    await harness.page.getByLabel("Field").fill("moved");
    await harness.page.keyboard.press("ArrowLeft");
    await harness.page.keyboard.press("Shift+ArrowLeft");
    await harness.settle();
    harness.restore(pageOf(box("one", text), box("two", text, field)));
    await harness.page.locator('[data-key="two"] input').waitFor();
    await until("the focus", async () => (await focused(harness))[0] === "Field");
    expect(await focused(harness)).toEqual(["Field", 3, 4]);
    expect(await harness.page.getByLabel("Field").inputValue()).toBe("moved");
  },
  deadlineMs,
);

test(
  "a composition goes on although the app is another one",
  async () => {
    const page = () => pageOf({ _c: "TextField", label: "Name", value: "", on_change: true });
    const harness = await open({ page: page() });
    await harness.page.getByLabel("Name").focus();
    await harness.page.evaluate(`
      globalThis.seen = [];
      for (const type of ["compositionstart", "compositionend"])
        addEventListener(type, ({ data }) => seen.push([type, data]), true);
    `);
    const keyboard = await harness.page.context().newCDPSession(harness.page);
    const compose = (text: string) =>
      keyboard.send("Input.imeSetComposition", {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    await compose("か");
    await compose("かん");
    await harness.settle();
    harness.restore(page());
    await until("what is composed", () =>
      harness.updates.some(({ props }) => props.value === "かん"),
    );
    await harness.settle();
    await compose("かんじ");
    await keyboard.send("Input.insertText", { text: "漢字" });
    await until("the result", () => harness.events.some(({ data }) => data === "漢字"));
    expect(await harness.page.getByLabel("Name").inputValue()).toBe("漢字");
    expect(await harness.page.evaluate("seen")).toEqual([
      ["compositionstart", ""],
      ["compositionend", "漢字"],
    ]);
  },
  deadlineMs,
);

test(
  "a text that the app sets while one is composed waits for its end",
  async () => {
    const harness = await open({
      page: pageOf({ _c: "TextField", _i: 60, label: "Name", on_change: true }),
    });
    await harness.page.getByLabel("Name").focus();
    const keyboard = await harness.page.context().newCDPSession(harness.page);
    await keyboard.send("Input.imeSetComposition", {
      text: "かん",
      selectionStart: 2,
      selectionEnd: 2,
    });
    await harness.nextEvent("change", 20_000);
    harness.patch(60, [[0], [0, 0, "value", "from the app"]]);
    await harness.settle();
    expect(await harness.page.getByLabel("Name").inputValue()).toBe("かん");
    await keyboard.send("Input.insertText", { text: "漢" });
    await until(
      "the app's text or the visitor's",
      async () => !(await harness.page.getByLabel("Name").inputValue()).includes("かん"),
    );
    await harness.settle();
    const shown = await harness.page.getByLabel("Name").inputValue();
    const told = [...harness.updates].reverse().find(({ props }) => "value" in props);
    expect(told?.props.value).toBe(shown);
  },
  deadlineMs,
);

test(
  "open dialogs and menus stay open, lists stay where they were scrolled to",
  async () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({ _c: "Text", value: `row ${i}` }));
    const page = () => ({
      views: [
        {
          _c: "View",
          route: "/",
          controls: [{ _c: "ListView", key: "list", height: 150, controls: rows }],
        },
      ],
      _dialogs: {
        _c: "Dialogs",
        controls: [
          {
            _c: "AlertDialog",
            open: true,
            modal: true,
            title: "Choose",
            content: {
              _c: "Dropdown",
              label: "Color",
              options: [
                { _c: "DropdownOption", key: "red" },
                { _c: "DropdownOption", key: "blue" },
              ],
            },
          },
        ],
      },
    });
    const harness = await open({ page: page(), viewport: { width: 480, height: 600 } });
    const list = harness.page.locator('[data-key="list"]');
    // an open menu would close at the scroll event
    await list.evaluate(
      (element: EventTarget & { scrollTop: number }) =>
        new Promise((resolve) => {
          element.addEventListener("scroll", resolve, { once: true });
          element.scrollTop = 400;
        }),
    );
    await harness.settle();
    await harness.page.getByRole("combobox").click();
    await harness.page.getByRole("option", { name: "blue" }).waitFor();
    const dialog = harness.page.getByRole("alertdialog").or(harness.page.getByRole("dialog"));
    await dialog.first().evaluate((element) => void Object.assign(element, { marked: true }));
    await harness.settle();
    harness.restore(page());
    await harness.settle();
    await harness.settle();
    expect(await dialog.first().evaluate((element) => "marked" in element)).toBe(true);
    await harness.page.getByRole("option", { name: "blue" }).click();
    await until("the choice", () => harness.updates.some(({ props }) => props.value === "blue"));
    expect(await list.evaluate((element: { scrollTop: number }) => element.scrollTop)).toBe(400);
  },
  deadlineMs,
);
