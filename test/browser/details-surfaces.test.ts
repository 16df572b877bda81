import { expect } from "@jest/globals";
import { SharedPage } from "../support/shared-page.ts";

const shared = new SharedPage();
const { drawn } = shared;

/** A computed style of the first element of a selector. */
function styleOf(selector: string, property: string): Promise<string> {
  const element = `document.querySelector(${JSON.stringify(selector)})`;
  return shared.harness.page.evaluate<string>(`getComputedStyle(${element}).${property}`);
}

/** A computed style of the first element that comes to match a selector, as it is then: a moment later it may be gone. */
async function styleOnceThere(selector: string, property: string): Promise<() => Promise<string>> {
  const element = `document.querySelector(${JSON.stringify(selector)})`;
  const watched = await shared.harness.page.evaluateHandle<{ style: Promise<string> }>(`({
    style: new Promise((done) => {
      const look = (_, observer) => {
        if (${element} === null) return;
        observer.disconnect();
        done(getComputedStyle(${element}).${property});
      };
      new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
    }),
  })`);
  return () => watched.evaluate(({ style }) => style);
}

async function box(id: number) {
  const [x, y, width, height] = (await shared.harness.boxes())[id] ?? [0, 0, 0, 0];
  return { x, y, width, height, right: x + width, bottom: y + height };
}

async function showDialog(dialog: Readonly<Record<string, unknown>>): Promise<void> {
  const { harness } = shared;
  const dialogs = { _c: "Dialogs", controls: [{ open: true, _i: 60, ...dialog }] };
  harness.patch(1, [[0], [0, 0, "_dialogs", harness.numbered(dialogs)]]);
  await harness.page.locator('[data-id="60"]').waitFor();
}

const hideDialogs = () =>
  shared.harness.patch(1, [[0], [0, 0, "_dialogs", { _c: "Dialogs", _i: 9 }]]);

drawn(
  "a dialog stands where it is aligned, its buttons as far apart as their padding says",
  async () => {
    await showDialog({
      _c: "AlertDialog",
      title: "Where",
      alignment: { x: 1, y: 1 },
      action_button_padding: { left: 10, top: 0, right: 30, bottom: 0 },
      actions: [
        { _c: "TextButton", _i: 61, content: "No" },
        { _c: "TextButton", _i: 62, content: "Yes" },
      ],
    });
    const { right, bottom } = await box(60);
    expect([right, bottom]).toEqual([480 - 40, 400 - 24]);
    expect((await box(62)).x - (await box(61)).right).toBe(20);
    hideDialogs();
  },
);

drawn("a sheet comes and goes as fast as its animation says", async () => {
  await showDialog({
    _c: "BottomSheet",
    animation_style: { duration: 700, reverse_duration: 300, curve: "linear" },
    content: { _c: "Text", value: "Up" },
  });
  expect(await styleOf('[data-id="60"]', "animationDuration")).toBe("0.7s");
  const leaving = await styleOnceThere('[data-id="60"].fl-closing', "transitionDuration");
  shared.harness.patch(60, [[0], [0, 0, "open", false]]);
  expect(await leaving()).toBe("0.3s");
  await shared.harness.page.locator('[data-id="60"]').waitFor({ state: "detached" });
  hideDialogs();
});

drawn("a wide action of a snack bar stands below its text, a small one beside it", async () => {
  const bar = { _c: "SnackBar", content: { _c: "Text", _i: 61, value: "Said" }, duration: 60_000 };
  await showDialog({ ...bar, action: "An action with a long name" });
  const { page } = shared.harness;
  const action = page.getByRole("button", { name: "An action" });
  await page.locator(".fl-snack-tall").waitFor();
  expect((await action.boundingBox())?.y).toBeGreaterThan((await box(61)).y + 10);
  hideDialogs();
  await showDialog({ ...bar, _i: 60, action: "Undo", action_overflow_threshold: 1 });
  const small = await page.getByRole("button", { name: "Undo" }).boundingBox();
  expect(Math.abs((small?.y ?? 0) + (small?.height ?? 0) / 2 - (await box(61)).y)).toBeLessThan(20);
  hideDialogs();
});

drawn("a button cuts its content off where the app wants it", async () => {
  await shared.harness.show([
    { _c: "FilledButton", _i: 50, content: "Cut", clip_behavior: "hardEdge" },
    { _c: "FilledButton", _i: 51, content: "Whole" },
  ]);
  expect(await styleOf('[data-id="50"]', "overflow")).toBe("clip");
  expect(await styleOf('[data-id="51"]', "overflow")).not.toBe("clip");
});

drawn("chips, tiles and bars have the sizes that the app gives to their parts", async () => {
  await shared.harness.show([
    {
      _c: "Chip",
      _i: 50,
      label: "A",
      leading: { _c: "Text", value: "L" },
      leading_size_constraints: { min_width: 50 },
      visual_density: "standard",
    },
    { _c: "Chip", _i: 51, label: "A" },
    { _c: "ExpansionTile", _i: 52, title: "T", visual_density: "standard" },
    { _c: "ExpansionTile", _i: 53, title: "T" },
    {
      _c: "NavigationRail",
      _i: 54,
      height: 150,
      destinations: [
        {
          _c: "NavigationRailDestination",
          _i: 55,
          icon: 65_600,
          label: "One",
          padding: { left: 7, right: 7, top: 0, bottom: 0 },
        },
      ],
    },
  ]);
  expect(await styleOf('[data-id="50"] .fl-chip-icon', "minWidth")).toBe("50px");
  expect((await box(50)).height - (await box(51)).height).toBe(8);
  expect((await box(52)).height - (await box(53)).height).toBe(8);
  expect(await styleOf('[data-id="55"]', "paddingLeft")).toBe("7px");
});

drawn("a grid in reverse begins at its end", async () => {
  const cells = Array.from({ length: 5 }, (_, at) => ({ _c: "Container", _i: 50 + at }));
  await shared.harness.show([
    {
      _c: "GridView",
      _i: 59,
      width: 200,
      height: 150,
      runs_count: 2,
      spacing: 0,
      run_spacing: 0,
      reverse: true,
      controls: cells,
    },
  ]);
  const [grid, first, second, third] = [await box(59), await box(50), await box(51), await box(52)];
  expect([first.bottom, second.bottom]).toEqual([grid.bottom, grid.bottom]);
  expect(second.x).toBe(first.right);
  expect(third.bottom).toBe(first.y);
});

drawn("headings, panels and fields obey the last of their properties", async () => {
  await shared.harness.show([
    {
      _c: "DataTable",
      columns: [{ _c: "DataColumn", _i: 51, label: "Name", heading_row_alignment: "end" }],
      rows: [],
    },
    {
      _c: "ExpansionPanelList",
      _i: 52,
      height: 60,
      scroll: "auto",
      controls: Array.from({ length: 4 }, () => ({
        _c: "ExpansionPanel",
        header: { _c: "ListTile", title: "Panel" },
      })),
    },
    { _c: "IconButton", _i: 53, icon: 65_600, width: 100, alignment: { x: -1, y: 0 } },
  ]);
  expect(await styleOf('[data-id="51"]', "textAlign")).toBe("end");
  expect(await styleOf('[data-id="52"]', "overflowY")).toBe("auto");
  expect(await styleOf('[data-id="53"]', "justifyContent")).toBe("flex-start");
});
