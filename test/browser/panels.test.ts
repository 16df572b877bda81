import { expect } from "@jest/globals";
import { SharedPage } from "../support/shared-page.ts";

const shared = new SharedPage();
const { drawn } = shared;

drawn("the ends of a range move by keys and do not pass each other", async () => {
  await shared.harness.show([
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
  const start = shared.harness.page.getByRole("slider", { name: "Start" });
  await start.press("ArrowRight");
  expect(await shared.harness.nextEvent("change")).toEqual({
    target: 90,
    name: "change",
    data: null,
  });
  await start.press("ArrowRight");
  await shared.harness.nextEvent("change_end");
  expect(shared.harness.updates).toEqual([{ id: 90, props: { start_value: 3, end_value: 3 } }]);
});

drawn("panels open by their arrows", async () => {
  const panel = (id: number, value: string) => ({
    _c: "ExpansionPanel",
    _i: id,
    header: { _c: "Text", value },
    content: { _c: "Text", value: `${value} content` },
  });
  const controls = [panel(91, "First"), panel(92, "Second")];
  await shared.harness.show([{ _c: "ExpansionPanelList", _i: 90, on_change: true, controls }]);
  await shared.harness.page.getByRole("button", { name: "Expand Second" }).press("Enter");
  expect((await shared.harness.nextEvent("change")).data).toEqual({
    index: 1,
    expanded: true,
    data: 1,
  });
  expect(shared.harness.updates).toEqual([{ id: 92, props: { expanded: true } }]);
  await shared.harness.page.getByText("Second content").waitFor();
});

drawn("pages are turned by keys, methods and the app", async () => {
  const controls = ["One", "Two", "Three"].map((value) => ({ _c: "Text", value }));
  await shared.harness.show([
    { _c: "PageView", _i: 90, width: 200, height: 100, controls, on_change: true },
  ]);
  await shared.harness.page.locator('[data-id="90"]').press("ArrowRight");
  expect(await shared.harness.nextEvent("change")).toEqual({ target: 90, name: "change", data: 1 });
  expect(shared.harness.updates).toEqual([{ id: 90, props: { selected_index: 1 } }]);
  expect((await shared.harness.invoke(90, "jump_to_page", { index: 2 })).error).toBeNull();
  expect((await shared.harness.nextEvent("change")).data).toBe(2);
  shared.harness.patch(90, [[0], [0, 0, "selected_index", 0]]);
  await shared.harness.settle();
  expect(
    await shared.harness.page.evaluate(
      'document.querySelector(".fl-pages > :not([inert])").innerText',
    ),
  ).toBe("One");
});

drawn("a field completes what is typed", async () => {
  const suggestions = ["one", "two", "three"].map((key) => ({ key, value: key.toUpperCase() }));
  await shared.harness.show([
    { _c: "AutoComplete", _i: 95, suggestions, on_select: true, on_change: true },
  ]);
  const field = shared.harness.page.getByRole("combobox");
  await field.pressSequentially("t");
  expect((await shared.harness.nextEvent("change")).data).toBe("t");
  expect(await shared.harness.page.getByRole("option").allTextContents()).toEqual(["TWO", "THREE"]);
  await field.press("ArrowDown");
  await shared.harness.page.getByRole("option", { name: "THREE", selected: true }).waitFor();
  await field.press("Enter");
  expect((await shared.harness.nextEvent("change")).data).toBe("THREE");
  const selection = { key: "three", value: "THREE" };
  expect((await shared.harness.nextEvent("select")).data).toEqual({ index: 2, selection });
  expect(shared.harness.updates.map(({ props }) => props)).toEqual([
    { value: "t" },
    { value: "THREE" },
    { _selected_index: 2 },
  ]);
});

drawn("a search bar opens its view when the app says so", async () => {
  await shared.harness.show([
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
  const bar = shared.harness.page.getByRole("searchbox", { name: "Find" });
  await bar.click();
  await shared.harness.nextEvent("tap");
  await bar.pressSequentially("x");
  expect((await shared.harness.nextEvent("change")).data).toBe("x");
  await bar.press("Enter");
  expect((await shared.harness.nextEvent("submit")).data).toBe("x");
  expect((await shared.harness.invoke(95, "open_view")).error).toBeNull();
  await shared.harness.page.getByText("Found").waitFor();
  expect((await shared.harness.invoke(95, "close_view", { text: "Found" })).error).toBeNull();
  await shared.harness.page.getByText("Found").waitFor({ state: "detached" });
  expect(await bar.inputValue()).toBe("Found");
});

drawn("a viewer scales and moves its content", async () => {
  await shared.harness.show([
    {
      _c: "InteractiveViewer",
      _i: 95,
      width: 200,
      height: 100,
      interaction_end_friction_coefficient: 1, // it stands where it is let go
      on_interaction_start: true,
      on_interaction_end: true,
      content: { _c: "Container", _i: 96, bgcolor: "red" },
    },
  ]);
  const box = async () => (await shared.harness.boxes())[96];
  expect((await shared.harness.invoke(95, "zoom", { factor: 2 })).error).toBeNull();
  await shared.harness.settle();
  expect(await box()).toEqual([-100, -50, 400, 200]);
  await shared.harness.page.mouse.move(100, 50);
  await shared.harness.page.mouse.down();
  await shared.harness.page.mouse.move(140, 60, { steps: 2 });
  await shared.harness.page.mouse.up();
  expect((await shared.harness.nextEvent("interaction_start")).data).toMatchObject({ pc: 1 });
  expect((await shared.harness.nextEvent("interaction_end")).data).toMatchObject({ pc: 0 });
  await shared.harness.settle();
  expect(await box()).toEqual([-60, -40, 400, 200]);
  await shared.harness.page.mouse.wheel(0, -9_600); // turns of a wheel, which has steps of 120
  await shared.harness.nextEvent("interaction_end");
  expect((await box())?.[2]).toBe(500); // the largest scale is 2.5
  await shared.harness.invoke(95, "reset", {});
  await shared.harness.settle();
  expect(await box()).toEqual([0, 0, 200, 100]);
});
