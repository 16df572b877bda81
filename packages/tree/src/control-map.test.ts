import { expect, test } from "@jest/globals";
import { body, isControl, keyOf } from "./control-map.ts";

test("[TRE10] components are looked through, however many there are", () => {
  const text = { _c: "Text", _i: 1 };
  expect(body(text)).toBe(text);
  expect(body({ _c: "C", _i: 2, _b: { _c: "C", _i: 3, _b: [text] } })).toEqual([text]);
  expect(body({ _c: "C", _i: 2 })).toBeUndefined();
  expect(body("plain")).toBe("plain");
});

test("[TRE2] a map is a control if it has a type", () => {
  expect(isControl({ _c: "Text", _i: 1 })).toBe(true);
  for (const value of [{ color: "red" }, [], null, "x", new Date(0)])
    expect(isControl(value)).toBe(false);
});

test("[DIF10] keys are plain values, or wrapped in a map", () => {
  const control = (key: unknown) => ({ _c: "Text", _i: 1, key });
  expect(keyOf(control("a"))).toBe("a");
  expect(keyOf(control({ value: 5, _type: "scroll" }))).toBe(5);
  expect(keyOf(control(null))).toBeUndefined();
  expect(keyOf({ _c: "Text", _i: 1 })).toBeUndefined();
});
