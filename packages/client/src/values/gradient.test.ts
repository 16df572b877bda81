import { expect, test } from "@jest/globals";
import { gradientCss } from "./gradient.ts";

test("a linear gradient runs from left to right unless it says otherwise", () => {
  expect(gradientCss({ _type: "linear", colors: ["#ff0000", "#0000ff"] })).toBe(
    "linear-gradient(90.000deg, #ff0000 0%, #0000ff 100%)",
  );
});

test("points inside of the box move the stops", () => {
  const css = gradientCss({
    _type: "linear",
    colors: ["#ff0000", "#0000ff"],
    begin: { x: 0, y: 0.5 },
    end: { x: 0, y: -1 },
  });
  expect(css).toBe("linear-gradient(0.000deg, #ff0000 25%, #0000ff 100%)");
});

test("a line from corner to corner has the angle that it has in the box, as long as the box is known", () => {
  const gradient = {
    _type: "linear",
    colors: ["#ff0000", "#0000ff"],
    begin: { x: -1, y: -1 },
    end: { x: 1, y: 1 },
  };
  expect(gradientCss(gradient)).toBe("linear-gradient(135.000deg, #ff0000 0%, #0000ff 100%)");
  expect(gradientCss(gradient, [120, 60])).toBe(
    "linear-gradient(116.565deg, #ff0000 0%, #0000ff 100%)",
  );
});

test("a radius is a part of the shorter side", () => {
  expect(gradientCss({ _type: "radial", colors: ["#ff0000", "#0000ff"], radius: 0.25 })).toBe(
    "radial-gradient(circle closest-side at 50% 50%, #ff0000 0%, #0000ff 50%)",
  );
});

test("a sweep starts at the right side", () => {
  expect(gradientCss({ _type: "sweep", colors: ["#ff0000", "#0000ff"], stops: [0, 0.5] })).toBe(
    "conic-gradient(from 90.000deg at 50% 50%, #ff0000 0.000deg, #0000ff 180.000deg)",
  );
});

test("what is no gradient draws nothing", () => {
  expect(gradientCss(undefined)).toBeUndefined();
});
