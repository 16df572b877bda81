import { expect, test } from "@jest/globals";
import type { ClientHarness, WireControl } from "../support/client-harness.ts";
import { OpenedHarnesses } from "../support/opened-harnesses.ts";

const { open, deadlineMs } = new OpenedHarnesses({});

async function show(...controls: readonly WireControl[]): Promise<ClientHarness> {
  const harness = await open();
  await harness.settle();
  await harness.show(controls);
  return harness;
}

function styleOf(harness: ClientHarness, selector: string, property: string): Promise<string> {
  const element = `document.querySelector(${JSON.stringify(selector)})`;
  return harness.page.evaluate<string>(`getComputedStyle(${element}).${property}`);
}

test(
  "a control has the mouse cursor that the app gives it, until it takes it back",
  async () => {
    const harness = await show(
      { _c: "Checkbox", _i: 50, label: "Agree", mouse_cursor: "help" },
      { _c: "FilledButton", _i: 51, content: "Go", style: { mouse_cursor: "wait" } },
      { _c: "ListTile", _i: 52, title: "Tile", on_click: true, mouse_cursor: "grab" },
    );
    expect(await styleOf(harness, '[data-id="50"]', "cursor")).toBe("help");
    expect(await styleOf(harness, '[data-id="51"]', "cursor")).toBe("wait");
    expect(await styleOf(harness, '[data-id="52"]', "cursor")).toBe("grab");
    harness.patch(50, [[0], [0, 0, "mouse_cursor", null]]);
    await harness.settle();
    expect(await styleOf(harness, '[data-id="50"]', "cursor")).not.toBe("help");
  },
  deadlineMs,
);

test(
  "a shadow has the color that the app gives it",
  async () => {
    const harness = await show(
      {
        _c: "Card",
        _i: 50,
        elevation: 8,
        shadow_color: "#ff0000",
        content: { _c: "Text", value: "A" },
      },
      { _c: "Card", _i: 51, elevation: 8, content: { _c: "Text", value: "B" } },
    );
    const shadow = `[...document.querySelectorAll("main *")].map((element) => getComputedStyle(element).boxShadow).filter((value) => value !== "none")`;
    const [red, black] = await harness.page.evaluate<readonly string[]>(shadow);
    expect(red).toMatch(/^color\(srgb 1 0 0/);
    expect(black).toMatch(/^color\(srgb 0 0 0/);
  },
  deadlineMs,
);

test(
  "the first and the last of a rail stay where they are while its places are scrolled",
  async () => {
    const places = Array.from({ length: 12 }, (_, at) => ({
      _c: "NavigationRailDestination",
      icon: 65536 + at,
      label: `Place ${at}`,
    }));
    const harness = await show({
      _c: "Container",
      height: 300,
      content: {
        _c: "NavigationRail",
        _i: 50,
        destinations: places,
        leading: { _c: "Text", _i: 51, value: "First" },
        trailing: { _c: "Text", _i: 52, value: "Last" },
        pin_leading_to_top: true,
        pin_trailing_to_bottom: true,
      },
    });
    const before = await harness.boxes();
    await harness.page.evaluate(`document.querySelector('[data-id="50"]').scrollTop = 200`);
    const after = await harness.boxes();
    expect([after[51], after[52]]).toEqual([before[51], before[52]]);
    expect((before[52] ?? [])[1]).toBeLessThan(300);
  },
  deadlineMs,
);

test(
  "a progress is said in the app's words, a tile's ends stand where the app wants them",
  async () => {
    const harness = await show(
      { _c: "ProgressBar", _i: 50, value: 0.5, semantics_value: "Half way" },
      {
        _c: "ListTile",
        title: "Title",
        subtitle: "One\ntwo\nthree",
        title_alignment: "bottom",
        leading_and_trailing_text_style: { size: 30 },
        trailing: { _c: "Text", _i: 51, value: "Z" },
      },
    );
    const bar = harness.page.getByRole("progressbar");
    expect(await bar.getAttribute("aria-valuetext")).toBe("Half way");
    expect(await styleOf(harness, '[data-id="51"]', "fontSize")).toBe("30px");
    expect(await styleOf(harness, ".fl-tile", "alignItems")).toBe("flex-end");
  },
  deadlineMs,
);

test(
  "a picture that is on its way has its placeholder",
  async () => {
    const square =
      "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>";
    const harness = await open();
    const arrival = Promise.withResolvers<void>();
    await harness.page.route("**/slow.svg", async (route) => {
      await arrival.promise;
      await route.fulfill({ contentType: "image/svg+xml", body: square });
    });
    harness.patch(3, [
      [0],
      [
        0,
        0,
        "controls",
        [{ _c: "Image", _i: 50, src: "slow.svg", placeholder_src: square, width: 20, height: 20 }],
      ],
    ]);
    await harness.page.locator('[data-id="50"][style*="blob:"]').waitFor();
    arrival.resolve();
    await harness.page.locator('[data-id="50"]:not([style*="blob:"])').waitFor();
  },
  deadlineMs,
);
