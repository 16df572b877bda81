import { Extension, encodeChannel } from "@flotilla/protocol";
import { expect } from "@jest/globals";
import { SharedPage } from "../support/shared-page.ts";
import { until } from "../support/until.ts";

const shared = new SharedPage();
const { drawn } = shared;

function day(text: string): Extension {
  return new Extension(1, text);
}

drawn("a wheel is turned by keys and by the mouse", async () => {
  const controls = ["One", "Two", "Three", "Four"].map((value) => ({ _c: "Text", value }));
  await shared.harness.show([
    { _c: "CupertinoPicker", _i: 70, width: 200, height: 160, controls, on_change: true },
  ]);
  const wheel = shared.harness.page.getByRole("spinbutton");
  await wheel.press("ArrowDown");
  expect(await shared.harness.nextEvent("change")).toEqual({ target: 70, name: "change", data: 1 });
  expect(await wheel.getAttribute("aria-valuetext")).toBe("Two");
  await wheel.hover();
  await shared.harness.page.mouse.wheel(0, 64);
  for (let data: unknown; data !== 3; ) ({ data } = await shared.harness.nextEvent("change"));
  expect(shared.harness.updates.at(-1)).toEqual({ id: 70, props: { selected_index: 3 } });
  shared.harness.patch(70, [[0], [0, 0, "selected_index", 0]]);
  await shared.harness.settle();
  expect(await wheel.getAttribute("aria-valuetext")).toBe("One");
});

drawn("wheels make a date, a time and a duration", async () => {
  await shared.harness.show([
    {
      _c: "CupertinoDatePicker",
      _i: 70,
      width: 320,
      height: 180,
      date_picker_mode: "date",
      value: day("2025-03-31"),
      on_change: true,
    },
    {
      _c: "CupertinoTimerPicker",
      _i: 71,
      width: 320,
      height: 180,
      value: { minutes: 65 },
      on_change: true,
    },
  ]);
  const { page } = shared.harness;
  await page.getByRole("spinbutton", { name: "Month" }).press("ArrowUp");
  const { data } = await shared.harness.nextEvent("change");
  expect((data as Extension).text.slice(0, 10)).toBe("2025-02-28");
  await page.getByRole("spinbutton", { name: "Minutes" }).press("ArrowDown");
  expect((await shared.harness.nextEvent("change")).data).toEqual(new Extension(3, "3960000000"));
});

drawn("shapes are drawn with their paints and change with the app", async () => {
  const rect = (id: number, x: number, color: string) => ({
    _c: "Rect",
    _i: id,
    x,
    y: 0,
    width: 40,
    height: 40,
    paint: { color },
  });
  await shared.harness.show([
    {
      _c: "Canvas",
      _i: 80,
      width: 100,
      height: 60,
      on_resize: true,
      shapes: [rect(81, 0, "red"), { ...rect(82, 50, "primary"), _c: "Oval" }],
    },
  ]);
  expect((await shared.harness.nextEvent("resize")).data).toEqual({ w: 100, h: 60 });
  const pixel = (x: number, y: number) =>
    shared.harness.page.evaluate(
      `[...document.querySelector("canvas").getContext("2d").getImageData(${x}, ${y}, 1, 1).data]`,
    );
  expect(await pixel(20, 20)).toEqual([0xf4, 0x43, 0x36, 255]);
  expect(await pixel(70, 20)).toEqual([0x36, 0x61, 0x8e, 255]);
  expect(await pixel(51, 1)).toEqual([0, 0, 0, 0]); // a corner of the oval's box
  shared.harness.patch(81, [[0], [0, 0, "paint", { color: "blue" }]]);
  await shared.harness.settle();
  expect(await pixel(20, 20)).toEqual([0x21, 0x96, 0xf3, 255]);
  expect((await shared.harness.invoke(80, "capture", { pixel_ratio: 1 })).error).toBeNull();
  const { result } = await shared.harness.invoke(80, "get_capture");
  expect([...(result as Uint8Array).slice(1, 4)]).toEqual([0x50, 0x4e, 0x47]);
});

drawn(
  "frames of a streamed picture are drawn and answered, again after a new connection",
  async () => {
    const { harness } = shared;
    await harness.show([{ _c: "RawImage", _i: 60, on_data_channel_open: true, scale: 1 }]);
    const opened = await harness.nextEvent("data_channel_open");
    expect(opened).toMatchObject({ target: 60, data: { channel_name: "frames" } });
    const channelId = (opened.data as { channel_id: number }).channel_id;
    const pixels = [255, 0, 0, 255, 0, 128, 0, 128];
    const answered = async (frame: readonly number[]) => {
      harness.frames.length = 0;
      harness.send(encodeChannel(channelId, Uint8Array.from(frame)));
      await until("the frame is answered", () => harness.frames.length > 0, 20_000);
      expect(harness.frames.map(({ bytes }) => [...bytes])).toEqual([[0xff]]);
    };
    const drawnPixels = () =>
      harness.page.evaluate(`{
      const canvas = document.querySelector("canvas");
      canvas.width === 0 ? [] : [...canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data]
    }`);
    await answered([4, 2, 0, 0, 0, 1, 0, 0, 0, ...pixels]);
    expect(await drawnPixels()).toEqual([255, 0, 0, 255, 0, 255, 0, 128]);
    await answered([1, 9, 9]); // not a picture: nobody waits for it
    await answered([3]);
    expect(await drawnPixels()).toEqual([]);

    harness.disconnect(1011);
    expect((await harness.nextEvent("data_channel_open")).data).toEqual(opened.data);
  },
);
