import { expect, test } from "@jest/globals";
import { PNG } from "pngjs";
import type { WireControl } from "../support/client-harness.ts";
import { OpenedHarnesses } from "../support/opened-harnesses.ts";

const { open, deadlineMs } = new OpenedHarnesses({});
/** A square, half of it blue. */
const image =
  "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40'><rect width='40' height='20' fill='blue'/></svg>";

const content: WireControl = {
  _c: "Container",
  bgcolor: "surface",
  padding: { left: 8, top: 8, right: 8, bottom: 8 },
  content: {
    _c: "Column",
    spacing: 8,
    controls: [
      { _c: "Text", value: "Grüße & <Zeichen> αβγ", size: 20 },
      {
        _c: "Row",
        controls: [
          { _c: "Icon", icon: 65536 + 300, color: "red" },
          { _c: "Icon", icon: 65536 + 4000, size: 40 },
          { _c: "Checkbox", label: "Done", value: true },
          { _c: "Switch", value: true },
        ],
      },
      { _c: "TextField", label: "Name", value: "Ada" },
      {
        _c: "Row",
        controls: [
          { _c: "Image", src: image },
          {
            _c: "Container",
            width: 60,
            height: 40,
            gradient: { _type: "linear", colors: ["red", "yellow"] },
            border_radius: { top_left: 12, top_right: 0, bottom_left: 0, bottom_right: 12 },
          },
          {
            _c: "Container",
            width: 40,
            height: 40,
            theme_mode: "dark",
            theme: {},
            bgcolor: "primary",
          },
          { _c: "FilledButton", content: "Go", icon: 65536 + 25 },
        ],
      },
      {
        _c: "ListView",
        _i: 77,
        height: 50,
        controls: Array.from({ length: 20 }, (_, at) => ({ _c: "Text", value: `Row ${at}` })),
      },
    ],
  },
};

/** The share of pixels that differ by more than 24 levels. */
function difference(one: PNG, other: PNG): number {
  expect([one.width, one.height]).toEqual([other.width, other.height]);
  let others = 0;
  for (let at = 0; at < one.data.length; at += 4) {
    const far = [0, 1, 2].some(
      (channel) => Math.abs((one.data[at + channel] ?? 0) - (other.data[at + channel] ?? 0)) > 24,
    );
    if (far) others += 1;
  }
  return others / (one.data.length / 4);
}

test.each([
  ["light, left to right", "light", false, 1],
  ["dark, right to left, two pixels for one", "dark", true, 2],
] as const)(
  "a picture of a control looks like the control: %s",
  async (_, colorScheme, rtl, ratio) => {
    const harness = await open({
      colorScheme,
      deviceScaleFactor: ratio,
      page: {
        rtl,
        theme: { color_scheme_seed: "green" },
        dark_theme: { color_scheme_seed: "green" },
      },
    });
    await harness.show([{ _c: "Screenshot", _i: 50, content }], {
      padding: { left: 16, top: 16, right: 16, bottom: 16 },
    });
    await harness.page.evaluate("document.fonts.ready");
    await harness.invoke(77, "scroll_to", { offset: 55 });
    await harness.settle();
    const { result, error } = await harness.invoke(50, "capture", {});
    expect(error).toBeNull();
    const taken = PNG.sync.read(Buffer.from(result as Uint8Array));
    const [x, y, width, height] = (await harness.boxes())[50] ?? [0, 0, 0, 0];
    const shown = PNG.sync.read(await harness.page.screenshot({ clip: { x, y, width, height } }));
    expect(difference(taken, shown)).toBeLessThan(0.01);
  },
  deadlineMs,
);

test(
  "the page takes pictures of itself, an open dialog with it, once it is allowed to",
  async () => {
    const harness = await open();
    expect((await harness.invoke(1, "take_screenshot", {})).error).toContain("enable_screenshots");
    harness.patch(1, [[0], [0, 0, "enable_screenshots", true]]);
    const dialog = { _c: "AlertDialog", _i: 60, open: true, title: "Sure?", modal: true };
    harness.patch(5, [[0], [0, 0, "controls", [dialog]]]);
    await harness.page.getByRole("dialog").waitFor();
    await harness.page.evaluate(
      "Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined)))",
    );
    const { result } = await harness.invoke(1, "take_screenshot", { pixel_ratio: 1 });
    const shown = PNG.sync.read(await harness.page.screenshot());
    const taken = PNG.sync.read(Buffer.from(result as Uint8Array));
    expect(difference(taken, shown)).toBeLessThan(0.02);
    const { result: frames } = await harness.invoke(1, "take_animation", {
      name: "blink",
      frame_delays_ms: [0, 10],
    });
    expect(frames).toHaveLength(2);
  },
  deadlineMs,
);

test(
  "what a page may not read is left out of its picture, the rest is there",
  async () => {
    const harness = await open();
    const red = Buffer.from(PNG.sync.write(filled(8, [255, 0, 0, 255])));
    await harness.page.route("https://elsewhere.test/**", (route) =>
      route.fulfill({ contentType: "image/png", body: red }),
    );
    await harness.show([
      {
        _c: "Screenshot",
        _i: 50,
        content: {
          _c: "Row",
          spacing: 0,
          controls: [
            { _c: "Image", src: "https://elsewhere.test/red.png", width: 20, height: 20 },
            { _c: "Container", width: 20, height: 20, bgcolor: "blue" },
          ],
        },
      },
    ]);
    const { result, error } = await harness.invoke(50, "capture", { pixel_ratio: 1 });
    expect(error).toBeNull();
    const { data, width } = PNG.sync.read(Buffer.from(result as Uint8Array));
    const at = (x: number) => [...data.subarray((10 * width + x) * 4, (10 * width + x) * 4 + 4)];
    expect(at(10)).toEqual([0, 0, 0, 0]);
    expect(at(30)).toEqual([33, 150, 243, 255]);
  },
  deadlineMs,
);

function filled(size: number, color: readonly number[]): PNG {
  const picture = new PNG({ width: size, height: size });
  for (let at = 0; at < picture.data.length; at += 1) picture.data[at] = color[at % 4] ?? 0;
  return picture;
}
