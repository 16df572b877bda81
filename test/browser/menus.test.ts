import { expect } from "@jest/globals";
import { SharedPage } from "../support/shared-page.ts";

const shared = new SharedPage();
const { drawn, focusOn } = shared;

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
  await shared.harness.show([menus]);
  const { page } = shared.harness;
  await page.getByRole("menuitem", { name: "File" }).click();
  await page.getByRole("menuitem", { name: "More" }).hover();
  await page.getByRole("menuitem", { name: "Deep" }).click();
  await shared.harness.nextEvent("click");
  expect(shared.harness.events.map(({ target, name }) => [target, name])).toEqual([
    [50, "open"],
    [52, "open"],
    [52, "close"],
    [50, "close"],
  ]);
  expect(await page.getByRole("menu").count()).toBe(0);
});

drawn("menus are walked through by arrow keys", async () => {
  await shared.harness.show([menus]);
  const { page } = shared.harness;
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
  expect((await shared.harness.nextEvent("click")).target).toBe(53);
  await page.getByRole("menuitem", { name: "File" }).press("ArrowDown");
  await focusOn("New");
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "detached" });
  await focusOn("File");
});

drawn("a context menu opens at the pointer and by its method", async () => {
  await shared.harness.show([
    {
      _c: "ContextMenu",
      _i: 50,
      on_select: true,
      on_dismiss: true,
      content: { _c: "Container", _i: 51, width: 200, height: 100, bgcolor: "blue" },
      items: [{ _c: "PopupMenuItem", _i: 52, content: "Copy", on_click: true }],
    },
  ]);
  const { page } = shared.harness;
  await page.mouse.click(40, 30, { button: "right" });
  await page.getByRole("menuitem", { name: "Copy" }).click();
  expect((await shared.harness.nextEvent("click")).target).toBe(52);
  expect((await shared.harness.nextEvent("select")).data).toEqual({
    b: "secondary",
    tr: "down",
    id: 52,
    idx: 0,
    ic: 1,
    g: { x: 40, y: 30 },
    l: { x: 40, y: 30 },
  });
  expect(
    (await shared.harness.invoke(50, "open", { local_position: { x: 5, y: 6 } })).error,
  ).toBeNull();
  await focusOn("Copy");
  await page.keyboard.press("Escape");
  const dismissed = { b: null, tr: null, id: null, idx: null, ic: 1 };
  expect((await shared.harness.nextEvent("dismiss")).data).toMatchObject(dismissed);
});

drawn("segments are a set: an echo of the app does not double them", async () => {
  const segments = ["a", "b", "c"].map((value) => ({
    _c: "Segment",
    value,
    label: `Seg ${value}`,
  }));
  await shared.harness.show([
    {
      _c: "SegmentedButton",
      _i: 50,
      segments,
      selected: ["a"],
      allow_multiple_selection: true,
      on_change: true,
    },
  ]);
  const { page } = shared.harness;
  await page.getByRole("button", { name: "Seg b" }).click();
  expect((await shared.harness.nextEvent("change")).data).toEqual(["a", "b"]);
  expect(shared.harness.updates).toEqual([{ id: 50, props: { selected: ["a", "b"] } }]);
  shared.harness.patch(50, [
    [0, { selected: [1] }],
    [1, 1, 1, "b"],
  ]);
  await shared.harness.settle();
  await page.getByRole("button", { name: "Seg b" }).click();
  expect((await shared.harness.nextEvent("change")).data).toEqual(["a"]);
  await page.getByRole("button", { name: "Seg a" }).click();
  await page.getByRole("button", { name: "Seg c" }).click();
  expect((await shared.harness.nextEvent("change")).data).toEqual(["a", "c"]);
});
