import { expect } from "@jest/globals";
import { SharedPage } from "../support/shared-page.ts";

const shared = new SharedPage();
const { drawn } = shared;

async function dragBetween(from: number, to: number): Promise<void> {
  const boxes = await shared.harness.boxes();
  const middle = (id: number) => {
    const [x, y, width, height] = boxes[id] ?? [0, 0, 0, 0];
    return [x + width / 2, y + height / 2] as const;
  };
  const { mouse } = shared.harness.page;
  await mouse.move(...middle(from));
  await mouse.down();
  await mouse.move(...middle(to), { steps: 4 });
  await mouse.up();
}

const dragAndDrop = [
  {
    _c: "Draggable",
    _i: 40,
    group: "color",
    on_drag_start: true,
    on_drag_complete: true,
    content: { _c: "Container", _i: 41, width: 50, height: 50, bgcolor: "red" },
  },
  {
    _c: "DragTarget",
    _i: 42,
    group: "color",
    on_will_accept: true,
    on_accept: true,
    content: { _c: "Container", width: 100, height: 100, bgcolor: "blue" },
  },
];

drawn("a dragged control is taken by a target of its group", async () => {
  await shared.harness.show(dragAndDrop);
  await dragBetween(41, 42);
  expect(await shared.harness.nextEvent("drag_complete")).toMatchObject({
    target: 40,
    data: "color",
  });
  expect(shared.harness.events.map(({ name }) => name)).toEqual([
    "drag_start",
    "will_accept",
    "accept",
  ]);
  expect(shared.harness.events[1]?.data).toEqual({ accept: true, src_id: 40 });
  expect(shared.harness.events[2]).toMatchObject({
    target: 42,
    data: { src_id: 40, l: {}, g: {} },
  });
});

drawn("a control is dragged by keys too", async () => {
  await shared.harness.show(dragAndDrop);
  await shared.harness.page.locator('[data-id="40"]').focus();
  for (const key of ["Space", "ArrowDown", "Enter"]) await shared.harness.page.keyboard.press(key);
  await shared.harness.nextEvent("drag_complete");
  expect(shared.harness.events.map(({ name }) => name)).toEqual([
    "drag_start",
    "will_accept",
    "accept",
  ]);
});

drawn("items of a list are put in order by their handles", async () => {
  await shared.harness.show([
    {
      _c: "ReorderableListView",
      _i: 40,
      height: 300,
      on_reorder: true,
      on_reorder_start: true,
      on_reorder_end: true,
      controls: ["A", "B", "C"].map((title, at) => ({ _c: "ListTile", _i: 41 + at, title })),
    },
  ]);
  const handle = shared.harness.page.getByRole("button", { name: "Move item 1 of 3" });
  await handle.hover();
  await shared.harness.page.mouse.down();
  await shared.harness.page.mouse.move(400, 140, { steps: 5 });
  await shared.harness.page.mouse.up();
  expect((await shared.harness.nextEvent("reorder")).data).toEqual({ old_index: 0, new_index: 2 });
  expect(shared.harness.events.map(({ name, data }) => [name, data])).toEqual([
    ["reorder_start", { old_index: 0 }],
    ["reorder_end", { new_index: 3 }],
  ]);
  await shared.harness.page.getByRole("button", { name: "Move item 3 of 3" }).press("ArrowUp");
  expect((await shared.harness.nextEvent("reorder")).data).toEqual({ old_index: 2, new_index: 1 });
  expect(shared.harness.updates).toEqual([]);
  const boxes = await shared.harness.boxes();
  expect([41, 42, 43].map((id) => boxes[id]?.[1])).toEqual([48, 0, 96]);
});

drawn("a swiped control asks before it goes", async () => {
  await shared.harness.show([
    {
      _c: "Dismissible",
      _i: 40,
      on_confirm_dismiss: true,
      on_dismiss: true,
      on_update: true,
      content: { _c: "ListTile", _i: 41, title: "Swipe me" },
    },
    { _c: "Text", _i: 42, value: "Below" },
  ]);
  const { mouse } = shared.harness.page;
  await mouse.move(20, 20);
  await mouse.down();
  await mouse.move(400, 20, { steps: 4 });
  await mouse.up();
  const asked = await shared.harness.nextEvent("confirm_dismiss");
  expect(asked.data).toEqual({ direction: "startToEnd" });
  const last = shared.harness.events.filter(({ name }) => name === "update").at(-1);
  expect(last?.data).toMatchObject({ direction: "startToEnd", reached: true });
  expect((await shared.harness.invoke(40, "confirm_dismiss", { dismiss: true })).error).toBeNull();
  expect((await shared.harness.nextEvent("dismiss")).data).toEqual({ direction: "startToEnd" });
  expect(await shared.harness.page.getByText("Swipe me").count()).toBe(0);
});

drawn("a control is dismissed by its button", async () => {
  await shared.harness.show([
    { _c: "Dismissible", _i: 40, on_dismiss: true, content: { _c: "ListTile", title: "Item" } },
  ]);
  await shared.harness.page.getByRole("button", { name: "Dismiss" }).press("Enter");
  expect((await shared.harness.nextEvent("dismiss")).data).toEqual({ direction: "endToStart" });
});
