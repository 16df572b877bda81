import { expect, test } from "@jest/globals";
import { boxShadowCss } from "./box-shadow.ts";

test("one shadow or a list of them", () => {
  const shadow = { blur_radius: 10, spread_radius: 1, color: "#112233", offset: { x: 2, y: 3 } };
  expect(boxShadowCss(shadow)).toBe("2px 3px 10px 1px #112233");
  expect(boxShadowCss([shadow, { blur_style: "inner" }])).toBe(
    "2px 3px 10px 1px #112233, inset 0px 0px 0px 0px #000000",
  );
  expect(boxShadowCss(null)).toBeUndefined();
});
