import { expect, test } from "@jest/globals";
import { animationOf, transitionCss } from "./animation.ts";

test("true is a second, a number is milliseconds, a map has a curve", () => {
  expect(animationOf(true)).toEqual({ durationMs: 1_000, curve: "linear" });
  expect(animationOf(300)).toEqual({ durationMs: 300, curve: "linear" });
  expect(animationOf({ duration: { milliseconds: 200 }, curve: "easeInOut" })).toEqual({
    durationMs: 200,
    curve: "ease-in-out",
  });
});

test("an unknown curve is linear, what is no animation is none", () => {
  expect(animationOf({ duration: 5, curve: "wobble" })?.curve).toBe("linear");
  expect(animationOf(undefined)).toBeUndefined();
});

test("a transition names each property", () => {
  expect(transitionCss({ durationMs: 100, curve: "ease" }, ["left", "top"])).toBe(
    "left 100ms ease,top 100ms ease",
  );
});
