import { Extension } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import type { HarnessOptions } from "../support/harness-options.ts";
import { OpenedHarnesses } from "../support/opened-harnesses.ts";

const pages = new OpenedHarnesses({});
const { deadlineMs } = pages;

type Axes = { readonly x: number; readonly y: number; readonly z: number };

/** A page in a device whose sensors do what the test says. */
async function open(options?: HarnessOptions) {
  const harness = await pages.open(options);
  const device = await harness.page.context().newCDPSession(harness.page);
  return {
    harness,
    equip: (type: "accelerometer" | "linear-acceleration" | "gyroscope", available = true) =>
      device.send("Emulation.setSensorOverrideEnabled", {
        enabled: true,
        type,
        metadata: { available },
      }),
    move: (type: "accelerometer" | "linear-acceleration" | "gyroscope", xyz: Axes) =>
      device.send("Emulation.setSensorOverrideReadings", { type, reading: { xyz } }),
  };
}

test.each([
  ["Accelerometer", "accelerometer"],
  ["UserAccelerometer", "linear-acceleration"],
  ["Gyroscope", "gyroscope"],
] as const)(
  "%s tells what the device measures while it is enabled",
  async (type, sensor) => {
    const { harness, equip, move } = await open();
    await equip(sensor);
    await move(sensor, { x: 1, y: 2, z: 3.5 });
    const service = { _c: type, _i: 60, on_reading: true, interval: { milliseconds: 20 } };
    harness.patch(7, [[0], [0, 0, "_services", [service]]]);
    const { target, data } = await harness.nextEvent("reading");
    expect(target).toBe(60);
    expect(data).toEqual({
      x: expect.closeTo(1, 2),
      y: expect.closeTo(2, 2),
      z: expect.closeTo(3.5, 2),
      timestamp: expect.any(Extension),
    });
    harness.patch(60, [[0], [0, 0, "enabled", false]]);
    await harness.settle();
    harness.events.length = 0;
    await move(sensor, { x: 9, y: 9, z: 9 });
    await harness.settle();
    expect(harness.events).toEqual([]);
    harness.patch(60, [[0], [0, 0, "enabled", true]]);
    expect((await harness.nextEvent("reading")).data).toMatchObject({
      x: expect.closeTo(9, 2),
    });
  },
  deadlineMs,
);

test(
  "a device without a sensor, and a browser without its kind, are errors for the app",
  async () => {
    const { harness, equip } = await open();
    await equip("gyroscope", false);
    harness.patch(7, [
      [0],
      [
        0,
        0,
        "_services",
        [
          { _c: "Gyroscope", _i: 60, on_error: true },
          { _c: "Barometer", _i: 61, on_error: true },
          { _c: "Magnetometer", _i: 62, on_error: true },
        ],
      ],
    ]);
    const errors = [await harness.nextEvent("error"), await harness.nextEvent("error")];
    errors.push(await harness.nextEvent("error"));
    errors.sort((one, other) => one.target - other.target);
    expect(errors.map(({ data }) => data)).toEqual([
      { message: expect.stringContaining("NotReadableError") },
      { message: "Barometer is not available in this browser" },
      { message: "Magnetometer is not available in this browser" },
    ]);
  },
  deadlineMs,
);

test(
  "a shaken device is told of when it was shaken often enough",
  async () => {
    const { harness, equip, move } = await open();
    await equip("accelerometer");
    await move("accelerometer", { x: 0, y: 0, z: 9.8 });
    const service = { _c: "ShakeDetector", _i: 60, on_shake: true, shake_slop_time_ms: 0 };
    harness.patch(7, [[0], [0, 0, "_services", [{ ...service, minimum_shake_count: 2 }]]]);
    await harness.settle();
    for (let at = 0; !harness.events.some(({ name }) => name === "shake"); at += 1) {
      await move("accelerometer", { x: at % 2 === 0 ? 40 : 35, y: 0, z: 0 });
      expect(at).toBeLessThan(500);
    }
    expect(await harness.nextEvent("shake")).toEqual({ target: 60, name: "shake", data: null });
  },
  deadlineMs,
);

test(
  "the brightness of a screen has no answer in a browser",
  async () => {
    const { harness } = await open();
    harness.patch(7, [[0], [0, 0, "_services", [{ _c: "ScreenBrightness", _i: 60 }]]]);
    expect(await harness.invoke(60, "get_system_screen_brightness")).toMatchObject({
      result: null,
      error: null,
    });
  },
  deadlineMs,
);
