import { Extension } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { toWire } from "../core/serialize.ts";
import * as ft from "../index.ts";

test("a copy keeps what is not named, and does not share lists", () => {
  const gradient = ft.LinearGradient({ colors: ["red", "blue"], rotation: 1 });
  const copy = gradient.copy({ rotation: undefined, stops: [0, 1] });
  copy.colors.push("green");
  expect(gradient.colors).toEqual(["red", "blue"]);
  expect(copy.rotation).toBe(1);
  expect(copy).toBeInstanceOf(ft.LinearGradient);
});

test("durations count, compare and calculate", () => {
  const span = ft.Duration({ minutes: 1, seconds: 30 });
  expect(span.inSeconds).toBe(90);
  expect(span.inMinutes).toBe(1);
  expect(span.plus(ft.Duration({ seconds: 45 })).compare(ft.Duration({ seconds: 135 }))).toBe(0);
  expect(span.minus(ft.Duration({ hours: 1 })).isNegative).toBe(true);
  expect(span.minus(ft.Duration({ hours: 1 })).abs().inMinutes).toBe(58);
  expect(toWire(span.times(2))).toEqual({ minutes: 3 });
  expect(toWire(span.dividedBy(4))).toEqual({ seconds: 22, milliseconds: 500 });
  expect(() => span.dividedBy(0)).toThrow("zero");
});

test("what clients send becomes values: maps, durations, times of day, selections", () => {
  expect(ft.Duration.fromWire(new Extension(3, "1500000")).inMilliseconds).toBe(1500);
  expect(ft.TimeOfDay.fromWire(new Extension(2, "9:5"))).toEqual(ft.TimeOfDay(9, 5));
  const selection = ft.TextSelection.fromWire({
    base_offset: 3,
    extent_offset: 1,
    affinity: "downstream",
    extra: 1,
  });
  expect(selection.getSelectedText("abcd")).toBe("bc");
  const media = ft.PageMediaData.fromWire({
    padding: { top: 4 },
    view_padding: {},
    view_insets: {},
    device_pixel_ratio: 2,
    orientation: "portrait",
  });
  expect(media.padding).toBeInstanceOf(ft.Padding);
  expect(media.padding.top).toBe(4);
  expect(media.alwaysUse24HourFormat).toBe(false);
});

test("impossible values are refused when they are made", () => {
  expect(() => ft.BorderSide(-1)).toThrow("width must be at least 0");
  expect(() => ft.BoxConstraints({ minWidth: 5, maxWidth: 1 })).toThrow("minWidth (5)");
  expect(() => ft.BoxDecoration({ blendMode: ft.BlendMode.MULTIPLY })).toThrow(
    "bgcolor or gradient",
  );
  expect(() => ft.BoxDecoration({ shape: ft.BoxShape.CIRCLE, borderRadius: 3 })).toThrow("circle");
  expect(() => ft.Locale("")).toThrow("cannot be empty");
  expect(() => ft.LocaleConfiguration({ supportedLocales: [] })).toThrow("at least one");
  expect(() => ft.ShareFile()).toThrow('"path" or "data"');
  expect(() => ft.TimeOfDay(24)).toThrow("hour");
});

test("derived facts of values", () => {
  expect(ft.Offset(3, 4).distance).toBe(5);
  expect(ft.Size(4, 2).aspectRatio).toBe(2);
  expect(ft.Size.infinite().isInfinite()).toBe(true);
  expect(ft.Rect.fromPoints(ft.Offset(4, 1), ft.Offset(1, 3)).size.width).toBe(3);
  expect(
    ft.BorderSide({ width: 4, strokeAlign: ft.BorderSideStrokeAlign.CENTER }).strokeInset,
  ).toBe(2);
  expect(ft.Locale("zh", "CN", "Hans").languageTag).toBe("zh-Hans-CN");
  expect(ft.BorderRadius.all(4).plus(ft.BorderRadius.all(1)).topLeft).toBe(5);
  expect(
    ft.TextDecoration.combine([ft.TextDecoration.UNDERLINE, ft.TextDecoration.LINE_THROUGH]),
  ).toBe(5);
  expect(ft.PagePlatform.isMobile("ios")).toBe(true);
});

test("a recorded matrix holds its factors as they were", () => {
  const factor = ft.Matrix4.rotationZ(1);
  const product = ft.Matrix4.identity().scale(2, null, 3).multiply(factor);
  factor.translate(1, 2);
  expect(toWire(product)).toEqual({
    ctor: { name: "identity" },
    ops: [
      { name: "scale", args: [2, 3] },
      { name: "multiply", args: [{ ctor: { name: "rotation_z", args: [1] } }] },
    ],
  });
  expect(() => factor.multiply(factor)).toThrow("itself");
});
