import { expect } from "@jest/globals";
import { SharedPage } from "../support/shared-page.ts";
import { until } from "../support/until.ts";

const shared = new SharedPage();
const { drawn } = shared;
const text = (id: number, value: string) => ({ _c: "Text", _i: id, value });

/** Drags from the middle of an element. */
async function drag(selector: string, dx: number, dy: number): Promise<void> {
  const { page } = shared.harness;
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} is not there`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx / 2, y + dy / 2);
  await page.mouse.move(x + dx, y + dy);
  await page.mouse.up();
}

async function open(dialog: { readonly _c: string; readonly [name: string]: unknown }) {
  await shared.harness.show([text(10, "Page")]);
  const shown = shared.harness.numbered({ _i: 50, open: true, ...dialog });
  shared.harness.patch(5, [[0], [0, 0, "controls", [shown]]]);
  await shared.harness.page.locator('[data-id="50"]').waitFor();
  await until("it stands still", () =>
    shared.harness.page.evaluate<boolean>("document.getAnimations().length === 0"),
  );
}

drawn("a snack bar goes the way that the app wants it to be swiped, and no other", async () => {
  await open({ _c: "SnackBar", content: "Saved", dismiss_direction: "startToEnd", persist: true });
  await drag('[data-id="50"]', -200, 0);
  await drag('[data-id="50"]', 0, 60);
  expect(await shared.harness.page.locator(".fl-snack:not(.fl-closing)").count()).toBe(1);
  await drag('[data-id="50"]', 230, 0);
  await shared.harness.nextEvent("dismiss");
});

drawn("a sheet that may be dragged goes down, and comes back from half the way", async () => {
  const content = { _c: "Container", height: 150, width: 300 };
  await open({ _c: "BottomSheet", content, draggable: true, show_drag_handle: true });
  await shared.harness.page.evaluate(
    `document.querySelector('[data-id="50"]').style.setProperty("user-select", "none")`,
  );
  await drag('[data-id="50"]', 0, -60);
  expect(await shared.harness.page.locator(".fl-sheet:not(.fl-closing)").count()).toBe(1);
  await drag('[data-id="50"]', 0, 140);
  await shared.harness.nextEvent("dismiss");
});

drawn("a view of tabs leaves room for the pages beside", async () => {
  const tab = (label: string) => ({ _c: "Tab", label });
  const view = {
    _c: "TabBarView",
    _i: 71,
    height: 100,
    viewport_fraction: 0.5,
    controls: [text(60, "First"), text(61, "Second"), text(62, "Third")],
  };
  await shared.harness.show([
    {
      _c: "Tabs",
      _i: 70,
      length: 3,
      selected_index: 0,
      content: {
        _c: "Column",
        controls: [{ _c: "TabBar", tabs: [tab("A"), tab("B"), tab("C")] }, view],
      },
    },
  ]);
  const places = async () => {
    const boxes = await shared.harness.boxes();
    return [60, 61, 62].map((id) => boxes[id]?.[0] ?? "none").join();
  };
  await until("the second page peeps in", async () => (await places()) === "120,360,none");
  shared.harness.patch(70, [[0], [0, 0, "selected_index", 1]]);
  await until("the second page is in the middle", async () => (await places()) === "-120,120,360");
});

drawn(
  "a rail that is not scrollable keeps its places still, one may be without its indicator",
  async () => {
    const places = Array.from({ length: 12 }, (_, at) => ({
      _c: "NavigationRailDestination",
      icon: 65_536 + at,
      label: `Place ${at}`,
    }));
    const rail = { _c: "NavigationRail", selected_index: 0, destinations: places };
    await shared.harness.show([
      {
        _c: "Row",
        height: 300,
        controls: [
          { ...rail, _i: 80, scrollable: false, use_indicator: false },
          { ...rail, _i: 81, scrollable: true },
        ],
      },
    ]);
    const looks = await shared.harness.page.evaluate(`[80, 81].map((id) => {
    const rail = document.querySelector('[data-id="' + id + '"]');
    const indicator = rail.querySelector(".fl-indicator");
    return [getComputedStyle(rail).overflowY, getComputedStyle(indicator).backgroundColor === "rgba(0, 0, 0, 0)"];
  })`);
    expect(looks).toEqual([
      ["hidden", true],
      ["auto", false],
    ]);
  },
);
