import { expect, test } from "@jest/globals";
import { shapeCss, shapeOf } from "./shape.ts";

test("a rounded rectangle is square unless it has a radius", () => {
  expect(shapeOf({ _type: "roundedRectangle" })).toEqual({ radius: "0px" });
  expect(shapeOf({ _type: "roundedRectangle", radius: 6 })).toEqual({ radius: "6px" });
  expect(shapeOf({ radius: { top_left: 4, bottom_left: 2 } })?.radius).toBe("4px 0px 0px 2px");
});

test("stadiums and circles need no radius", () => {
  expect(shapeOf({ _type: "stadium" })?.radius).toBe("9999px");
  expect(shapeOf({ _type: "circle" })?.radius).toBe("50%");
});

test("cut corners and the side become CSS", () => {
  const shape = shapeOf({ _type: "beveledRectangle", radius: 8, side: { width: 2, color: "red" } });
  expect(shapeCss(shape)).toEqual({
    borderRadius: "8px",
    cornerShape: "bevel",
    border: "2px solid #f44336",
  });
});

test("without a shape there is no CSS", () => {
  expect(shapeCss(shapeOf(undefined))).toEqual({});
});
