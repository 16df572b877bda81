import { expect, test } from "@jest/globals";
import { transformCss } from "./transform.ts";

test("single transforms have properties of their own, so that each has its own transition", () => {
  expect(transformCss({ rotate: 0.5, scale: 2, offset: { x: 0.5, y: -1 } })).toEqual({
    rotate: "0.5rad",
    scale: "2 2",
    translate: "50% -100%",
  });
});

test("what would come in another order is one list, outermost first", () => {
  expect(transformCss({ rotate: 1, scale: { scale_x: 2 }, flip: { flip_x: true } })).toEqual({
    transform: "scale(-1,1) scale(2,1) rotate(1rad)",
  });
});

test("the alignment of a rotation is its origin", () => {
  expect(transformCss({ rotate: { angle: 1, alignment: { x: -1, y: 1 } } })).toEqual({
    rotate: "1rad",
    transformOrigin: "0% 100%",
  });
});
