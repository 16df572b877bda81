import { expect } from "@jest/globals";
import { SharedPage } from "../support/shared-page.ts";
import { until } from "../support/until.ts";

const shared = new SharedPage();
const { drawn } = shared;
const gradient = {
  _type: "linear",
  colors: ["#ff0000", "#0000ff"],
  begin: { x: -1, y: 0 },
  end: { x: 1, y: 0 },
};

function styleOf(selector: string, property: string, pseudo = ""): Promise<string> {
  const element = `document.querySelector(${JSON.stringify(selector)})`;
  return shared.harness.page.evaluate<string>(
    `getComputedStyle(${element}, ${JSON.stringify(pseudo)}).getPropertyValue("${property}")`,
  );
}

drawn("a bar over scrolled content is as high as the app wants it then", async () => {
  const long = { _c: "Container", height: 2000 };
  await shared.harness.show([{ _c: "ListView", _i: 60, expand: true, controls: [long] }], {
    appbar: {
      _c: "AppBar",
      _i: 50,
      title: "Title",
      elevation_on_scroll: 0,
      toolbar_text_style: { size: 30 },
      leading: { _c: "Text", _i: 51, value: "L" },
      clip_behavior: "hardEdge",
    },
  });
  const bar = '[data-id="50"]';
  expect(await styleOf('[data-id="51"]', "font-size")).toBe("30px");
  expect(await styleOf(bar, "overflow-x")).toBe("clip");
  await shared.harness.page.evaluate(`document.querySelector('[data-id="60"]').scrollTop = 300`);
  await shared.harness.page.locator(".fl-scrolled-under").waitFor();
  expect(await styleOf(bar, "--fl-bar-tint")).toBe("0%");
  expect(await styleOf(bar, "box-shadow")).toMatch(/^(none|rgba\(0, 0, 0, 0\))/);
});

drawn(
  "the line of the selected tab is as thick as the app wants it and comes from the one before",
  async () => {
    const tab = (label: string) => ({ _c: "Tab", label });
    await shared.harness.show([
      {
        _c: "Tabs",
        _i: 50,
        length: 2,
        selected_index: 0,
        animation_duration: 60_000,
        content: {
          _c: "TabBar",
          tabs: [tab("One"), tab("Another")],
          indicator_thickness: 8,
          indicator_animation: "elastic",
        },
      },
    ]);
    const selected = '[aria-selected="true"] > .fl-tab-label';
    expect(await styleOf(selected, "height", "::after")).toBe("8px");
    shared.harness.patch(50, [[0], [0, 0, "selected_index", 1]]);
    await shared.harness.settle();
    const frames = await shared.harness.page.evaluate<readonly string[]>(
      `document.getAnimations().find(({ effect }) => effect.pseudoElement === "::after").effect.getKeyframes().map(({ transform }) => transform)`,
    );
    expect(frames).toHaveLength(3); // it stretches on its way
    expect(frames[0]).toMatch(/^translateX\(-/);
    expect(frames[2]).toBe("translateX(0px) scaleX(1)");
  },
);

drawn("a tile takes its time to open, its controls stand where the app wants them", async () => {
  const text = (id: number, value: string) => ({ _c: "Text", _i: id, value });
  await shared.harness.show([
    {
      _c: "ExpansionTile",
      _i: 50,
      title: "Title",
      controls: [text(51, "Short"), text(52, "A longer text")],
      expanded_alignment: { x: 1, y: 0 },
      expanded_cross_axis_alignment: "start",
      animation_style: { duration: 60_000, reverse_duration: 0 },
    },
  ]);
  const { page } = shared.harness;
  await page.getByRole("button", { name: "Title" }).click();
  await page.locator('[data-id="51"]').waitFor({ state: "attached" });
  const body = "document.querySelector('.fl-expansion-body')";
  expect(await page.evaluate(`${body}.offsetHeight < 10`)).toBe(true);
  await page.evaluate(`${body}.getAnimations()[0].finish()`);
  await shared.harness.settle();
  const { 51: short, 52: long } = await shared.harness.boxes();
  expect(short?.[0]).toBe(long?.[0]);
  expect((long?.[0] ?? 0) + (long?.[2] ?? 0)).toBeCloseTo(480, 0);
  await page.getByRole("button", { name: "Title" }).click();
  await until(
    "the tile is closed",
    async () => (await page.locator('[data-id="51"]').count()) === 0,
  );
});

drawn("a table has its gradient and clips, a chip moves as its styles say", async () => {
  await shared.harness.show([
    {
      _c: "DataTable",
      _i: 50,
      gradient,
      clip_behavior: "antiAlias",
      columns: [{ _c: "DataColumn", label: "A" }],
      rows: [],
    },
    {
      _c: "Chip",
      _i: 51,
      label: "Chip",
      on_select: true,
      select_animation_style: { duration: 700, curve: "linear" },
      leading_drawer_animation_style: { duration: 60_000 },
    },
  ]);
  expect(await styleOf('[data-id="50"]', "background-image")).toContain("linear-gradient");
  expect(await styleOf('[data-id="50"]', "overflow-x")).toBe("clip");
  expect(await styleOf('[data-id="51"]', "transition")).toBe("background-color 0.7s linear");
  await shared.harness.page.getByRole("button", { name: "Chip" }).click();
  await shared.harness.page.locator(".fl-chip-check").waitFor({ state: "attached" });
  expect(Number.parseFloat(await styleOf(".fl-chip-check", "width"))).toBeLessThan(10);
});

drawn("nothing moves on for those who want less motion", async () => {
  const { page } = shared.harness;
  await shared.harness.show([
    { _c: "ProgressBar", _i: 50 },
    { _c: "ProgressRing", _i: 51 },
    { _c: "CupertinoActivityIndicator", _i: 52, animating: true },
    { _c: "Shimmer", _i: 53, content: { _c: "Text", value: "Soon" } },
  ]);
  const moving = () => page.evaluate<number>("document.getAnimations().length");
  expect(await moving()).toBeGreaterThan(2);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await until("all is still", async () => (await moving()) === 0);
  await page.emulateMedia({ reducedMotion: "no-preference" });
});
